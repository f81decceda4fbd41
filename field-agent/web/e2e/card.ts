import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { create } from "qrcode";
import { expect } from "vitest";
import type { Cable } from "../../../shared-model/web/e2e/cable";
import {
  accessible,
  account,
  call,
  openBrowser,
  shot,
  SHOTS,
  tabOf,
  token,
  until,
  URL,
} from "../../../shared-model/web/e2e/stage";
import { card, cutOff, deed, live, nothingWaits, pressInDialog, waiting } from "./phone";
import type { Post } from "./post";
import { losesPower } from "../../../shared-model/web/e2e/power";

const WIDTH = 640;
const HEIGHT = 480;
/** Pixels of a module, as large as a code is held before a camera. */
const MODULE_PX = 10;
const FRAMES = 10;
const WHITE = 235;
const BLACK = 16;
const GREY = 128;
const SEEN = "东门水深约 20 厘米";

/** What a camera sees before which a code is held: a film of grey pictures (YUV4MPEG2). */
function film(text: string): Buffer {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const light = Buffer.alloc(WIDTH * HEIGHT, WHITE);
  const left = Math.floor((WIDTH - modules.size * MODULE_PX) / 2);
  const top = Math.floor((HEIGHT - modules.size * MODULE_PX) / 2);
  for (let y = 0; y < modules.size * MODULE_PX; y++)
    for (let x = 0; x < modules.size * MODULE_PX; x++)
      if (modules.get(Math.floor(y / MODULE_PX), Math.floor(x / MODULE_PX)))
        light[(top + y) * WIDTH + left + x] = BLACK;
  const frame = Buffer.concat([Buffer.from("FRAME\n"), light, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)]);
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]);
}

