import { createI18n, type I18n } from "vue-i18n";
import en from "./words/en";
import zh from "./words/zh-CN";

/** The languages of the pages; Chinese comes first and stands in where English is missing. */
export const LANGUAGES = ["zh-CN", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = "muster.language";

/** Texts by their keys, nested. */
export interface Words {
  [key: string]: string | Words;
}

/** The language kept on this machine, else Chinese. */
export function keptLanguage(): Language {
  const kept = globalThis.localStorage?.getItem(KEPT);
  return LANGUAGES.find((language) => language === kept) ?? "zh-CN";
}

/** The words of both applications together with the page's own. */
export function createWords(own: Record<Language, Words>): I18n<{}, {}, {}, string, false> {
  const i18n = createI18n({
    legacy: false,
    locale: keptLanguage(),
    fallbackLocale: "zh-CN",
    missingWarn: false,
    fallbackWarn: false,
    messages: { "zh-CN": { ...zh, ...own["zh-CN"] }, en: { ...en, ...own.en } },
  });
  mark(i18n.global.locale.value as Language);
  return i18n as unknown as I18n<{}, {}, {}, string, false>;
}

/** Changes the language, for the page and for its next visit. */
export function speak(i18n: I18n<{}, {}, {}, string, false>, language: Language): void {
  i18n.global.locale.value = language;
  globalThis.localStorage?.setItem(KEPT, language);
  mark(language);
}

function mark(language: Language): void {
  if (typeof document !== "undefined") document.documentElement.lang = language;
}

/** The keys of nested words, joined by dots: both languages must have the same. */
export function keysOf(words: Words, prefix = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}
