import { expect, it } from "vitest";
import { accessible, account, call, code, shot, token, until } from "../../../../shared-model/web/e2e/stage";
import { enter, open, mapDrawn } from "../desk";
import {
  begin,
  commander,
  number,
  ofUnit,
  play,
  STREET_NAME,
  submit,
  type Assignment,
  type UnitRow,
} from "../operation";

/** The command post raises a response, writes an order and signs it. */
export function theCommandPostMobilises(): void {
  it("raises the critical tier with its four statements, signed by a one-time code", async () => {
    play.post = await enter(commander);
    await open(play.post, "/responses");
    await accessible(play.post, "responses");
    await play.post.getByRole("button", { name: "启动响应" }).click();
    const dialog = play.post.getByRole("dialog");
    const sign = dialog.getByRole("button", { name: "签发" });
    await dialog.locator("input[name=otp]").fill(code(commander));
    await expect.poll(() => sign.isDisabled()).toBe(true);
    await dialog.locator("input[name=subject]").fill("暴雨内涝");
    await dialog.locator("textarea[name=measures]").fill("社区值守\n转移安置");
    await accessible(play.post, "raise");
    await shot(play.post, "raise");
    await sign.click();
    await play.post.getByText("响应决定〔").first().waitFor();
  });

  it("composes an order in its official form and previews whom it reaches", async () => {
    const page = await enter(account("dispatcher"));
    await begin(page);
    const picker = page.getByRole("combobox", { name: "选择县区、街道或社区" });
    await picker.click({ force: true });
    await picker.fill(STREET_NAME);
    await page
      .locator(".el-tree-node__label, .el-select-dropdown__item")
      .filter({ hasText: STREET_NAME })
      .first()
      .click();
    await page.keyboard.press("Escape");
    await page.getByText("已选 25 个社区").waitFor();
    await mapDrawn(page);
    await page.getByRole("button", { name: "保存并预览" }).click();
    await page.getByText("动员范围预览").waitFor();
    expect(await number(page, "需求人数")).toBeGreaterThan(100);
    await until(async () => expect(await page.locator(".paper").innerText()).toContain(STREET_NAME));
    await page.locator(".sides").evaluate((element) => element.scrollIntoView());
    await shot(page, "compose");
    await accessible(page, "compose");
    play.order = await submit(page);
    await page.context().close();

    const other = await enter(account("dispatcher", undefined, 1));
    await open(other, `/orders/${play.order}`);
    await other.getByRole("button", { name: "审核通过" }).click();
    await other.getByText("已审核，待指挥员签发").waitFor();
    await other.context().close();
  });

  it("signs only after the number of people was typed, and shows the banner", async () => {
    await open(play.post, `/orders/${play.order}`);
    await play.post.getByRole("button", { name: "签发" }).click();
    const dialog = play.post.getByRole("dialog");
    const need = /人数 (\d+) 以确认/.exec(await dialog.innerText())![1]!;
    await dialog.locator("input[name=otp]").fill(code(commander));
    const sign = dialog.getByRole("button", { name: "签发并下达" });
    await dialog.locator("input[name=people]").fill(String(Number(need) - 1));
    expect(await sign.isDisabled()).toBe(true);
    await dialog.locator("input[name=people]").fill(need);
    await shot(play.post, "sign");
    await sign.click();
    await play.post.getByRole("button", { name: /撤回/ }).waitFor();
    await play.post.locator(".banner.critical").waitFor();
    await until(async () => expect(await number(play.post, "名额")).toBe(Number(need)));
  });

  it("shows answers on the board as they come, without a reload", async () => {
    const board = await call<{ byUnit: UnitRow[] }>(play.dispatcher, "GET", `/orders/${play.order}/board`);
    play.unit = board.byUnit.sort((a, b) => b.quota - b.named - (a.quota - a.named))[0]!.unit;
    const admin = await token(account("sysadmin"));
    const devices = await call<{ volunteer: string; token: string }[]>(admin, "POST", "/trial/devices", {
      count: 500,
      unit: play.unit,
    });
    play.phones = new Map(devices.map((one) => [one.volunteer, one.token]));
    const before = await number(play.post, "确认");
    let offered: Assignment[] = [];
    await until(async () => expect((offered = await ofUnit("offered")).length).toBeGreaterThan(4));
    for (const one of offered.slice(0, 5))
      await call(play.phones.get(one.volunteer)!, "POST", `/assignments/${one.id}/accept`, {});
    await until(async () => expect(await number(play.post, "确认")).toBe(before + 5));
    await play.post.getByRole("button", { name: /催办全部未签收/ }).click();
    await play.post.getByText(/已催办 \d+ 个单位/).waitFor();
    await accessible(play.post, "board");
    await shot(play.post, "board");
  });
}
