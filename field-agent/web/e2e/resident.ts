import type { Page } from "playwright-core";
import { expect } from "vitest";
import { accessible, call, shot, until } from "../../../shared-model/web/e2e/stage";
import { atDesk, type Opening } from "./desk";
import { card, deed, kept, leaves, press, pressInDialog } from "./phone";
import { codeSentTo, type Post } from "./post";

const NUMBER = "13900000011";
const ADDRESS = "3 栋 2 单元 401";

/** A resident asks for help on the page that a notice names; returns the page to follow it on. */
export async function asksForHelp(open: Opening, community: string): Promise<Page> {
  const page = await open("resident", { viewport: { width: 360, height: 740 } });
  await page.goto(`/h?community=${community}`);
  await page.fill("input[name=phone]", NUMBER);
  await page.getByRole("button", { name: "获取验证码" }).click();
  await page.fill("input[name=code]", await codeSentTo(NUMBER));
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.locator("[data-ask]").click();
  await page.getByLabel("代买代送").check();
  await until(async () => expect(await page.locator("select[name=community]").inputValue()).toBe(community));
  await page.fill("input[name=address]", ADDRESS);
  await page.fill("input[name=name]", "李某");
  await page.fill("textarea[name=wish]", "代买降压药");
  await accessible(page, "asking for help");
  await shot(page, "resident-ask-360");
  await page.getByRole("button", { name: "提交" }).click();
  await page.locator("[data-request=waiting]").waitFor();
  return page;
}

/** The command post takes it on and sends somebody of a unit; returns the small order. */
export async function dispatches(open: Opening, post: Post): Promise<string> {
  const page = await atDesk(open, "requests");
  await page.locator("[data-request=waiting] [data-accept]").click();
  await page.getByText("待派单", { exact: true }).first().click();
  await page.locator("[data-request=accepted] [data-dispatch]").click();
  const { name } = await call<{ name: string }>(post.tokens.dispatcher, "GET", `/units/${post.unit}`);
  const people = page.getByRole("dialog").getByLabel(name, { exact: true }).locator("input");
  await people
    .or(page.getByRole("spinbutton", { name, exact: true }))
    .first()
    .fill("1");
  await page.locator("input[name=contact]").fill("便民服务台 0572-6020000");
  await accessible(page, "dispatching a request");
  await shot(page, "requests-dispatch");
  await page.locator("[data-send]").click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.context().close();
  const queue = await call<{ items: { order: string }[] }>(
    post.tokens.dispatcher,
    "GET",
    "/requests?state=dispatched",
  );
  return queue.items[0]!.order;
}

/** The volunteer sees where to go from the acceptance to the end, and never else. */
export async function visits(page: Page, post: Post, community: string): Promise<void> {
  const shown = page.locator("[data-resident]");
  await card(page, "offered").waitFor();
  expect(await shown.count()).toBe(0);
  await deed(page, "accept").click();
  await shown.getByText(ADDRESS).waitFor();
  await shown.getByText("代买降压药").waitFor();
  await page.locator("[data-way]").click();
  const amap = await page.locator("[data-app=amap]").getAttribute("href");
  expect(amap).toMatch(/to=\d{3}\.\d+,\d{2}\.\d+,/);
  await accessible(page, "the way");
  await pressInDialog(page, "关闭");
  await shot(page, "phone-visit-390");
  await page.reload();
  await shown.getByText(ADDRESS).waitFor();
  await deed(page, "arrive").click();
  await page.locator("input[name=code]").fill(await post.arrivalCode(community));
  await press(page, "用到岗码");
  await card(page, "onPost").waitFor();
  await leaves(page);
  await card(page, "relieved").waitFor();
  await shown.waitFor({ state: "detached" });
  await until(async () =>
    expect((await kept(page)).filter((one) => one.startsWith("notes/resident/"))).toEqual([]),
  );
}

/** The resident rates the service, which closes the request, and complains of what was wrong with it. */
export async function rates(page: Page): Promise<void> {
  await page.reload();
  await page.locator("[data-request=served] [data-rate]").click();
  await page.getByLabel("5 星").check();
  await page.fill("textarea[name=words]", "很及时");
  await page.getByRole("button", { name: "提交" }).click();
  await page.locator("[data-request=rated]").waitFor();
  await page.locator("[data-complain]").click();
  await page.fill("textarea[name=complaint]", "来得太晚");
  await accessible(page, "complaining");
  await press(page, "提交");
  await page.getByText("投诉已登记").waitFor();
  await page.getByRole("button", { name: /字号/ }).click();
  await page.getByRole("button", { name: /字号/ }).click();
  await accessible(page, "rated, in the largest letters");
  await shot(page, "resident-rated-largest-360");
}
