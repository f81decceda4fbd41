/** The version of the text under `consent` in the words: a changed text needs a new version. */
export const CONSENT_TEXT = "2026-11";
