import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessible,
  account,
  complaints,
  dropCurtain,
  raiseCurtain,
} from "../../../shared-model/web/e2e/stage";
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
    await page.getByRole("dialog").getByRole("textbox").waitFor();
    await page.keyboard.type("/?gm");
    expect(await page.getByRole("dialog").getByRole("textbox").inputValue()).toBe("/?gm");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await help().getByText("态势地图", { exact: true }).waitFor();
  });

  it("tries its sounds, sets how loud they are, and keeps that", async () => {
    const volume = help().locator("input[name=volume]");
    await volume.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    expect(await volume.inputValue()).toBe("0.2");
    await page.evaluate(() => {
      const heard: number[] = [];
      Object.assign(window, { heard });
      const ramp = AudioParam.prototype.exponentialRampToValueAtTime;
      AudioParam.prototype.exponentialRampToValueAtTime = function (value, at) {
        heard.push(value);
        return ramp.call(this, value, at);
      };
    });
    const loudest = () =>
      page.evaluate(() => Math.max(0, ...(window as unknown as { heard: number[] }).heard));
    await help().getByRole("button", { name: "试听：紧急" }).click();
    const soft = await loudest();
    expect(soft).toBeGreaterThan(0);
    await volume.focus();
    await page.keyboard.press("End");
    await help().getByRole("button", { name: "试听：紧急" }).click();
    expect(await loudest()).toBeCloseTo(soft * 5);
    await accessible(page, "help");
    await page.reload();
    await page.waitForSelector("nav a");
    await page.keyboard.press("?");
    expect(await volume.inputValue()).toBe("1");
    await help().locator(".el-switch").click();
    expect(await volume.isDisabled()).toBe(true);
    expect(await help().getByRole("button", { name: "试听：紧急" }).isDisabled()).toBe(true);
  });

  it("speaks English on demand", async () => {
    await page.keyboard.press("Escape");
    await open(page, "/orders");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("heading", { name: "Orders" }).waitFor();
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
