import { computed, type Ref, type WritableComputedRef } from "vue";

/** A dialog is open for as long as it has a subject; closing it takes the subject away. */
export function openWhile<T>(subject: Ref<T | undefined>): WritableComputedRef<boolean> {
  return computed({
    get: () => subject.value !== undefined,
    set: (yes) => yes || (subject.value = undefined),
  });
}
