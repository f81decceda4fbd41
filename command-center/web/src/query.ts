import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

/** One word of the address, so that what a page shows can be passed on and gone back to. */
export function useQuery(name: string): WritableComputedRef<string> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => (route.query[name] as string | undefined) ?? "",
    set: (value) => void router.replace({ query: { ...route.query, [name]: value || undefined } }),
  });
}
