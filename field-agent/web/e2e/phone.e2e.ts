import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lay, type Cable } from "../../../shared-model/web/e2e/cable";
import {
  accessible,
  account,
  call,
  complaints,
  dropCurtain,
  expected,
  raiseCurtain,
  shot,
  tabOf,
  until,
  URL,
  windowOf,
} from "../../../shared-model/web/e2e/stage";
import { checks, departs, reports, scans, seesTheCard, sets } from "./card";
import { atDesk } from "./desk";
import { codeSentTo, communities, Post } from "./post";
import { looksRight } from "./looks";
import { makesAKey, removesTheKey, withKeys } from "./passkey";
import { checksProof, proves } from "./proof";
import { isWoken, turnsOnWaking, withPushService } from "./push";
import { asksForHelp, dispatches, rates, visits } from "./resident";
import { asksAndSpeaks, isAnswered, isTold, isToldOtherwise } from "./talk";
import { offersAnUpdate } from "./update";

const SMALL = { width: 360, height: 740 };
const USUAL = { width: 390, height: 844 };
const TABLET = { width: 768, height: 1024 };

let post: Post;
let cable: Cable;

/** A phone's browser: its own storage, touched before, sounds and trembling counted. */
async function phone(name: string, options: BrowserContextOptions = {}, at = URL): Promise<Page> {
  const page = await windowOf(name, {
    viewport: USUAL,
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    permissions: ["geolocation"],
    baseURL: at,
    ...options,
  });
  await page.context().addInitScript(() => {
    const heard = { sounds: 0, trembles: 0 };
    Object.assign(window, { heard });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      heard.sounds++;
      start.call(this, when);
    };
    navigator.vibrate = () => ++heard.trembles > 0;
    Object.defineProperty(navigator, "userActivation", { value: { hasBeenActive: true } });
  });
  return page;
}

const heard = (page: Page): Promise<{ sounds: number; trembles: number }> =>
  page.evaluate(() => ({ ...(window as unknown as { heard: { sounds: number; trembles: number } }).heard }));

async function signIn(page: Page, token: string): Promise<void> {
  await page.goto(`/m/#/device/${token}`);
  await page.locator("[data-up-to]").waitFor();
  await page.locator("header.live").waitFor();
}

const card = (page: Page, state: string) => page.locator(`article[data-state=${state}]`);
const deed = (page: Page, name: string) => page.locator(`[data-deed=${name}]`);
/** Departs without agreeing to be located. */
const departsUnlocated = async (page: Page): Promise<void> => {
  await deed(page, "depart").click();
  const refuse = page.getByRole("button", { name: "不同意" });
  await refuse.or(card(page, "departed")).first().waitFor();
  if (await refuse.isVisible()) await refuse.click();
  await card(page, "departed").waitFor();
};
/** The phone's clock is wrong by so many hours; that of the server is not. */
const wrongBy = (page: Page, hours: number): Promise<unknown> =>
  page.addInitScript((ahead) => {
    const Right = Date;
    const now = (): number => Right.now() + ahead;
    globalThis.Date = new Proxy(Right, {
      construct: (of, given) => Reflect.construct(of, given.length ? given : [now()]) as object,
      get: (of, name) => (name === "now" ? now : Reflect.get(of, name)),
    });
  }, hours * 3_600_000);
/** Something is done while the network is cut, waits, and arrives when it is mended. */
const doneWithoutNetwork = async (page: Page, deed: () => Promise<void>): Promise<void> => {
  cable.cut();
  await page.locator("header.lost").waitFor();
  await deed();
  await page.getByText("1 项待发送").waitFor();
  cable.mend();
  await page.getByText("项待发送").waitFor({ state: "detached" });
};
/** How many things the phone still keeps of anybody. */
const kept = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open("muster.phone");
        opening.onsuccess = () => {
          const shelves = ["items", "deeds", "notes"];
          const reading = opening.result.transaction(shelves);
          let things = 0;
          for (const shelf of shelves) {
            const counting = reading.objectStore(shelf).count();
            counting.onsuccess = () => (things += counting.result);
          }
          reading.oncomplete = () => {
            opening.result.close();
            resolve(things);
          };
        };
      }),
  );
const fits = async (page: Page): Promise<void> =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

