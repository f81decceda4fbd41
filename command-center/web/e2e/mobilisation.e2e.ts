import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessible,
  account,
  call,
  code,
  complaints,
  dropCurtain,
  expected,
  raiseCurtain,
  shot,
  token,
  until,
} from "../../../shared-model/web/e2e/stage";
import { clock } from "../../../shared-model/web/src/time";
import { enter, open } from "./desk";

const STREET_NAME = "雉城街道";
/** A unit with more than thirty places to fill. */
const LARGE_QUOTA = 30;

interface UnitRow {
  unit: string;
  quota: number;
  named: number;
}
interface Assignment {
  id: string;
  volunteer: string;
  community: string;
  state: string;
}

const commander = account("commander");
let post: Page;
let order = "";
let dispatcher = "";
let unit = "";
let phones = new Map<string, string>();

const figure = (page: Page, name: string): Promise<string> =>
  page
    .locator(".figure", { has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) })
    .locator("dd")
    .first()
    .innerText();
const number = async (page: Page, name: string): Promise<number> =>
  parseInt((await figure(page, name)).replaceAll(",", ""), 10);
const ofUnit = async (state: string): Promise<Assignment[]> =>
  (
    await call<{ items: Assignment[] }>(
      dispatcher,
      "GET",
      `/orders/${order}/assignments?unit=${unit}&state=${state}&limit=500`,
    )
  ).items;

