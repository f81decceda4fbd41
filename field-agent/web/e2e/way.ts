import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Cable } from "../../../shared-model/web/e2e/cable";
import { accessible, call, shot, tabOf, until } from "../../../shared-model/web/e2e/stage";
import {
  card,
  cutOff,
  deed,
  fits,
  heard,
  kept,
  leaves,
  nothingWaits,
  positionsOf,
  press,
  pressInDialog,
  waiting,
} from "./phone";
import type { Post } from "./post";

/** Somebody who was named for an order in a community. */
export interface Named {
  order: string;
  volunteer: string;
  community: string;
}

/** A liaison names them: the card is there, and says everything that is needed to answer. */
export async function isNamed(page: Page, post: Post, named: Named): Promise<void> {
  const since = Date.now();
  await post.name(named.order, named.community, [named.volunteer]);
  await card(page, "offered").waitFor();
  console.info(`from the naming to the card on the phone: ${Date.now() - since} ms`);
  for (const text of ["社区居委会门口", "还有", "涉水作业", "有效，至", "李慧"])
    await card(page, "offered").getByText(text).first().waitFor();
  expect(await page.locator("a[href^='tel:']").getAttribute("href")).toContain("0572-6012345");
  expect(await page.locator("[data-said]").innerText()).toContain("新任务");
  await until(async () => expect((await heard(page)).trembles).toBeGreaterThan(0));
  await fits(page);
  await accessible(page, "offer");
  await shot(page, "phone-offer-360");
}

/** Accepts, and is asked for the separate consent on departing; only then is anything shared. */
export async function consents(page: Page, post: Post, named: Named): Promise<void> {
  const token = post.phone(named.volunteer);
  const positions = positionsOf(page);
  await call(token, "DELETE", "/me/consents/location");
  await page.reload();
  await deed(page, "accept").click();
  await card(page, "accepted").waitFor();
  await post.awaitState(named.order, named.volunteer, "accepted");
  await deed(page, "depart").click();
  await page.getByRole("dialog").getByText("仅在点“出发”之后").waitFor();
  await accessible(page, "consent");
  await shot(page, "phone-consent-360");
  expect(positions()).toBe(0);
  await press(page, "同意");
  await card(page, "departed").waitFor();
  await page.getByText("正在共享位置").waitFor();
  await post.awaitState(named.order, named.volunteer, "departed");
  const me = await call<{ consents: { kind: string; text: string }[] }>(token, "GET", "/me");
  expect(me.consents).toMatchObject([{ kind: "location", text: "2026-11" }]);
  await page.context().setGeolocation({ longitude: 120.6, latitude: 31.3, accuracy: 20 });
  await until(async () => expect(positions()).toBeGreaterThan(0));
}

/** Outside the arrival is refused with the distance, however often it is sent; on the ground it is taken. */
export async function arrives(page: Page, post: Post, named: Named): Promise<void> {
  const refusal = page.getByRole("alert").getByText(/距任务区域 \d{4,} 米/);
  await deed(page, "arrive").click();
  await accessible(page, "arrive");
  await page.locator("[data-by=place]").click();
  await refusal.waitFor();
  await shot(page, "phone-outside-360");
  const deeds = await keptDeeds(page);
  await press(page, "重发");
  await until(async () => expect((await keptDeeds(page)).at(-1)).not.toBe(deeds.at(-1)));
  await refusal.waitFor();
  expect(await keptDeeds(page)).toHaveLength(deeds.length);
  await press(page, "知道了");
  await page.context().setGeolocation({ ...(await post.placeIn(named.community)), accuracy: 20 });
  await deed(page, "arrive").click();
  await page.locator("[data-by=place]").click();
  await card(page, "onPost").waitFor();
  await post.awaitState(named.order, named.volunteer, "onPost");
}

const keptDeeds = async (page: Page): Promise<string[]> =>
  (await kept(page)).filter((one) => one.startsWith("deeds/"));

async function saysThat(page: Page, text: string): Promise<void> {
  await deed(page, "report").click();
  await page.locator("textarea[name=text]").fill(text);
  await pressInDialog(page, "上报");
}

/** What is done without a network outlives reload and restart, and reaches the server once; returns the new tab. */
export async function keepsWhatIsDone(page: Page, cable: Cable, post: Post, named: Named): Promise<Page> {
  const version = async (): Promise<number> => (await post.assignment(named.order, named.volunteer)).version;
  const before = await version();
  await cutOff(page, cable);
  const asOf = await page.locator("[data-up-to]").innerText();
  await saysThat(page, "三号楼一层进水，已转移两户");
  await waiting(page, 1);
  await page.reload();
  await waiting(page, 1);
  expect(await page.locator("[data-up-to]").innerText()).toBe(asOf);
  await leaves(page);
  await card(page, "relieved").waitFor();
  await saysThat(page, "写错了");
  await page.getByText("3 项待发送").click();
  await shot(page, "phone-queue-360");
  await accessible(page, "queue");
  await page.getByRole("dialog").getByRole("button", { name: "撤销" }).first().click();
  await waiting(page, 2);
  const context = page.context();
  await page.close();
  const again = await tabOf(context, "first again");
  const positions = positionsOf(again);
  await again.goto("/m/");
  await waiting(again, 2);
  expect(await version()).toBe(before);
  cable.mend();
  await post.awaitState(named.order, named.volunteer, "relieved");
  await nothingWaits(again);
  expect(await version()).toBe(before + 2);
  expect(positions()).toBe(0);
  return again;
}

/** One socket in two tabs; the other takes over when the first is closed, and is returned. */
export async function goesOnInAnotherTab(page: Page): Promise<Page> {
  const second = await tabOf(page.context(), "second tab");
  let sockets = 0;
  second.on("websocket", () => sockets++);
  await second.goto("/m/");
  await second.locator("header.live").waitFor();
  await card(second, "relieved").waitFor();
  expect(sockets).toBe(0);
  await page.close();
  await until(async () => expect(sockets).toBe(1));
  await second.locator("header.live").waitFor();
  return second;
}
