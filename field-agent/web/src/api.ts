import { ask, createClient, said } from "@muster/shared";
import { i18n } from "./words";

let token: string | undefined;
let signedOut: () => void = () => undefined;

/** The one client of the phone; it shows the phone's own token. */
export const api = createClient({
  language: () => i18n.global.locale.value,
  token: () => token,
  onSignedOut: () => signedOut(),
});

/** From now on requests show this token; without one, none. */
export function show(of: string | undefined): void {
  token = of;
}

export function whenSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** A problem in the reader's words, with the fields that are wrong. */
export function saying(problem: unknown): string {
  return said(problem, i18n.global.t("problem.offline"));
}

export { ask };
