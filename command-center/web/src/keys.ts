import { onScopeDispose } from "vue";

/** Two keys in a row belong together when they come within this time. */
const SECOND_KEY_WITHIN_MS = 1200;

/** Calls by keys (`?`, `/`) or two in a row (`g m`), except while somebody is writing. */
export function useKeys(calls: Record<string, () => unknown>): void {
  let first = "";
  let firstAt = 0;
  const listen = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const both = Date.now() - firstAt < SECOND_KEY_WITHIN_MS ? `${first} ${event.key}` : event.key;
    const call = calls[both] ?? calls[event.key];
    first = event.key;
    firstAt = Date.now();
    if (call) {
      event.preventDefault();
      call();
    }
  };
  document.addEventListener("keydown", listen);
  onScopeDispose(() => document.removeEventListener("keydown", listen));
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName))
  );
}
