import { ask, createClient, said } from "@muster/shared";
import { ElMessage } from "element-plus";
import { i18n } from "./words";

type Told = () => void;
let signedOut: Told = () => undefined;
let reached: (yes: boolean) => void = () => undefined;

/** The one client of the desk. */
export const api = createClient({
  language: () => i18n.global.locale.value,
  onSignedOut: () => signedOut(),
  onReached: (yes) => reached(yes),
});

/** Who wants to know when the session is over, or the server cannot be reached. */
export function whenTold(to: { signedOut: Told; reached: (yes: boolean) => void }): void {
  signedOut = to.signedOut;
  reached = to.reached;
}

/** A problem in the reader's words, with the fields that are wrong. */
export function saying(problem: unknown): string {
  return said(problem, i18n.global.t("problem.offline"));
}

/** Tells a problem at the edge of the page; for what stands in no form of its own. */
export function tell(problem: unknown): void {
  ElMessage({ type: "error", message: saying(problem), duration: 8000, showClose: true, grouping: true });
}

export { ask };
