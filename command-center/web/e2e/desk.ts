import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { code, until, URL, windowOf, type Account } from "../../../shared-model/web/e2e/stage";

/** Somebody at a desk of their own, signed in through the form. */
export async function enter(
  who: Account,
  options: BrowserContextOptions = {},
  before: (page: Page) => Promise<void> = withoutGround,
  address = URL,
): Promise<Page> {
  const page = await windowOf(who.login, { viewport: { width: 1440, height: 900 }, ...options });
  await before(page);
  await page.goto(address);
  await page.fill("input[name=login]", who.login);
  await page.fill("input[name=password]", who.password);
  if (who.otpSecret) await page.fill("input[name=otp]", code(who));
  await page.click("button[type=submit]");
  await page.waitForSelector("nav a");
  return page;
}

/** The plain ground of these stories' server would only darken the map; one story is about it. */
async function withoutGround(page: Page): Promise<void> {
  await page.route("**/api/v1/about", async (route) => {
    const response = await route.fetch();
    const { map: _, ...about } = (await response.json()) as { map?: unknown };
    await route.fulfill({ response, json: about });
  });
}

export async function open(page: Page, place: string): Promise<void> {
  await page.goto(`${URL}/#${place}`);
}

/** The map shows divisions, however long its first drawing takes. */
export async function mapDrawn(page: Page): Promise<void> {
  const map = page.locator("[data-drawn]");
  await until(async () => expect(Number(await map.getAttribute("data-drawn"))).toBeGreaterThan(0), 60_000);
}
