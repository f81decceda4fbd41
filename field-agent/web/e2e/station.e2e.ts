import type { Page } from "playwright-core";
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
  token,
  until,
  URL,
  windowOf,
} from "../../../shared-model/web/e2e/stage";
import { Kiosk } from "./kiosk";
import { communities, Post, type Assignment } from "./post";

const ARRIVALS = 50;
const SCREEN = { width: 1280, height: 900 };
/** The uplink stays cut for at least so long: STORY_CUT_S=300 for the five minutes of an outage. */
const CUT_MS = Number(process.env["STORY_CUT_S"] ?? 0) * 1000;
/** As long as the community's screen shows a code. */
const CODE_MS = 120_000;
const ACT_MS = 180_000;

describe.sequential("a community's kiosk", () => {
  const community = communities().at(-1)!;
  const codes = new Set<string>();
  let post: Post;
  let cable: Cable;
  let kiosk: Kiosk;
  let page: Page;
  let desk = "";
  let order = "";
  let people: Assignment[] = [];
  let cutAt = 0;

  const button = (name: string) => page.locator("[data-roll] li").getByRole("button", { name, exact: true });
  const ticked = () => page.locator("[data-roll] li[data-state=present]");
  const arrives = async (nth: number): Promise<void> => {
    await button("到岗").first().click();
    await ticked()
      .nth(nth - 1)
      .waitFor();
  };
  /** Ticks off from the top, as somebody at the door does, until so many are there. */
  const receives = async (total: number): Promise<void> => {
    for (let nth = (await ticked().count()) + 1; nth <= total; nth++) await arrives(nth);
  };
  /** The code on the screen is the one that the command center takes at this moment. */
  const showsTheCode = async (): Promise<void> => {
    const { code } = await call<{ code: string }>(desk, "GET", `/communities/${community}/code`);
    expect(await page.locator("[data-code]").innerText()).toBe(code);
    codes.add(code);
  };

  beforeAll(async () => {
    expected.push("net::ERR_");
    await raiseCurtain();
    cable = await lay(URL);
    post = await Post.open();
    desk = await token(account("community", (one) => one.area === community));
  });
  afterAll(async () => {
    await kiosk?.pullThePlug();
    cable?.end();
    await dropCurtain();
  });

  it("shows the arrival code of the moment and everybody who is expected", async () => {
    order = await post.order("emergency", community, ARRIVALS);
    await post.name(order, community, (await post.proposed(order, community)).slice(0, ARRIVALS));
    people = await post.accepted(order, ARRIVALS);
    kiosk = new Kiosk(cable.url, community);
    page = await windowOf("kiosk", { viewport: SCREEN });
    await page.goto(await kiosk.switchOn());
    await until(async () => expect(await button("到岗").count()).toBe(ARRIVALS));
    await until(showsTheCode);
    await accessible(page, "kiosk");
    await shot(page, "station");
  });

  it("finds somebody by name, and receives them while the uplink is cut", async () => {
    cable.cut();
    cutAt = Date.now();
    await page.locator("body.cut").waitFor();
    const name = (await page.locator("[data-roll] li [data-name]").last().innerText()).trim();
    await page.fill("[data-find]", "没有这个人");
    await page.getByText("名册中没有").waitFor();
    await page.fill("[data-find]", name);
    await until(async () => expect(await button("到岗").count()).toBeLessThan(ARRIVALS));
    await arrives(1);
    await page.fill("[data-find]", "");
    await receives(ARRIVALS / 2);
    await page
      .locator("[data-count]")
      .getByText(`应到 ${ARRIVALS} 人，已到 ${ARRIVALS / 2} 人`)
      .waitFor();
    await until(showsTheCode);
    await accessible(page, "kiosk while it is cut off");
    await shot(page, "station-cut");
  });

  it(
    "goes on after a power cut, for as long as the outage lasts",
    async () => {
      await kiosk.pullThePlug();
      await page.getByText("社区站程序没有响应").waitFor();
      await page.goto(await kiosk.switchOn());
      await until(async () => expect(await ticked().count()).toBe(ARRIVALS / 2));
      await receives(ARRIVALS);
      await until(async () => {
        await showsTheCode();
        expect(Date.now() - cutAt).toBeGreaterThanOrEqual(CUT_MS);
      }, ACT_MS + CUT_MS);
      expect(codes.size).toBeGreaterThanOrEqual(Math.floor(CUT_MS / CODE_MS));
      console.info(`cut for ${Math.round((Date.now() - cutAt) / 1000)} s, codes shown: ${codes.size}`);
    },
    2 * ACT_MS + CUT_MS,
  );

  it("merges what it kept with none lost or doubled, and says what was not accepted", async () => {
    const missed = people.at(-1)!;
    await call(desk, "POST", `/assignments/${missed.id}/absent`, {});
    cable.mend();
    await page.locator("[data-refused] li").waitFor();
    await until(async () => expect(await page.locator(".waits").count()).toBe(0));
    await page.locator("body:not(.cut)").waitFor();
    await accessible(page, "kiosk after the merge");
    await shot(page, "station-merged");
    const onPost = (await post.assignments(order)).filter((one) => one.state === "onPost");
    expect(onPost.length).toBe(ARRIVALS - 1);
    expect(new Set(onPost.map((one) => one.version))).toEqual(new Set([3]));
    await page.getByRole("button", { name: "知道了" }).click();
    await page.locator("[data-refused]").waitFor({ state: "hidden" });
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