/** A browser on a phone whose camera is held before the arrival code of a community. */
async function lookingAt(link: string): Promise<Browser> {
  const file = join(tmpdir(), `muster-camera-${process.pid}.y4m`);
  writeFileSync(file, film(link));
  const browser = await openBrowser([
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${file}`,
  ]);
  browser.on("disconnected", () => rmSync(file, { force: true }));
  return browser;
}

/** Somebody who has accepted a task in a community, and how their phone is signed in. */
export interface Going {
  order: string;
  community: string;
  volunteer: string;
  assignment: string;
}

/** A liaison names somebody, who accepts; the community gives them a spot. */
export async function sets(post: Post, community: string): Promise<Going> {
  const order = await post.order("emergency", community, 1);
  const volunteer = (await post.proposed(order, community))[0]!;
  await post.name(order, community, [volunteer]);
  await post.awaitState(order, volunteer, "offered");
  const assignment = (await post.assignment(order, volunteer)).id;
  await call(post.phone(volunteer), "POST", `/assignments/${assignment}/accept`, {});
  await call(await there(community), "POST", `/assignments/${assignment}/spot`, { spot: "东门卡口" });
  return { order, community, volunteer, assignment };
}

const there = (community: string): Promise<string> =>
  token(account("community", (one) => one.area === community));

/** The whole card of who is on the way: leader, spot, map and identity, also without a network. */
export async function seesTheCard(page: Page, cable: Cable, post: Post, going: Going): Promise<string> {
  await page.goto(`/m/#/device/${post.phone(going.volunteer)}`);
  await live(page);
  await card(page, "accepted").waitFor();
  await page.locator("[data-spot]").getByText("东门卡口").waitFor();
  await page.locator("[data-leader] a[href^='tel:']").waitFor();
  await page.locator("[data-map] path.ground").waitFor();
  await page.locator("[data-identity-card]").click();
  const link = await page.locator("[data-identity=good] [data-link]").getAttribute("data-link");
  await accessible(page, "identity card");
  await shot(page, "phone-identity-390");
  await pressInDialog(page, "关闭");
  await accessible(page, "the whole card");
  await page.screenshot({ path: join(SHOTS, "phone-card-390.png"), fullPage: true });

  await page.evaluate(() => navigator.serviceWorker.ready);
  await cutOff(page, cable);
  await page.reload();
  await page.locator("[data-leader] a[href^='tel:']").waitFor();
  await page.locator("[data-map] path.ground").waitFor();
  await page.locator("[data-identity-card]").click();
  await page.locator("[data-identity=good]").getByText("目前无网络").waitFor();
  await pressInDialog(page, "关闭");
  cable.mend();
  await live(page);
  return link!;
}

/** Somebody at a gate scans the card with a phone of their own. */
export async function checks(page: Page, link: string, valid: boolean): Promise<void> {
  await page.goto("about:blank");
  await page.goto(link);
  await page.locator(`[data-checked=${valid}]`).waitFor();
  if (valid) expect(await page.locator(".name").innerText()).toMatch(/^\p{sc=Han}\*+\p{sc=Han}?$/u);
  await accessible(page, `a card that is ${valid ? "good" : "over"}`);
  await shot(page, `check-${valid ? "good" : "over"}-360`);
}

/** The camera reads the code; where it is not allowed, the phone says what to do instead. */
export async function scans(post: Post, going: Going, look: BrowserContextOptions): Promise<void> {
  const link = `${URL}/m/#/arrive/${going.community}/`;
  await withCamera(`${link}000000`, { ...look, permissions: ["geolocation"] }, async (page) => {
    await opensTheCamera(page, post, going);
    await page.getByRole("alert").getByText("手机未允许使用相机").waitFor();
    await accessible(page, "no camera");
    await shot(page, "phone-camera-denied-390");
  });
  const code = await post.arrivalCode(going.community);
  await withCamera(link + code, { ...look, permissions: ["geolocation", "camera"] }, async (page) => {
    await opensTheCamera(page, post, going);
    await card(page, "onPost").waitFor();
    await post.awaitState(going.order, going.volunteer, "onPost");
  });
}

async function withCamera(
  shown: string,
  look: BrowserContextOptions,
  story: (page: Page) => Promise<void>,
): Promise<void> {
  const browser = await lookingAt(shown);
  try {
    const context = await browser.newContext({ ...look, locale: "zh-CN" });
    await story(await tabOf(context, "camera"));
  } finally {
    await browser.close();
  }
}

async function opensTheCamera(page: Page, post: Post, going: Going): Promise<void> {
  await page.goto(`${URL}/m/#/device/${post.phone(going.volunteer)}`);
  await deed(page, "arrive").click();
  await page.locator("[data-by=camera]").click();
}

/**
 * A report with a photograph waits like everything else, while the server is killed and started as well;
 * the community sees it once, and without its place.
 */
export async function reports(page: Page, cable: Cable, going: Going): Promise<void> {
  await cutOff(page, cable);
  await deed(page, "report").click();
  await page.locator("textarea[name=text]").fill(SEEN);
  const picture = await page.screenshot({ type: "jpeg", quality: 90 });
  await page.locator("input[name=photo]").setInputFiles({
    name: "photo.jpg",
    mimeType: "image/jpeg",
    buffer: withExif(picture),
  });
  await page.locator("[data-photo]").waitFor();
  await accessible(page, "a report with a photograph");
  await shot(page, "phone-report-photo-390");
  await pressInDialog(page, "上报");
  await waiting(page, 1);
  await page.reload();
  await waiting(page, 1);
  await losesPower();
  cable.mend();
  await nothingWaits(page);

  const reader = await there(going.community);
  const list = await call<{ items: { text: string; photo: string }[] }>(
    reader,
    "GET",
    `/reports?order=${going.order}`,
  );
  const told = list.items.filter((one) => one.text === SEEN);
  expect(told).toHaveLength(1);
  const answer = await fetch(`${URL}/api/v1/photos/${told[0]!.photo}`, {
    headers: { Authorization: `Bearer ${reader}` },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.subarray(0, 3).toString("hex")).toBe("ffd8ff");
  expect(bytes.includes("GPS")).toBe(false);
}

/** A picture as a camera leaves it, with the place in it. */
function withExif(jpeg: Buffer): Buffer {
  const content = Buffer.from("Exif\0\0GPS 31.0N 119.9E");
  const head = Buffer.from([0xff, 0xe1, 0, content.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** On the way with consent, the map shows the phone and how far it is. */
export async function departs(page: Page, post: Post, going: Going): Promise<void> {
  const token = post.phone(going.volunteer);
  await call(token, "POST", "/me/consents", { kind: "location", text: "2026-11" });
  await page.context().setGeolocation({ ...(await post.placeIn(going.community)), accuracy: 15 });
  await page.reload();
  await live(page);
  await deed(page, "depart").click();
  await card(page, "departed").waitFor();
  await page.locator("[data-map] [data-own]").waitFor();
  await until(async () => expect(await page.locator("[data-away]").innerText()).toContain("直线约"));
  await page.screenshot({ path: join(SHOTS, "phone-map-390.png"), fullPage: true });
}
