import { ref, watch, type Ref } from "vue";
import { saying } from "./api";
import { isOpen, type Duty } from "./duty";
import { GOING, keep, note, type Notes } from "./keeping/store";
import { usePhone } from "./phone";

/** What is kept of a task: in which of its states, and whether it may change meanwhile. */
const KINDS = {
  place: { holds: isOpen, changes: false },
  leader: { holds: isGoing, changes: true },
  resident: { holds: isGoing, changes: false },
} as const;
type Kind = keyof typeof KINDS;

function isGoing(state: string): boolean {
  return GOING.includes(state);
}

/**
 * Something of a task that is asked of the server once (what changes, each time the line stands),
 * stays readable without a network, and is forgotten when the task ends. The server's own state
 * counts: what waits to be sent opens nothing.
 */
export function useKept<K extends Kind>(
  kind: K,
  of: () => Duty,
  read: (assignment: string) => Promise<Notes[`${K}/${string}`]>,
): { value: Ref<Notes[`${K}/${string}`] | undefined>; problem: Ref<string> } {
  type Value = Notes[`${K}/${string}`];
  const phone = usePhone();
  const value = ref() as Ref<Value | undefined>;
  const problem = ref("");
  const key = (): `${K}/${string}` => `${kind}/${of().item.id}`;

  async function look(state: string): Promise<void> {
    problem.value = "";
    if (!KINDS[kind].holds(state as Duty["state"])) {
      value.value = undefined;
      return;
    }
    value.value ??= (await note(key())) as Value | undefined;
    if (value.value && !(KINDS[kind].changes && phone.state === "live")) return;
    try {
      const found = await read(of().item.id);
      if (of().item.state !== state) return;
      await keep(key(), found);
      value.value = found;
    } catch (e) {
      if (!value.value) problem.value = saying(e);
    }
  }
  watch(
    () => [of().item.state, phone.state === "live"] as const,
    ([state]) => void look(state),
    { immediate: true },
  );
  return { value, problem };
}
