import type { Page } from "playwright-core";
import { expect } from "vitest";
import { accessible, shot } from "../../../shared-model/web/e2e/stage";

const PLACES = ["", "notices", "history", "mine", "leave", "proofs"] as const;
const WIDTHS = [360, 390, 768] as const;

/** Every page at every width and in every look: nothing is cut off, and everything can be read. */
export async function looksRight(page: Page): Promise<void> {
  for (const place of PLACES) {
    await page.goto(`/m/#/${place}`);
    await page.locator("main .card").first().waitFor();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 844 });
      await fits(page, `${place} at ${width}`);
      await shot(page, `look-${place || "duties"}-${width}`);
    }
  }
  await page.setViewportSize({ width: 360, height: 844 });
  for (const [name, key, value] of [
    ["dark", "muster.theme", "dark"],
    ["largest", "muster.size", "largest"],
  ] as const) {
    await page.evaluate(([at, of]) => localStorage.setItem(at!, of!), [key, value]);
    await page.reload();
    for (const place of PLACES) {
      await page.goto(`/m/#/${place}`);
      await page.locator("main .card").first().waitFor();
      await fits(page, `${place}, ${name}`);
      await accessible(page, `${place}, ${name}`);
      await shot(page, `look-${place || "duties"}-${name}`);
    }
  }
}

async function fits(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(over, name).toBeLessThanOrEqual(0);
}
