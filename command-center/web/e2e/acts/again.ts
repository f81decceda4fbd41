import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { accessible, account, call, shot } from "../../../../shared-model/web/e2e/stage";
import { enter, mapDrawn, open } from "../desk";
import { begin, number, passAndSign, play, submit } from "../operation";

/** Presses on the map at parts of its width and height. */
async function press(page: Page, ...spots: [number, number][]): Promise<void> {
  const map = page.locator("[data-drawn]");
  const { width, height } = (await map.boundingBox())!;
  for (const [across, down] of spots) await map.click({ position: { x: width * across, y: height * down } });
}

/** The command post draws where people are wanted, thinks better of it, and takes it all back. */
export function theCommandPostThinksAgain(): void {
  let page: Page;
  let order = "";

  it("calls people to what is drawn on the map, a polygon and a circle", async () => {
    page = await enter(account("dispatcher"));
    await begin(page);
    await mapDrawn(page);
    await page.getByText("画多边形").click();
    await press(page, [0.35, 0.4], [0.45, 0.4]);
    await page.getByText("2 个顶点").waitFor();
    await press(page, [0.4, 0.55], [0.1, 0.1]);
    await page.getByRole("button", { name: "撤一点" }).click();
    await page.getByText("3 个顶点").waitFor();
    await page.getByText("画圆").click();
    await press(page, [0.6, 0.6]);
    await page.getByRole("button", { name: "保存并预览" }).click();
    await page.getByText("动员范围预览").waitFor();
    expect(await number(page, "社区（村）")).toBeGreaterThan(1);
    expect(await number(page, "需求人数")).toBeGreaterThan(1);
    await page.locator("[data-drawn]").scrollIntoViewIfNeeded();
    await accessible(page, "compose-drawn");
    await shot(page, "compose-drawn");
    order = await submit(page);
    await passAndSign(play.post, order);
    await play.post.getByRole("button", { name: /撤回/ }).waitFor();
  });

  it("amends what is in force, and takes it back within ten seconds without a reason", async () => {
    await open(page, `/orders/${order}`);
    await page.getByRole("button", { name: "补充（变更）" }).click();
    await page.getByRole("heading", { name: "拟写补充（变更）令" }).waitFor();
    await page.locator("textarea[name=task]").fill("只转移低洼地段群众");
    const amended = await submit(page);
    expect(amended).not.toBe(order);
    await page.context().close();
    await passAndSign(play.post, amended);
    await play.post.getByRole("link", { name: "查看原令" }).waitFor();
    await play.post.getByRole("button", { name: /撤回（\d+ 秒内免填理由）/ }).click();
    await play.post.locator("header .chip", { hasText: "已撤销" }).waitFor();
    await shot(play.post, "recalled");
    await call(play.dispatcher, "POST", `/orders/${order}/close`, {});
  });
}
