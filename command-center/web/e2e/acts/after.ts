import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  accessible,
  account,
  call,
  code,
  expecting,
  shot,
  until,
} from "../../../../shared-model/web/e2e/stage";
import { clockSeconds } from "../../../../shared-model/web/src/time";
import { enter, mapDrawn, open } from "../desk";
import { commander, neverAsked, ofUnit, play } from "../operation";

/** What was on paper is entered, the order ends, and is looked at again. */
export function theOperationComesToItsEnd(): void {
  it("enters afterwards what was written by hand, and says so", async () => {
    const place = (await ofUnit("offered"))[0]!.community;
    const unasked = await neverAsked();
    const page = await enter(account("community", (one) => one.area === place));
    await open(page, `/late?order=${play.order}`);
    const day = page.locator("input[name=day]");
    const arrived = page.getByRole("textbox", { name: /到岗$/ }).first();
    await arrived.fill("08:00");
    const today = await day.inputValue();
    await day.fill("2026-01-01");
    await expecting(["400"], async () => {
      await page.getByRole("button", { name: "补录 1 人" }).click();
      await page.locator("tr.attention", { hasText: "早于动员令签发" }).waitFor();
      await accessible(page, "late");
    });
    await shot(page, "late");
    await day.fill(today);
    await arrived.fill(clockSeconds(Date.now()));
    await page.getByRole("button", { name: "补录 1 人" }).click();
    await page.getByText("已补录 1 人。").waitFor();
    await page.locator("input[name=unasked]").fill(unasked.name);
    await page.getByRole("button", { name: "查找" }).click();
    const found = page.locator("li", { hasText: unasked.unitName });
    await found.getByRole("button", { name: "加入", exact: true }).click();
    await page.getByText("自行到岗", { exact: true }).waitFor();
    const { signedAt } = await call<{ signedAt: string }>(play.dispatcher, "GET", `/orders/${play.order}`);
    await page
      .getByRole("textbox", { name: `${unasked.name} 到岗` })
      .fill(clockSeconds(Date.parse(signedAt) + 1000));
    await page.getByRole("textbox", { name: `${unasked.name} 离岗` }).fill(clockSeconds(Date.now()));
    await accessible(page, "late-unasked");
    await shot(page, "late-unasked");
    await page.getByRole("button", { name: "补录 1 人" }).click();
    await until(async () =>
      expect((await ofUnit("confirmed")).map((one) => one.volunteer)).toContain(unasked.id),
    );
    await open(page, "/community");
    await page.locator(".chip", { hasText: "补录" }).first().waitFor();
    await page.context().close();
  });

  it("lists every service on record, with who was entered afterwards", async () => {
    await open(play.post, "/records");
    await play.post.locator("table.list tbody tr").nth(1).waitFor();
    await accessible(play.post, "records");
    await shot(play.post, "records");
    await play.post.getByRole("textbox", { name: "姓名、单位、社区或令号" }).fill("查无此单位");
    await play.post.getByText("没有符合条件的服务记录。").waitFor();
  });

  it("withdraws one community, closes the order and prints it", async () => {
    await open(play.post, `/orders/${play.order}`);
    const boxes = play.post
      .getByRole("region", { name: "接收社区（村）" })
      .locator("input[type=checkbox][aria-label^=选择]");
    await boxes.first().waitFor();
    const before = await boxes.count();
    await boxes.first().check();
    await play.post.getByRole("button", { name: "撤销所选 1 个社区" }).click();
    const dialog = play.post.getByRole("dialog");
    await dialog.locator("input[name=reason]").fill("险情解除");
    await dialog.locator("input[name=otp]").fill(code(commander));
    await dialog.getByRole("button", { name: "撤销", exact: true }).click();
    await expect.poll(() => boxes.count(), { timeout: 45_000 }).toBe(before - 1);
    await play.post.getByRole("button", { name: "办结", exact: true }).click();
    await play.post.locator(".el-popper").getByRole("button", { name: "办结" }).click();
    await play.post.getByText("已办结").first().waitFor();
    await play.post.getByRole("tab", { name: "时间线" }).click();
    await play.post.locator(".timeline", { hasText: "办结" }).waitFor();
    await shot(play.post, "timeline");
    await play.post.getByRole("tab", { name: "复盘" }).click();
    const slider = play.post.getByRole("slider", { name: "时间" });
    await slider.press("Home");
    await until(async () => expect(await play.post.locator(".replay dd").nth(1).innerText()).toBe("0"));
    await slider.press("End");
    await mapDrawn(play.post);
    await accessible(play.post, "replay");
    await shot(play.post, "replay");
    await play.post.getByText("8×").click();
    await slider.press("Home");
    await play.post.getByRole("button", { name: "播放" }).click();
    await until(async () => expect(await slider.inputValue()).toBe(await slider.getAttribute("max")));
    const file = play.post.waitForEvent("download");
    await play.post.locator(".replay").getByRole("button", { name: "导出" }).click();
    expect((await file).suggestedFilename()).toMatch(/复盘\.csv$/);
    await play.post.getByRole("tab", { name: "走势" }).click();
    await play.post.locator(".chart svg text", { hasText: "需求" }).waitFor();
    await play.post.getByText("以表格查看").click();
    await play.post.getByRole("region", { name: "确认和到岗人数走势" }).waitFor();
    await accessible(play.post, "trend");
    await shot(play.post, "trend");
    await play.post.getByRole("tab", { name: "文稿" }).click();
    await accessible(play.post, "paper");
    await shot(play.post, "paper");
    const printed = join(process.env["MUSTER_SHOTS"]!, "order.pdf");
    await play.post.pdf({ path: printed, format: "A4" });
    expect(existsSync(printed) && statSync(printed).size).toBeGreaterThan(20_000);
  });
}
