import { createWords } from "@muster/shared";
import en from "./en";
import zh from "./zh-CN";

/** The phone's words in both languages. */
export const i18n = createWords({ "zh-CN": zh, en });
