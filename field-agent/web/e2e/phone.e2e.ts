import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lay, type Cable } from "../../../shared-model/web/e2e/cable";
import {
  accessible,
  call,
  complaints,
  dropCurtain,
  expected,
  raiseCurtain,
  URL,
  windowOf,
} from "../../../shared-model/web/e2e/stage";
import { checks, departs, reports, scans, seesTheCard, sets, type Going } from "./card";
import { atDesk } from "./desk";
import {
  changesTheirMind,
  entersByNumber,
  entersByPassword,
  isReminded,
  leavesNothing,
  looksAround,
  revokes,
  takesLeave,
  volunteer,
} from "./entry";
import { looksRight } from "./looks";
import { isInstallable } from "./install";
import { makesAKey, removesTheKey, withKeys } from "./passkey";
import { card, fits, kept, leaves, phone, signIn, SMALL, tab, TABLET, USUAL, wrongBy } from "./phone";
import { communities, Post } from "./post";
import { checksProof, proves } from "./proof";
import { isWoken, turnsOnWaking, wakesNobody, withPushService } from "./push";
import { goesUnlocated, isAlarmed, isOfferedAtOnce, seesItWithdrawn } from "./red";
import { asksForHelp, dispatches, rates, visits } from "./resident";
import { asksAndSpeaks, isAnswered, isTold, isToldOtherwise } from "./talk";
import { offersAnUpdate } from "./update";
import { arrives, consents, goesOnInAnotherTab, isNamed, keepsWhatIsDone, type Named } from "./way";

const WRONG_HOURS = 3;

describe.sequential("a volunteer's phone", () => {
  const [one, other] = communities() as [string, string];
  let post: Post;
  let cable: Cable;
  let page: Page;
  let first: Named;
  let last: Named;
  let going: Going;
  let gate: Page;
  let link = "";

  beforeAll(async () => {
    // 404: a task may end between a question of the phone about it and the answer.
    expected.push("net::ERR_", "WebSocket connection", "404");
    await raiseCurtain();
    cable = await lay(URL);
    post = await Post.open();
    const order = await post.order("emergency", one, 1);
    first = { order, community: one, volunteer: (await post.proposed(order, one))[0]! };
  });
  afterAll(async () => {
    cable?.end();
    await dropCurtain();
  });

  it("can be installed, and shows a task to whoever has the page open, with everything on one card", async () => {
    page = await phone("first", { viewport: SMALL }, cable.url);
    await signIn(page, post.phone(first.volunteer));
    await page.getByText("当前没有任务").waitFor();
    await accessible(page, "no task");
    await isInstallable(page);
    await isNamed(page, post, first);
  });

  it("accepts, and on departing asks for the separate consent that is recorded with its text", () =>
    consents(page, post, first));

  it("is refused outside with the distance, and received on the community's ground", () =>
    arrives(page, post, first));

  it("keeps what is done while the network is cut, over a reload and a restart, and sends it once", async () => {
    page = await keepsWhatIsDone(page, cable, post, first);
  });

  it("is told, asks and is answered, and says how it was", async () => {
    const desk = await atDesk(windowOf, "notices");
    await isTold(page, desk);
    await asksAndSpeaks(page, cable);
    await isAnswered(page, desk, first.order, post.phone(first.volunteer));
    await isToldOtherwise(page, desk);
    await fits(page);
    await desk.context().close();
  });

  it("holds one socket in two tabs, and the other takes over when the first is closed", async () => {
    page = await goesOnInAnotherTab(page);
  });

  it("asks for a proof of what was served, which anybody can check and a correction revokes", async () => {
    const proof = await proves(page, cable, post, first);
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
    const order = await post.order("critical", other, 2);
    const [second, third] = (await post.asked(order, 2)) as [string, string];
    last = { order, community: other, volunteer: third };
    page = await phone("second", {}, cable.url);
    await isAlarmed(page, post, { ...last, volunteer: second });
    await goesUnlocated(page, cable, post, { ...last, volunteer: second });
    await page.context().close();
  });

  it("counts by the server's clock where its own is wrong, and says at once that an order is withdrawn", async () => {
    page = await phone("third", { viewport: TABLET, colorScheme: "dark" }, cable.url);
    await wrongBy(page, WRONG_HOURS);
    await signIn(page, post.phone(last.volunteer));
    await seesItWithdrawn(page, post, last.order);
  });

  it("is offered a critical order at its signature, and declines with a reason", () =>
    isOfferedAtOnce(page, cable, post, last));

  it("forgets the person when the token is revoked", async () => {
    await call(post.phone(last.volunteer), "DELETE", "/session");
    await page.getByText("本机资料已清除").waitFor();
    expect(await kept(page)).toEqual([]);
    await page.context().close();
  });

  it("signs in with a number and a code, stays signed in, and is signed out from another phone", async () => {
    const lost = await phone("lost");
    await entersByNumber(lost, volunteer(1));
    await lost.reload();
    await lost.locator("header.live").waitFor();
    page = await phone("found");
    await entersByPassword(page, volunteer(1));
    await revokes(page, lost);
    await lost.context().close();
    await page.context().close();
  });

  it("signs in by a passkey that the phone made, as long as it is not removed", async () => {
    page = await phone("with a passkey", {}, URL.replace("127.0.0.1", "localhost"));
    await withKeys(page);
    await entersByNumber(page, volunteer(2));
    await makesAKey(page);
    await removesTheKey(page);
    await page.context().close();
  });

  it("has what is a person's own, speaks English, and leaves nothing behind on signing out", async () => {
    page = await phone("volunteer");
    await entersByPassword(page, volunteer(0));
    await looksAround(page);
    await isReminded(page);
    await changesTheirMind(page);
    await takesLeave(page);
    await leavesNothing(page);
    await page.context().close();
  });

  it("is woken by a push while its page is closed, if its owner wishes", async () => {
    page = await phone("woken", { permissions: ["notifications"] });
    await withPushService(page);
    await signIn(page, post.phone(first.volunteer));
    await tab(page, "我的");
    await turnsOnWaking(page);
    await isWoken(page);
    await wakesNobody(page);
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

  it("has everything on the card of who goes, and reads the code by camera", async () => {
    going = await sets(post, one);
    page = await phone("with the whole card", {}, cable.url);
    gate = await phone("gate", { viewport: SMALL });
    link = await seesTheCard(page, cable, post, going);
    await checks(gate, link, true);
    await departs(page, post, going);
    await fits(page);
    await scans(post, going, { viewport: USUAL, isMobile: true, hasTouch: true });
    await card(page, "onPost").waitFor();
  });

  it("offers a newer version while nothing is written or waits, and reports with a picture", async () => {
    await offersAnUpdate(page, cable);
    await reports(page, cable, going);
    await leaves(page);
    await page.locator("[data-identity-card]").waitFor({ state: "detached" });
    await checks(gate, link, false);
    await gate.context().close();
    await looksRight(page, [""]);
    await page.context().close();
  });

  it("can be read at every width, in the dark, and in the largest letters", async () => {
    page = await phone("looks");
    await signIn(page, post.phone(going.volunteer));
    await looksRight(page, ["notices", "history", "mine", "leave", "proofs"]);
    await page.context().close();
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
