import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessible,
  account,
  call,
  code,
  complaints,
  dropCurtain,
  raiseCurtain,
  shot,
  token,
  until,
} from "../../../shared-model/web/e2e/stage";
import { enter, mapDrawn, open } from "./desk";
import { commander, passAndSign } from "./operation";

/** A street far from where the other stories are played. */
const STREET = "330522104000";
let page: Page;
let response = "";
let order = "";
let dispatcher = "";

const watermark = (): Promise<string> =>
  page.locator(".shell").evaluate((shell) => getComputedStyle(shell, "::after").content);

describe.sequential("what is practised is marked, and never meets what is live", () => {
  beforeAll(async () => {
    await raiseCurtain();
    dispatcher = await token(account("dispatcher"));
    page = await enter(commander);
  });
  afterAll(dropCurtain);

  it("raises a drill by the same statement, and enters it", async () => {
    await open(page, "/responses");
    await page.getByRole("button", { name: "启动响应" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("input[name=subject]").fill("防台风桌面推演");
    await dialog.locator("textarea[name=measures]").fill("按预案点验突击队");
    await dialog.getByText("仅为演练").click();
    await dialog.getByText(/^演练：启动/).waitFor();
    await accessible(page, "raise-drill");
    await dialog.locator("input[name=otp]").fill(code(commander));
    await dialog.getByRole("button", { name: "签发" }).click();
    await page
      .getByText(/响应决定演练〔/)
      .first()
      .waitFor();
    expect(await watermark()).toBe("none");
    await page.getByRole("button", { name: "进入演练" }).click();
    await page.getByRole("status").getByText("正在演练：防台风桌面推演").waitFor();
    expect(await watermark()).toContain("演练");
    await shot(page, "drill-responses");
    const { items } = await call<{ items: { id: string; space: string }[] }>(
      dispatcher,
      "GET",
      "/responses?active=true",
    );
    response = items.find((one) => one.space === one.id)!.id;
  });

  it("marks the order on screen and on paper, in a series of numbers of its own", async () => {
    const text = {
      kind: "order",
      title: "关于组织突击队点验的命令",
      nature: "voluntary",
      response,
      tier: "critical",
      issuer: "长兴县联防联控指挥部",
      signer: "王建国 总指挥",
      basis: "依据演练方案",
      task: "到社区报到点验",
      risk: "途中注意安全",
      contact: "值班室 0572-6012345",
      target: { areas: [STREET] },
      need: { byPlan: true },
      addressees: ["各有关单位"],
    };
    order = (await call<{ id: string }>(dispatcher, "POST", "/orders", text)).id;
    await passAndSign(page, order);
    await page.locator(".banner", { hasText: "演练" }).waitFor();
    await page.getByRole("tab", { name: "文稿" }).click();
    const paper = page.locator(".paper");
    await until(async () => expect(await paper.innerText()).toMatch(/演练〔\d{4}〕\d+号/));
    expect(await paper.locator("h1").innerText()).toMatch(/^（演练）/);
    await page.emulateMedia({ media: "print" });
    expect(await watermark()).toContain("演练");
    await page.emulateMedia({ media: null });
    await accessible(page, "drill-paper");
    await shot(page, "drill-paper");
  });

  it("tells the phones that it is a drill", async () => {
    const assigned = async () =>
      (
        await call<{ items: { volunteer: string; unit: string }[] }>(
          dispatcher,
          "GET",
          `/orders/${order}/assignments`,
        )
      ).items;
    await until(async () => expect((await assigned()).length).toBeGreaterThan(0));
    const [one] = await assigned();
    const devices = await call<{ volunteer: string; token: string }[]>(
      await token(account("sysadmin")),
      "POST",
      "/trial/devices",
      { count: 500, unit: one!.unit },
    );
    const phone = devices.find((device) => device.volunteer === one!.volunteer)!.token;
    const mine = await call<{ items: { order: string; space: string }[] }>(phone, "GET", "/me/assignments");
    expect(mine.items.find((item) => item.order === order)?.space).toBe(response);
  });

  it("shows the situation of the drill to whoever is in it, and to nobody else", async () => {
    await open(page, "/situation");
    await mapDrawn(page);
    await page.locator(".figure").first().waitFor();
    await shot(page, "drill-situation");
    await accessible(page, "drill-situation");
    await page.setViewportSize({ width: 1920, height: 1080 });
    await open(page, "/wall");
    await page.locator(".wall .banner", { hasText: "演练" }).waitFor();
    expect(await watermark()).toContain("演练");
    await mapDrawn(page);
    await shot(page, "drill-wall");
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, "/situation");
    await page.getByRole("button", { name: "退出演练" }).click();
    await until(async () => expect(await page.locator(".banner", { hasText: "演练" }).count()).toBe(0));
    expect(await watermark()).toBe("none");
    await open(page, "/orders");
    await page.getByRole("row", { name: /点验/ }).locator(".chip", { hasText: "演练" }).waitFor();
  });

  it("ends the drill, and everybody of it goes home", async () => {
    await call(dispatcher, "POST", `/orders/${order}/close`, {});
    await open(page, "/responses");
    const card = page.locator(".card", { hasText: "防台风桌面推演" });
    await card.getByRole("button", { name: "终止响应" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator("input[name=reason]").fill("演练结束");
    await dialog.locator("input[name=otp]").fill(code(commander));
    await dialog.getByRole("button", { name: "签发" }).click();
    await card.getByText("已终止").waitFor();
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
