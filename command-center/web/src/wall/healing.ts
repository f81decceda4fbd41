import { onScopeDispose } from "vue";
import { useLive } from "../live";

/** A screen that nobody can touch starts afresh when its link stays cut for so long, or it breaks. */
const CUT_MAX_MS = 120_000;
const LOOK_EVERY_MS = 5_000;
/** After an error the server and the browser get so long to settle. */
const SETTLE_MS = 10_000;

/** Reloads the page by itself when it cannot go on. */
export function useHealing(): void {
  const live = useLive();
  let settling: ReturnType<typeof setTimeout> | undefined;
  const restart = (): void => location.reload();
  const broke = (): void => void (settling ??= setTimeout(restart, SETTLE_MS));
  const looking = setInterval(() => {
    if (live.lostAt !== undefined && live.now - live.lostAt > CUT_MAX_MS) restart();
  }, LOOK_EVERY_MS);
  window.addEventListener("error", broke);
  window.addEventListener("unhandledrejection", broke);
  onScopeDispose(() => {
    clearInterval(looking);
    clearTimeout(settling);
    window.removeEventListener("error", broke);
    window.removeEventListener("unhandledrejection", broke);
  });
}
