import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Said of every window of a test, whose storage is forgotten with it. */
const PRIVATE = "in-incognito";

/** What the browser itself says against installing the page: nothing. */
export async function isInstallable(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.map((one) => one.errorId).filter((one) => one !== PRIVATE)).toEqual([]);
  await devtools.detach();
}
