import type { Page } from "playwright-core";
import { accessible, shot } from "../../../shared-model/web/e2e/stage";
import { fits } from "./phone";

const LOOKS = [
  { name: "dark", theme: "dark", size: "normal", widths: [360] },
  { name: "elder", theme: "light", size: "elder", widths: [390] },
  { name: "largest", theme: "dark", size: "largest", widths: [360] },
  { name: "light", theme: "light", size: "normal", widths: [768, 390, 360] },
] as const;

/** Pages in every look, as they come at every width: nothing is cut off, and everything can be read. */
export async function looksRight(page: Page, places: readonly string[]): Promise<void> {
  for (const { name, theme, size, widths } of LOOKS) {
    await page.evaluate(
      ([theme, size]) => {
        localStorage.setItem("muster.theme", theme!);
        localStorage.setItem("muster.size", size!);
      },
      [theme, size],
    );
    await page.reload();
    for (const place of places) {
      await page.goto(`/m/#/${place}`);
      await page.locator("main .card").first().waitFor();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 });
        await fits(page, `${place}, ${name}, at ${width}`);
        await shot(page, `look-${place || "duties"}-${name}-${width}`);
      }
      await accessible(page, `${place}, ${name}`);
    }
  }
}
