import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account, complaints, dropCurtain, raiseCurtain } from "../../../shared-model/web/e2e/stage";
import { enter, open } from "./desk";

let page: Page;

const help = () => page.getByRole("dialog", { name: "帮助与快捷键" });

describe.sequential("a desk is worked without a mouse", () => {
  beforeAll(async () => {
    await raiseCurtain();
    page = await enter(account("dispatcher"));
  });
  afterAll(dropCurtain);

  it("finds, explains and leads to places by keys", async () => {
    await open(page, "/orders");
    for (const [keys, place] of [
      ["g r", "responses"],
      ["g u", "units"],
      ["g p", "plan"],
      ["g d", "duty"],
      ["g o", "orders"],
      ["g m", "situation"],
    ] as const) {
      for (const key of keys.split(" ")) await page.keyboard.press(key);
      await page.waitForURL(new RegExp(`#/${place}$`));
    }
    await page.keyboard.press("/");
    const search = page.getByRole("dialog").getByRole("textbox");
    await expect.poll(() => search.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.keyboard.type("/?gm");
    expect(await search.inputValue()).toBe("/?gm");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await help().getByText("态势地图", { exact: true }).waitFor();
  });

  it("speaks English on demand", async () => {
    await page.keyboard.press("Escape");
    await open(page, "/orders");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Orders" }).waitFor();
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
