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
import { communities, Post } from "./post";

const ARRIVALS = 50;
const SCREEN = { width: 1280, height: 900 };

describe.sequential("a community's kiosk", () => {
  const community = communities().at(-1)!;
  let post: Post;
  let cable: Cable;
  let kiosk: Kiosk;
  let page: Page;
  let order = "";
  let people: { id: string; volunteer: string }[] = [];

  const button = (name: string) => page.locator("[data-roll] li").getByRole("button", { name, exact: true });
  const ticked = () => page.locator("[data-roll] li[data-state=present]");
  /** Presses the first that can be pressed, so many times, as somebody at the door does. */
  const receives = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n++) {
      const before = await ticked().count();
      await button("到岗").first().click();
      await until(async () => expect(await ticked().count()).toBe(before + 1));
    }
  };

  beforeAll(async () => {
    expected.push("net::ERR_");
    await raiseCurtain();
    cable = await lay(URL);
    post = await Post.open();
    order = await post.order("emergency", community, ARRIVALS);
    const going = (await post.proposed(order, community)).slice(0, ARRIVALS);
    await post.name(order, community, going);
    people = await post.accepted(order, ARRIVALS);
    kiosk = new Kiosk(cable.url, community);
    page = await windowOf("kiosk", { viewport: SCREEN });
    await page.goto(await kiosk.switchOn());
  });
  afterAll(async () => {
    await kiosk?.pullThePlug();
    cable?.end();
    await dropCurtain();
  });

  it("shows the arrival code of the moment and everybody who is expected", async () => {
    await until(async () => expect(await button("到岗").count()).toBe(ARRIVALS));
    const there = await token(account("community", (one) => one.area === community));
    await until(async () => {
      const { code } = await call<{ code: string }>(there, "GET", `/communities/${community}/code`);
      expect(await page.locator("[data-code]").innerText()).toBe(code);
    });
    await accessible(page, "kiosk");
    await shot(page, "station");
  });

  it("finds somebody by name, and receives them while the uplink is cut", async () => {
    cable.cut();
    await page.locator("body.cut").waitFor();
    const name = (await page.locator("[data-roll] li span").first().innerText()).split("　")[0]!;
    await page.fill("[data-find]", "没有这个人");
    await page.getByText("名册中没有").waitFor();
    await page.fill("[data-find]", name);
    await until(async () => expect(await button("到岗").count()).toBeLessThan(ARRIVALS));
    await button("到岗").first().click();
    await ticked().first().waitFor();
    await page.fill("[data-find]", "");
    await receives(ARRIVALS / 2 - 1);
    await accessible(page, "kiosk while it is cut off");
    await shot(page, "station-cut");
  });

  it("goes on after a power cut, and merges what it kept with none lost or doubled", async () => {
    await kiosk.pullThePlug();
    await page.getByText("社区站程序没有响应").waitFor();
    await page.goto(await kiosk.switchOn());
    await until(async () => expect(await ticked().count()).toBe(ARRIVALS / 2));
    await receives(ARRIVALS / 2);
    const missed = people.at(-1)!;
    const there = await token(account("community", (one) => one.area === community));
    await call(there, "POST", `/assignments/${missed.id}/absent`, {});
    cable.mend();
    await page.locator("[data-refused] li").waitFor();
    await until(async () => expect(await page.locator(".waits").count()).toBe(0));
    await page.locator("body:not(.cut)").waitFor();
    await accessible(page, "kiosk after the merge");
    await shot(page, "station-merged");
    const now = await post.assignments(order);
    const onPost = now.filter((one) => one.state === "onPost");
    expect(onPost.length).toBe(ARRIVALS - 1);
    expect(new Set(onPost.map((one) => one.version))).toEqual(new Set([3]));
    await page.getByRole("button", { name: "知道了" }).click();
    await page.locator("[data-refused]").waitFor({ state: "hidden" });
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