describe.sequential("a county is mobilised through its screens", () => {
  beforeAll(async () => {
    await raiseCurtain();
    dispatcher = await token(account("dispatcher"));
  });
  afterAll(dropCurtain);

  it("raises the critical tier with its four statements, signed by a one-time code", async () => {
    post = await enter(commander);
    await open(post, "/responses");
    await accessible(post, "responses");
    await post.getByRole("button", { name: "启动响应" }).click();
    const dialog = post.getByRole("dialog");
    const sign = dialog.getByRole("button", { name: "签发" });
    await dialog.locator("input[name=otp]").fill(code(commander));
    await expect.poll(() => sign.isDisabled()).toBe(true);
    await dialog.locator("input[name=subject]").fill("暴雨内涝");
    await dialog.locator("textarea[name=measures]").fill("社区值守\n转移安置");
    await accessible(post, "raise");
    await shot(post, "raise");
    await sign.click();
    await post.getByText("响应决定〔").first().waitFor();
  });

  it("composes an order in its official form and previews whom it reaches", async () => {
    const page = await enter(account("dispatcher"));
    await open(page, "/orders/new");
    await page.locator("input[name=signer]").fill("王建国 总指挥");
    await page.locator("textarea[name=risk]").fill("涉水作业，注意触电和落水");
    await page.locator("input[name=contactPhone]").fill("0572-6012345");
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
    await until(
      async () =>
        expect(Number(await page.locator("[data-drawn]").getAttribute("data-drawn"))).toBeGreaterThan(0),
      60_000,
    );
    await page.getByRole("button", { name: "保存并预览" }).click();
    await page.getByText("动员范围预览").waitFor();
    expect(await number(page, "需求人数")).toBeGreaterThan(100);
    await until(async () => expect(await page.locator(".paper").innerText()).toContain(STREET_NAME));
    await page.locator(".sides").evaluate((element) => element.scrollIntoView());
    await shot(page, "compose");
    await accessible(page, "compose");
    await page.getByRole("button", { name: "保存并送审" }).click();
    await page.waitForURL(/#\/orders\/[0-9a-f-]{36}$/);
    order = page.url().split("/").at(-1)!;
    await page.getByText("待他人审核").waitFor();
    await page.context().close();

    const other = await enter(account("dispatcher", undefined, 1));
    await open(other, `/orders/${order}`);
    await other.getByRole("button", { name: "审核通过" }).click();
    await other.getByText("已审核，待指挥员签发").waitFor();
    await other.context().close();
  });

  it("signs only after the number of people was typed, and shows the banner", async () => {
    await open(post, `/orders/${order}`);
    await post.getByRole("button", { name: "签发" }).click();
    const dialog = post.getByRole("dialog");
    const need = /人数 (\d+) 以确认/.exec(await dialog.innerText())![1]!;
    await dialog.locator("input[name=otp]").fill(code(commander));
    const sign = dialog.getByRole("button", { name: "签发并下达" });
    await dialog.locator("input[name=people]").fill(String(Number(need) - 1));
    expect(await sign.isDisabled()).toBe(true);
    await dialog.locator("input[name=people]").fill(need);
    await shot(post, "sign");
    await sign.click();
    await post.getByRole("button", { name: /撤回/ }).waitFor();
    await post.locator(".banner.critical").waitFor();
    await until(async () => expect(await number(post, "名额")).toBe(Number(need)));
  });

  it("shows answers on the board as they come, without a reload", async () => {
    const board = await call<{ byUnit: UnitRow[] }>(dispatcher, "GET", `/orders/${order}/board`);
    unit = board.byUnit.sort((a, b) => b.quota - b.named - (a.quota - a.named))[0]!.unit;
    const admin = await token(account("sysadmin"));
    const devices = await call<{ volunteer: string; token: string }[]>(admin, "POST", "/trial/devices", {
      count: 500,
      unit,
    });
    phones = new Map(devices.map((one) => [one.volunteer, one.token]));
    const before = await number(post, "确认");
    let offered: Assignment[] = [];
    await until(async () => expect((offered = await ofUnit("offered")).length).toBeGreaterThan(4));
    for (const one of offered.slice(0, 5))
      await call(phones.get(one.volunteer)!, "POST", `/assignments/${one.id}/accept`, {});
    await until(async () => expect(await number(post, "确认")).toBe(before + 5));
    await post.getByRole("button", { name: /催办全部未签收/ }).click();
    await post.getByText(/已催办 \d+ 个单位/).waitFor();
    await accessible(post, "board");
    await shot(post, "board");
  });

  it("lets a liaison sign and confirm more than thirty people in two presses, on a phone", async () => {
    const liaison = account("liaison", (one) => one.unit === unit);
    const page = await enter(liaison, { viewport: { width: 390, height: 844 } });
    const names = page.getByRole("button", { name: /按名单报送/ });
    await names.waitFor();
    const people = parseInt(/(\d+) 人/.exec(await names.innerText())![1]!, 10);
    expect(people).toBeGreaterThan(LARGE_QUOTA);
    await page.getByText(/指挥部催办（第 1 次）/).waitFor();
    await accessible(page, "liaison");
    await shot(page, "liaison-phone");
    await page.getByRole("button", { name: "签收", exact: true }).click();
    await page.locator(".chip", { hasText: "已签收" }).waitFor();
    await names.click();
    await page.getByText("名额已全部落实").waitFor();
    await until(async () => expect((await ofUnit("offered")).length).toBeGreaterThanOrEqual(people));
    await page.getByRole("button", { name: "未答复与电话表" }).click();
    await page.locator("a[href^='tel:']").first().waitFor();
    const stranger = await token(account("liaison", (one) => one.unit !== unit));
    const sheet = await call<{ people: { unit: string }[] }>(
      stranger,
      "GET",
      `/orders/${order}/call-sheet?unit=${unit}`,
    );
    expect(sheet.people.filter((one) => one.unit === unit)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await shot(page, "call-sheet-phone");
    await page.context().close();
  });

  it("lets a community tick who has come and confirm the hours of who has left", async () => {
    const [one] = await ofUnit("accepted");
    const phone = phones.get(one!.volunteer)!;
    await call(phone, "POST", `/assignments/${one!.id}/depart`, {});
    const page = await enter(account("community", (of) => of.area === one!.community));
    await page.getByRole("button", { name: "到岗", exact: true }).first().waitFor();
    await accessible(page, "community");
    await page.getByRole("button", { name: "到岗", exact: true }).first().click();
    await until(async () => expect((await ofUnit("onPost")).length).toBeGreaterThan(0));
    await page.getByRole("button", { name: "点位" }).first().click();
    await page.locator("input[name=spot]").fill("东门卡口");
    await page.getByRole("button", { name: "调整", exact: true }).click();
    await page.locator(".chip", { hasText: "东门卡口" }).waitFor();
    await page.getByRole("button", { name: "请求增援" }).click();
    await page.locator("input[name=reason]").fill("圩堤渗水，需转移群众");
    await page.getByRole("dialog").getByRole("button", { name: "请求增援" }).click();
    await page.locator(".asks", { hasText: "待答复" }).waitFor();
    await accessible(page, "community-asks");
    await shot(page, "community");
    const there = (await ofUnit("onPost"))[0]!;
    await call(phones.get(there.volunteer)!, "POST", `/assignments/${there.id}/leave`, {});
    await page.getByRole("button", { name: "确认时长" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "确认", exact: true }).click();
    await until(async () => expect((await ofUnit("confirmed")).length).toBe(1));
    await page.getByRole("button", { name: "到岗码" }).click();
    await until(async () => expect(await page.locator(".digits").innerText()).toMatch(/^\d{6}$/));
    await shot(page, "arrival-code");
    await page.context().close();
  });

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
    await open(coming, `/orders/${order}/paper`);
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
    await open(post, "/situation");
    await until(
      async () =>
        expect(Number(await post.locator("[data-drawn]").getAttribute("data-drawn"))).toBeGreaterThan(0),
      60_000,
    );
    await post.locator(".hands a").first().waitFor();
    await accessible(post, "situation");
    await shot(post, "situation");
    await post.locator(".hands .ask", { hasText: "请求增援 1 人" }).click();
    await post.locator("input[name=reply]").fill("由水利局增派，20时前到");
    await accessible(post, "answer-ask");
    await shot(post, "answer-ask");
    await post.getByRole("dialog").getByRole("button", { name: "同意", exact: true }).click();
    await until(async () => expect(await post.locator(".hands .ask").count()).toBe(0));
    await post.locator(".hands a", { hasText: "空白" }).first().click();
    await post.locator(".place .chip", { hasText: "无人应承" }).waitFor();
    await shot(post, "situation-community");
    const crumbs = post.getByRole("navigation", { name: "所看区划" }).getByRole("button");
    const levels = await crumbs.count();
    expect(levels).toBeGreaterThanOrEqual(3);
    await post.keyboard.press("Backspace");
    await until(async () => expect(await crumbs.count()).toBe(levels - 1));
    await crumbs.first().click();
    await until(async () => expect(await crumbs.count()).toBe(1));
    await post.locator(".place li button", { hasText: STREET_NAME }).click();
    await until(async () => expect(await crumbs.last().innerText()).toBe(STREET_NAME));
    await post.setViewportSize({ width: 1920, height: 1080 });
    await open(post, "/wall");
    await post.locator(".wall li").first().waitFor();
    await until(
      async () =>
        expect(Number(await post.locator("[data-drawn]").getAttribute("data-drawn"))).toBeGreaterThan(0),
      60_000,
    );
    expect(
      await post.evaluate(() => document.documentElement.scrollHeight - innerHeight),
    ).toBeLessThanOrEqual(0);
    await accessible(post, "wall");
    await shot(post, "wall");
    await post.setViewportSize({ width: 3840, height: 1080 });
    await until(async () =>
      expect(
        await post
          .locator(".wall canvas")
          .first()
          .evaluate((one) => one.clientWidth),
      ).toBeGreaterThan(1_200),
    );
    for (const way of ["scrollHeight", "scrollWidth"] as const)
      expect(await post.evaluate((name) => document.documentElement[name], way)).toBeLessThanOrEqual(
        way === "scrollHeight" ? 1080 : 3840,
      );
    await accessible(post, "wall-ultra-wide");
    await shot(post, "wall-ultra-wide");
    await post.setViewportSize({ width: 1440, height: 900 });
  });

  it("enters afterwards what was written by hand, and says so", async () => {
    const signedAt = Date.parse(
      (await call<{ signedAt: string }>(dispatcher, "GET", `/orders/${order}`)).signedAt,
    );
    const place = (await ofUnit("offered"))[0]!.community;
    const page = await enter(account("community", (one) => one.area === place));
    await open(page, `/late?order=${order}`);
    const day = page.locator("input[name=day]");
    const arrived = page.getByRole("textbox", { name: /到岗$/ }).first();
    await arrived.fill("08:00");
    const today = await day.inputValue();
    await day.fill("2026-01-01");
    expected.push("400");
    await page.getByRole("button", { name: "补录 1 人" }).click();
    await page.locator("tr.attention", { hasText: "早于动员令签发" }).waitFor();
    await accessible(page, "late");
    expected.pop();
    await shot(page, "late");
    await until(async () => expect(Date.now() - signedAt).toBeGreaterThan(60_000));
    await day.fill(today);
    await arrived.fill(clock(Date.now()));
    await page.getByRole("button", { name: "补录 1 人" }).click();
    await page.getByText("已补录 1 人。").waitFor();
    await open(page, "/community");
    await page.locator(".chip", { hasText: "补录" }).first().waitFor();
    await page.context().close();
  });

  it("withdraws one community, closes the order and prints it", async () => {
    await open(post, `/orders/${order}`);
    const boxes = post
      .getByRole("region", { name: "接收社区（村）" })
      .locator("input[type=checkbox][aria-label^=选择]");
    await boxes.first().waitFor();
    const before = await boxes.count();
    await boxes.first().check();
    await post.getByRole("button", { name: "撤销所选 1 个社区" }).click();
    const dialog = post.getByRole("dialog");
    await dialog.locator("input[name=reason]").fill("险情解除");
    await dialog.locator("input[name=otp]").fill(code(commander));
    await dialog.getByRole("button", { name: "撤销", exact: true }).click();
    await expect.poll(() => boxes.count(), { timeout: 45_000 }).toBe(before - 1);
    await post.getByRole("button", { name: "办结", exact: true }).click();
    await post.locator(".el-popper").getByRole("button", { name: "办结" }).click();
    await post.getByText("已办结").first().waitFor();
    await post.getByRole("tab", { name: "时间线" }).click();
    await post.locator(".timeline", { hasText: "办结" }).waitFor();
    await shot(post, "timeline");
    await post.getByRole("tab", { name: "复盘" }).click();
    const slider = post.getByRole("slider", { name: "时间" });
    await slider.press("Home");
    await until(async () => expect(await post.locator(".replay dd").nth(1).innerText()).toBe("0"));
    await slider.press("End");
    await until(
      async () =>
        expect(Number(await post.locator("[data-drawn]").getAttribute("data-drawn"))).toBeGreaterThan(0),
      60_000,
    );
    await accessible(post, "replay");
    await shot(post, "replay");
    await post.getByRole("tab", { name: "文稿" }).click();
    await accessible(post, "paper");
    await shot(post, "paper");
    const file = join(process.env["MUSTER_SHOTS"]!, "order.pdf");
    await post.pdf({ path: file, format: "A4" });
    expect(existsSync(file) && statSync(file).size).toBeGreaterThan(20_000);
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
