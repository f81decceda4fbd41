import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Cable } from "../../../shared-model/web/e2e/cable";
import { accessible, call, shot, until } from "../../../shared-model/web/e2e/stage";
import { card, deed, doneWithoutNetwork, fits, heard, positionsOf, press, signIn } from "./phone";
import type { Post } from "./post";
import type { Named } from "./way";

const ROUNDS = 5;
/** More than a unit's shock team has people: everybody of it who is free is asked. */
const PEOPLE = 40;
const ELDER_PX = 18;
const ELDER_TARGET_PX = 60;

const alarm = (page: Page) => page.getByRole("alertdialog");

/** A red order has the whole screen, sounds and trembles, and is large enough in the elder view. */
export async function isAlarmed(page: Page, post: Post, named: Named): Promise<void> {
  const token = post.phone(named.volunteer);
  await call(token, "DELETE", "/me/consents/location");
  await page.addInitScript(() => localStorage.setItem("muster.size", "elder"));
  await page.context().setGeolocation({ ...(await post.placeIn(named.community)), accuracy: 20 });
  await signIn(page, token);
  await alarm(page).waitFor();
  const early = await heard(page);
  await until(async () => expect((await heard(page)).sounds).toBeGreaterThan(early.sounds));
  expect((await heard(page)).trembles).toBeGreaterThan(0);
  const size = await alarm(page)
    .locator("dd")
    .first()
    .evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(ELDER_PX);
  const box = await deed(page, "accept").boundingBox();
  expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(ELDER_TARGET_PX);
  await fits(page);
  await accessible(page, "red");
  await shot(page, "phone-red-elder-390");
}

/** Goes the whole way with the network cut at every step, and without agreeing to be located. */
export async function goesUnlocated(page: Page, cable: Cable, post: Post, named: Named): Promise<void> {
  const { order, volunteer, community } = named;
  const positions = positionsOf(page);
  await doneWithoutNetwork(page, cable, async () => {
    await deed(page, "accept").click();
    await alarm(page).waitFor({ state: "detached" });
  });
  const { sounds } = await heard(page);
  await post.awaitState(order, volunteer, "accepted");
  await doneWithoutNetwork(page, cable, () => departs(page));
  await post.awaitState(order, volunteer, "departed");
  await arrivesBy(page, "000000");
  await page.getByRole("alert").getByText("到岗码不正确").waitFor();
  await press(page, "知道了");
  const code = await post.arrivalCode(community);
  await doneWithoutNetwork(page, cable, () => arrivesBy(page, code));
  await post.awaitState(order, volunteer, "onPost");
  await card(page, "onPost").waitFor();
  expect(positions()).toBe(0);
  expect(await page.getByText("正在共享位置").count()).toBe(0);
  expect((await heard(page)).sounds).toBe(sounds);
}

async function departs(page: Page): Promise<void> {
  await deed(page, "depart").click();
  await press(page, "不同意");
  await card(page, "departed").waitFor();
}

async function arrivesBy(page: Page, code: string): Promise<void> {
  await deed(page, "arrive").click();
  await page.locator("input[name=code]").fill(code);
  await press(page, "用到岗码");
}

/** The deadline is that of the server's clock; a withdrawn order says so at once. */
export async function seesItWithdrawn(page: Page, post: Post, order: string): Promise<void> {
  await alarm(page).getByText("还有").first().waitFor();
  expect(await page.getByText("已过").count()).toBe(0);
  await accessible(page, "red in the dark");
  await shot(page, "phone-red-dark-768");
  await post.withdraw(order);
  await page.getByText("任务已撤回").waitFor();
  await alarm(page).waitFor({ state: "detached" });
  await accessible(page, "withdrawn");
  await shot(page, "phone-withdrawn-768");
  await press(page, "知道了");
  await page.getByText("当前没有任务").waitFor();
}

/** Critical orders that nobody names for go to the open page at their signature, some times over; answers the last. */
export async function isOfferedAtOnce(page: Page, cable: Cable, post: Post, named: Named): Promise<void> {
  const times: number[] = [];
  let order = "";
  for (let round = 0; round < ROUNDS; round++) {
    if (order) await isOver(page, post, order);
    order = await post.reviewed("critical", named.community, PEOPLE);
    const seen = offerSeen(page);
    const asked = performance.timeOrigin + performance.now();
    await post.sign(order);
    times.push((await seen) - asked);
  }
  const said = times.map((ms) => Math.round(ms)).join(", ");
  console.info(`from asking for the signature to the card on the open page: ${said} ms`);
  await doneWithoutNetwork(page, cable, async () => {
    await deed(page, "decline").click();
    await press(page, "不在本地");
    await page.getByText("当前没有任务").waitFor();
  });
  await post.awaitState(order, named.volunteer, "declined");
  await post.withdraw(order);
}

async function isOver(page: Page, post: Post, order: string): Promise<void> {
  await post.withdraw(order);
  await press(page, "知道了");
  await page.getByText("当前没有任务").waitFor();
}

/** When the next offer has been drawn, as the time of the page's machine in milliseconds. */
const offerSeen = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (!document.querySelector("article[data-state=offered]")) return;
          watching.disconnect();
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
        };
        const watching = new MutationObserver(look);
        watching.observe(document, { childList: true, subtree: true, attributes: true });
      }),
  );