describe.sequential("a volunteer's phone", () => {
  const [one, other] = communities() as [string, string];
  let order = "";
  let first = "";
  let last = "";
  let page: Page;

  beforeAll(async () => {
    // 404: a task may end between a question of the phone about it and the answer.
    expected.push("net::ERR_", "WebSocket connection", "404");
    await raiseCurtain();
    cable = await lay(URL);
    post = await Post.open();
    order = await post.order("emergency", one, 1);
    first = (await post.proposed(order, one))[0]!;
  });
  afterAll(async () => {
    cable?.end();
    await dropCurtain();
  });

  it("shows a task to whoever has the page open, with everything on one card", async () => {
    page = await phone("first", { viewport: SMALL }, cable.url);
    await signIn(page, post.phone(first));
    await page.getByText("当前没有任务").waitFor();
    await accessible(page, "no task");
    const since = Date.now();
    await post.name(order, one, [first]);
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
  });

  it("accepts, and on departing asks for the separate consent that is recorded with its text", async () => {
    const token = post.phone(first);
    await call(token, "DELETE", "/me/consents/location");
    await page.reload();
    await deed(page, "accept").click();
    await card(page, "accepted").waitFor();
    await post.awaitState(order, first, "accepted");
    await deed(page, "depart").click();
    await page.getByRole("dialog").getByText("仅在点“出发”之后").waitFor();
    await accessible(page, "consent");
    await shot(page, "phone-consent-360");
    await page.getByRole("button", { name: "同意", exact: true }).click();
    await card(page, "departed").waitFor();
    await page.getByText("正在共享位置").waitFor();
    await post.awaitState(order, first, "departed");
    const me = await call<{ consents: { kind: string; text: string }[] }>(token, "GET", "/me");
    expect(me.consents).toMatchObject([{ kind: "location", text: "2026-11" }]);
  });

  it("is refused outside with the distance, and received on the community's ground", async () => {
    await page.context().setGeolocation({ longitude: 120.6, latitude: 31.3, accuracy: 20 });
    await deed(page, "arrive").click();
    await accessible(page, "arrive");
    await page.locator("[data-by=place]").click();
    await page
      .getByRole("alert")
      .getByText(/距任务区域 \d{4,} 米/)
      .waitFor();
    await shot(page, "phone-outside-360");
    await page.getByRole("button", { name: "知道了" }).click();
    await page.context().setGeolocation({ ...(await post.placeIn(one)), accuracy: 20 });
    await deed(page, "arrive").click();
    await page.locator("[data-by=place]").click();
    await card(page, "onPost").waitFor();
    await post.awaitState(order, first, "onPost");
  });

  it("keeps what is done while the network is cut, over a reload and a restart, and sends it once", async () => {
    const before = (await post.assignment(order, first)).version;
    cable.cut();
    await page.locator("header.lost").waitFor();
    await deed(page, "report").click();
    await page.locator("textarea[name=text]").fill("三号楼一层进水，已转移两户");
    await page.getByRole("dialog").getByRole("button", { name: "上报", exact: true }).click();
    await page.getByText("1 项待发送").waitFor();
    await page.reload();
    await page.getByText("1 项待发送").waitFor();
    await page.locator("[data-up-to]").getByText("数据截至").waitFor();
    await deed(page, "leave").click();
    await page.getByRole("button", { name: "确认离岗" }).click();
    await card(page, "relieved").waitFor();
    await deed(page, "report").click();
    await page.locator("textarea[name=text]").fill("写错了");
    await page.getByRole("dialog").getByRole("button", { name: "上报", exact: true }).click();
    await page.getByText("3 项待发送").click();
    await shot(page, "phone-queue-360");
    await accessible(page, "queue");
    await page.getByRole("dialog").getByRole("button", { name: "撤销" }).first().click();
    await page.getByText("2 项待发送").waitFor();
    const context = page.context();
    await page.close();
    page = await tabOf(context, "first again");
    await page.goto("/m/");
    await page.getByText("2 项待发送").waitFor();
    expect((await post.assignment(order, first)).version).toBe(before);
    cable.mend();
    await post.awaitState(order, first, "relieved");
    await page.getByText("项待发送").waitFor({ state: "detached" });
    expect((await post.assignment(order, first)).version).toBe(before + 2);
  });

  it("is told, asks and is answered, and says how it was", async () => {
    const desk = await atDesk(windowOf, "notices");
    await isTold(page, desk);
    await asksAndSpeaks(page, cable);
    await isAnswered(page, desk, order, post.phone(first));
    await isToldOtherwise(page, desk);
    await fits(page);
    await desk.context().close();
  });

  it("holds one socket in two tabs, and the other takes over when the first is closed", async () => {
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
    page = second;
  });

  it("asks for a proof of what was served, which anybody can check and a correction revokes", async () => {
    const proof = await proves(page, cable, post, { order, volunteer: first, community: one });
    const gate = await phone("who is handed the proof", { viewport: SMALL });
    const desk = await atDesk(windowOf, "roster");
    await desk.getByRole("link", { name: "服务证明" }).click();
    await checksProof(gate, page, desk, proof);
    await fits(page);
    await fits(gate);
    await gate.context().close();
    await desk.context().close();
    await page.context().close();
  });

  it("gives the screen to a critical order until it is answered, in the elder view too", async () => {
    const red = await post.order("critical", other, 2);
    const [second, third] = (await post.asked(red, 2)) as [string, string];
    last = third;
    page = await phone("second", {}, cable.url);
    await page.addInitScript(() => localStorage.setItem("muster.size", "elder"));
    await signIn(page, post.phone(second));
    const alarm = page.getByRole("alertdialog");
    await alarm.waitFor();
    const early = await heard(page);
    await until(async () => expect((await heard(page)).sounds).toBeGreaterThan(early.sounds));
    expect((await heard(page)).trembles).toBeGreaterThan(0);
    const size = await alarm
      .locator("dd")
      .first()
      .evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(18);
    const box = await deed(page, "accept").boundingBox();
    expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(60);
    await fits(page);
    await accessible(page, "red");
    await shot(page, "phone-red-elder-390");
    await doneWithoutNetwork(page, async () => {
      await deed(page, "accept").click();
      await alarm.waitFor({ state: "detached" });
    });
    await post.awaitState(red, second, "accepted");
    await doneWithoutNetwork(page, () => departsUnlocated(page));
    await post.awaitState(red, second, "departed");

    await deed(page, "arrive").click();
    await page.locator("input[name=code]").fill("000000");
    await page.getByRole("button", { name: "用到岗码" }).click();
    await page.getByRole("alert").getByText("到岗码不正确").waitFor();
    await page.getByRole("button", { name: "知道了" }).click();
    const code = await post.arrivalCode(other);
    await doneWithoutNetwork(page, async () => {
      await deed(page, "arrive").click();
      await page.locator("input[name=code]").fill(code);
      await page.getByRole("button", { name: "用到岗码" }).click();
    });
    await post.awaitState(red, second, "onPost");
    await card(page, "onPost").waitFor();
    await page.context().close();

    page = await phone("third", { viewport: TABLET, colorScheme: "dark" });
    await wrongBy(page, 3);
    await signIn(page, post.phone(third));
    await page.getByRole("alertdialog").getByText("还有").first().waitFor();
    expect(await page.getByText("已过").count()).toBe(0);
    await accessible(page, "red in the dark");
    await shot(page, "phone-red-dark-768");
    await post.withdraw(red);
    await page.getByText("任务已撤回").waitFor();
    await page.getByRole("alertdialog").waitFor({ state: "detached" });
    await accessible(page, "withdrawn");
    await shot(page, "phone-withdrawn-768");
    await page.getByRole("button", { name: "知道了" }).click();
    await page.getByText("当前没有任务").waitFor();
  });

  it("forgets the person when the token is revoked", async () => {
    await call(post.phone(last), "DELETE", "/session");
    await page.getByText("本机资料已清除").waitFor();
    expect(await kept(page)).toBe(0);
    await page.context().close();
  });

  it("signs in with the number on the roster and the code that was sent to it", async () => {
    const { phone: number } = account("volunteer", undefined, 1);
    page = await phone("by number");
    await page.goto("/m/");
    await page.fill("input[name=phone]", number!);
    await page.getByRole("button", { name: "获取验证码" }).click();
    await page.getByText("验证码已发送").waitFor();
    await accessible(page, "sign in by number");
    await shot(page, "phone-sign-in-390");
    await page.fill("input[name=code]", await codeSentTo(number!));
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.locator("header.live").waitFor();
    await page.reload();
    await page.locator("header.live").waitFor();
    await page.context().close();
  });

  it("signs in by a passkey that the phone made, as long as it is not removed", async () => {
    page = await phone("with a passkey", {}, URL.replace("127.0.0.1", "localhost"));
    await withKeys(page);
    const { phone: number } = account("volunteer", undefined, 2);
    await page.goto("/m/");
    await page.fill("input[name=phone]", number!);
    await page.getByRole("button", { name: "获取验证码" }).click();
    await page.getByText("验证码已发送").waitFor();
    await page.fill("input[name=code]", await codeSentTo(number!));
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.locator("header.live").waitFor();
    await makesAKey(page);
    await removesTheKey(page);
    await page.context().close();
  });

  it("signs in with an account, speaks English, and leaves nothing behind on signing out", async () => {
    const volunteer = account("volunteer");
    page = await phone("volunteer");
    await page.goto("/m");
    await page.getByRole("tab", { name: "账号登录" }).click();
    await accessible(page, "sign in");
    await page.fill("input[name=login]", volunteer.login);
    await page.fill("input[name=password]", volunteer.password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.locator("header.live").waitFor();
    for (const place of ["记录", "我的"]) {
      await page.getByRole("tab", { name: place }).click();
      await page.locator("main h1").getByText(/./).first().waitFor();
      await accessible(page, place);
      await fits(page);
    }
    await shot(page, "phone-mine-390");
    await page.getByRole("button", { name: "请假与不在本地" }).click();
    await page.fill("input[name=first]", "2027-02-01");
    await page.fill("input[name=last]", "2027-02-03");
    await accessible(page, "leave");
    await page.getByRole("button", { name: "登记", exact: true }).click();
    await page.locator("[data-absence]").getByText("2027年2月1日—2027年2月3日").waitFor();
    await page.getByRole("button", { name: "销假" }).click();
    await page.locator("[data-absence]").waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "我的" }).click();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("Separate").or(page.getByText("Position and privacy")).first().waitFor();
    await page.locator("[data-leave]").click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
    await page.locator("input[name=phone]").waitFor();
    expect(await kept(page)).toBe(0);
    await page.context().close();
  });

  it("is woken by a push while its page is closed, if its owner wishes", async () => {
    page = await phone("woken", { permissions: ["notifications"] });
    await withPushService(page);
    await signIn(page, post.phone(first));
    await page.getByRole("tab", { name: "我的" }).click();
    await turnsOnWaking(page);
    await isWoken(page);
    await page.context().close();
  });

  it("brings a volunteer to a resident who asked, and takes the address away afterwards", async () => {
    const asking = await asksForHelp(phone, one);
    const small = await dispatches(windowOf, post);
    const [sent] = (await post.asked(small, 1)) as [string];
    page = await phone("visitor");
    await signIn(page, post.phone(sent));
    await visits(page, post, one);
    await page.context().close();
    await post.awaitState(small, sent, "relieved");
    await rates(asking);
    await fits(asking);
    await asking.context().close();
  });

  it("has everything on the card of who goes, reads the code by camera, and reports with a picture", async () => {
    const going = await sets(post, one);
    page = await phone("with the whole card", {}, cable.url);
    const gate = await phone("gate", { viewport: SMALL });
    const link = await seesTheCard(page, cable, post, going);
    await checks(gate, link, true);
    await departs(page, post, going);
    await fits(page);
    await scans(post, going, { viewport: USUAL, isMobile: true, hasTouch: true });
    await card(page, "onPost").waitFor();
    await offersAnUpdate(page, cable);
    await reports(page, cable, going);
    await deed(page, "leave").click();
    await page.getByRole("button", { name: "确认离岗" }).click();
    await page.locator("[data-identity-card]").waitFor({ state: "detached" });
    await checks(gate, link, false);
    await gate.context().close();
    await page.context().close();
  });

  it("can be read at every width, in the dark, and in the largest letters", async () => {
    page = await phone("looks");
    await signIn(page, post.phone(first));
    await looksRight(page);
    await page.context().close();
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
