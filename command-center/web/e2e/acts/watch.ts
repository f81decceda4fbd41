import { expect, it } from "vitest";
import { accessible, account, shot, until } from "../../../../shared-model/web/e2e/stage";
import { enter, open, mapDrawn } from "../desk";
import { play, STREET_NAME } from "../operation";

/** The watch is handed over, the map leads to whoever needs a hand, the wall shows it all. */
export function theWatchKeepsAnEyeOnIt(): void {
  it("forms a group, hands the watch over and puts everything on paper", async () => {
    const going = await enter(account("dispatcher"));
    await open(going, "/duty");
    await going.getByRole("button", { name: "组建专班" }).click();
    const dialog = going.getByRole("dialog");
    await dialog.locator("input[name=group]").fill("物资保障组");
    await dialog.locator("input[name=duty]").fill("采购、发放、回收");
    await dialog.getByRole("textbox", { name: "姓名" }).fill("欧阳明月");
    await dialog.getByRole("textbox", { name: "电话" }).fill("0572-6021234");
    await accessible(going, "group");
    await dialog.getByRole("button", { name: "保存" }).click();
    await going.locator(".group", { hasText: "欧阳明月" }).waitFor();
    await going.locator("textarea[name=remark]").fill("水利局22时前补派3人");
    await going.getByRole("button", { name: "签字交班" }).click();
    await going.getByText("待接班人签字").waitFor();
    const coming = await enter(account("dispatcher", undefined, 1));
    await open(coming, "/duty");
    await coming.locator("input[name=leader]").fill("王建国");
    await coming.getByRole("button", { name: "签字接班" }).click();
    await coming.getByText("带班领导：王建国").first().waitFor();
    await accessible(coming, "duty");
    await shot(coming, "duty");
    await open(coming, `/orders/${play.order}/paper`);
    await coming.getByText("专班通讯录").waitFor();
    await coming
      .getByText(/签到表/)
      .nth(1)
      .waitFor();
    await accessible(coming, "paper-pack");
    await shot(coming, "paper-pack");
    for (const page of [going, coming]) await page.context().close();
  });

  it("draws the communities on the map and leads to those that need a hand", async () => {
    await open(play.post, "/situation");
    await mapDrawn(play.post);
    await play.post.locator(".hands a").first().waitFor();
    await accessible(play.post, "situation");
    await shot(play.post, "situation");
    await play.post.locator(".hands .ask", { hasText: "请求增援 1 人" }).click();
    await play.post.locator("input[name=reply]").fill("由水利局增派，20时前到");
    await accessible(play.post, "answer-ask");
    await shot(play.post, "answer-ask");
    await play.post.getByRole("dialog").getByRole("button", { name: "同意", exact: true }).click();
    await until(async () => expect(await play.post.locator(".hands .ask").count()).toBe(0));
    await play.post.locator(".hands a", { hasText: "空白" }).first().click();
    await play.post.locator(".place .chip", { hasText: "无人应承" }).waitFor();
    await shot(play.post, "situation-community");
    const crumbs = play.post.getByRole("navigation", { name: "所看区划" }).getByRole("button");
    const levels = await crumbs.count();
    expect(levels).toBeGreaterThanOrEqual(3);
    await play.post.keyboard.press("Backspace");
    await until(async () => expect(await crumbs.count()).toBe(levels - 1));
    await crumbs.first().click();
    await until(async () => expect(await crumbs.count()).toBe(1));
    await play.post.locator(".place li button", { hasText: STREET_NAME }).click();
    await until(async () => expect(await crumbs.last().innerText()).toBe(STREET_NAME));
    await play.post.setViewportSize({ width: 1920, height: 1080 });
    await open(play.post, "/wall");
    await play.post.locator(".wall li").first().waitFor();
    await mapDrawn(play.post);
    expect(
      await play.post.evaluate(() => document.documentElement.scrollHeight - innerHeight),
    ).toBeLessThanOrEqual(0);
    await accessible(play.post, "wall");
    await shot(play.post, "wall");
    await play.post.setViewportSize({ width: 3840, height: 1080 });
    await until(async () =>
      expect(
        await play.post
          .locator(".wall canvas")
          .first()
          .evaluate((one) => one.clientWidth),
      ).toBeGreaterThan(1_200),
    );
    for (const way of ["scrollHeight", "scrollWidth"] as const)
      expect(await play.post.evaluate((name) => document.documentElement[name], way)).toBeLessThanOrEqual(
        way === "scrollHeight" ? 1080 : 3840,
      );
    await accessible(play.post, "wall-ultra-wide");
    await shot(play.post, "wall-ultra-wide");
    await play.post.setViewportSize({ width: 1440, height: 900 });
  });
}
