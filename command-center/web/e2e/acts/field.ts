import { expect, it } from "vitest";
import { accessible, account, call, shot, token, until } from "../../../../shared-model/web/e2e/stage";
import { enter, open } from "../desk";
import { play, ofUnit, LARGE_QUOTA, type UnitRow } from "../operation";

/** Units sign and name, people go, communities receive them. */
export function unitsAndCommunitiesAnswer(): void {
  it("lets a liaison sign and confirm more than thirty people in two presses, on a phone", async () => {
    const liaison = account("liaison", (one) => one.unit === play.unit);
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
    const stranger = await token(account("liaison", (one) => one.unit !== play.unit));
    const sheet = await call<{ people: { unit: string }[] }>(
      stranger,
      "GET",
      `/orders/${play.order}/call-sheet?unit=${play.unit}`,
    );
    expect(sheet.people.filter((one) => one.unit === play.unit)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await shot(page, "call-sheet-phone");
    await page.context().close();
  });

  it("lets a liaison replace somebody, hand the order over, and the deputy take it over", async () => {
    const board = await call<{ byUnit: UnitRow[] }>(play.dispatcher, "GET", `/orders/${play.order}/board`);
    const { unit } = board.byUnit.find((one) => one.unit !== play.unit && one.quota > one.named)!;
    const [first, deputy] = [0, 1].map((nth) => account("liaison", (one) => one.unit === unit, nth));
    const page = await enter(first!);
    await page.getByRole("button", { name: "更换" }).first().click();
    const substitute = page.getByRole("dialog").locator("li button").first();
    const who = await substitute.innerText();
    await accessible(page, "replace");
    await shot(page, "replace");
    await substitute.click();
    const named = page.locator(".post li").first();
    await until(async () => {
      for (const part of who.split("\n")) expect(await named.innerText()).toContain(part);
    });
    await page.getByRole("button", { name: /按名单报送/ }).click();
    await page.getByText("名额已全部落实").waitFor();
    await page.getByRole("button", { name: "转交备用联络员" }).click();
    await page.locator(".el-message-box").getByRole("textbox").fill("外出开会");
    await page.locator(".el-message-box .el-button--primary").click();
    await page.getByText(/已转交，待另一位联络员接手/).waitFor();
    const other = await enter(deputy!);
    await other.getByRole("button", { name: "由我处理" }).click();
    await other.getByText(/由.+接手$/).waitFor();
    await accessible(other, "taken-over");
    await shot(other, "taken-over");
    for (const one of [page, other]) await one.context().close();
  });

  it("lets a street send somebody to another of its communities", async () => {
    const [, one] = await ofUnit("accepted");
    const street = `${one!.community.slice(0, 9)}000`;
    const page = await enter(account("community", (of) => of.area === street));
    const line = page.locator("li", { has: page.getByRole("button", { name: "调派" }) }).first();
    await line.getByRole("button", { name: "调派" }).click();
    await page.getByRole("combobox", { name: "调往" }).click({ force: true });
    await page.locator(".el-select-dropdown__item:visible").last().click();
    await page.locator("input[name=reason]").fill("圩堤渗水，需转移群众");
    await accessible(page, "send-elsewhere");
    await page.getByRole("dialog").getByRole("button", { name: "调派", exact: true }).click();
    await page.locator(".chip", { hasText: /^由.*调来$/ }).waitFor();
    await shot(page, "street");
    await page.context().close();
  });

  it("lets the command post send somebody to any community of the order", async () => {
    const [, , one] = await ofUnit("accepted");
    await open(play.post, `/situation?at=${one!.community}`);
    await play.post.getByRole("link", { name: "花名册与调派" }).click();
    await play.post.getByRole("button", { name: "调派" }).first().click();
    const dialog = play.post.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "调往" }).click({ force: true });
    await play.post.locator(".el-select-dropdown__item:visible").last().click();
    await dialog.locator("input[name=reason]").fill("圩堤渗水，需转移群众");
    await accessible(play.post, "post-sends");
    await dialog.getByRole("button", { name: "调派", exact: true }).click();
    await play.post.getByText(/已调往/).waitFor();
    await shot(play.post, "post-sends");
  });

  it("lets a community tick who has come and confirm the hours of who has left", async () => {
    const [one] = await ofUnit("accepted");
    const phone = play.phones.get(one!.volunteer)!;
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
    await call(play.phones.get(there.volunteer)!, "POST", `/assignments/${there.id}/leave`, {});
    await page.getByRole("button", { name: "确认时长" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "确认", exact: true }).click();
    await until(async () => expect((await ofUnit("confirmed")).length).toBe(1));
    await page.getByRole("button", { name: "到岗码" }).click();
    await until(async () => expect(await page.locator(".digits").innerText()).toMatch(/^\d{6}$/));
    await shot(page, "arrival-code");
    await page.context().close();
  });
}
