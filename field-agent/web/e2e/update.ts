import type { Page } from "playwright-core";
import type { Cable } from "../../../shared-model/web/e2e/cable";
import { accessible, shot, until, URL } from "../../../shared-model/web/e2e/stage";
import { expect } from "vitest";
import { deed, doneWithoutNetwork, live, pressInDialog } from "./phone";

/** Whether a newer version was fetched and waits to take over. */
const isWaiting = (page: Page): Promise<boolean> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null);

/** A newer version is offered, but not while a report is written or waits to be sent, and taken when one agrees. */
export async function offersAnUpdate(page: Page, cable: Cable): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready);
  const present = await (await fetch(`${URL}/m/sw.js`)).text();
  cable.serve("/m/sw.js", `${present}\n// a newer version`);
  await deed(page, "report").click();
  await page.locator("textarea[name=text]").fill("还没有写完");
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
  await until(async () => expect(await isWaiting(page)).toBe(true));
  expect(await page.locator("[data-update]").count()).toBe(0);
  await pressInDialog(page, "关闭");
  expect(await page.locator("[data-update]").count()).toBe(0);

  await deed(page, "report").click();
  await page.locator("textarea[name=text]").fill("");
  await pressInDialog(page, "关闭");
  await page.locator("[data-update]").waitFor();
  await accessible(page, "a newer version");
  await shot(page, "phone-update-390");

  await doneWithoutNetwork(page, cable, async () => {
    await deed(page, "report").click();
    await page.locator("textarea[name=text]").fill("一切正常");
    await pressInDialog(page, "上报");
    await page.locator("[data-update]").waitFor({ state: "detached" });
  });
  await page.locator("[data-update]").waitFor();
  await Promise.all([
    page.waitForEvent("load"),
    page.locator("[data-update]").getByRole("button", { name: "更新" }).click(),
  ]);
  await page.locator("[data-update]").waitFor({ state: "detached" });
  expect(await isWaiting(page)).toBe(false);
  await live(page);
}
