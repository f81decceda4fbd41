import { defineStore } from "pinia";
import { computed, ref, watchEffect } from "vue";

export const SIZES = ["normal", "elder", "largest"] as const;
export const THEMES = ["auto", "light", "dark"] as const;
export type Size = (typeof SIZES)[number];
export type Theme = (typeof THEMES)[number];

const KEPT_SIZE = "muster.size";
const KEPT_THEME = "muster.theme";

function kept<T extends string>(name: string, of: readonly T[]): T {
  return of.find((one) => one === localStorage.getItem(name)) ?? of[0]!;
}

/** How the pages look on this phone: 长辈版 in two sizes, light or dark. Stays after signing out. */
export const useLook = defineStore("look", () => {
  const size = ref<Size>(kept(KEPT_SIZE, SIZES));
  const theme = ref<Theme>(kept(KEPT_THEME, THEMES));
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isSystemDark = ref(system.matches);
  system.addEventListener("change", (event) => (isSystemDark.value = event.matches));
  const isDark = computed(() => (theme.value === "auto" ? isSystemDark.value : theme.value === "dark"));

  watchEffect(() => {
    const root = document.documentElement;
    root.dataset["size"] = size.value;
    root.dataset["theme"] = isDark.value ? "dark" : "light";
    localStorage.setItem(KEPT_SIZE, size.value);
    localStorage.setItem(KEPT_THEME, theme.value);
  });
  return { size, theme, isDark };
});

/** The system and the browser, and nothing that tells one phone from another like it. */
export function sortOfPhone(agent: string): string {
  const system = /Android|iPhone|iPad|HarmonyOS|Windows|Mac|Linux/.exec(agent)?.[0] ?? "?";
  const browser =
    /MicroMessenger|Edg|HuaweiBrowser|MiuiBrowser|Chrome|Firefox|Safari/.exec(agent)?.[0] ?? "?";
  return `${system} ${browser}`;
}
