import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { Cable } from "../../../shared-model/web/e2e/cable";
import { URL, windowOf } from "../../../shared-model/web/e2e/stage";

export const SMALL = { width: 360, height: 740 };
export const USUAL = { width: 390, height: 844 };
export const TABLET = { width: 768, height: 1024 };

/** A phone's browser: its own storage, touched before, sounds and trembling counted. */
export async function phone(name: string, options: BrowserContextOptions = {}, at = URL): Promise<Page> {
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

interface Heard {
  sounds: number;
  trembles: number;
}

export const heard = (page: Page): Promise<Heard> =>
  page.evaluate(() => ({ ...(window as unknown as { heard: Heard }).heard }));

/** Counts how often a phone says where it is, from now on. */
export function positionsOf(page: Page): () => number {
  let sent = 0;
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      if ((JSON.parse(payload.toString()) as { type: string }).type === "position") sent++;
    }),
  );
  return () => sent;
}

export const live = (page: Page): Promise<void> => page.locator("header.live").waitFor();

/** The link of a trial signs the phone in. */
export async function signIn(page: Page, token: string): Promise<void> {
  await page.goto(`/m/#/device/${token}`);
  await page.locator("[data-up-to]").waitFor();
  await live(page);
}

export const card = (page: Page, state: string): Locator => page.locator(`article[data-state=${state}]`);
export const deed = (page: Page, name: string): Locator => page.locator(`[data-deed=${name}]`);
export const tab = (page: Page, name: string): Promise<void> => page.getByRole("tab", { name }).click();
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();
export const pressInDialog = (page: Page, name: string): Promise<void> =>
  page.getByRole("dialog").getByRole("button", { name, exact: true }).click();

export async function leaves(page: Page): Promise<void> {
  await deed(page, "leave").click();
  await press(page, "确认离岗");
}

/** Signs out; the page for signing in is there. */
export async function signsOut(page: Page): Promise<void> {
  await page.locator("[data-leave]").click();
  await pressInDialog(page, "退出登录");
  await page.locator("input[name=phone]").waitFor();
}

/** The network is gone, and the phone has noticed. */
export async function cutOff(page: Page, cable: Cable): Promise<void> {
  cable.cut();
  await page.locator("header.lost").waitFor();
}

export const waiting = (page: Page, deeds: number): Promise<void> =>
  page.getByText(`${deeds} 项待发送`).waitFor();
export const nothingWaits = (page: Page): Promise<void> =>
  page.getByText("项待发送").waitFor({ state: "detached" });

/** Something is done while the network is cut, waits, and arrives when it is mended. */
export async function doneWithoutNetwork(
  page: Page,
  cable: Cable,
  doing: () => Promise<void>,
): Promise<void> {
  await cutOff(page, cable);
  await doing();
  await waiting(page, 1);
  cable.mend();
  await nothingWaits(page);
}

/** The phone's clock is wrong by so many hours; that of the server is not. */
export const wrongBy = (page: Page, hours: number): Promise<unknown> =>
  page.addInitScript((ahead) => {
    const Right = Date;
    const now = (): number => Right.now() + ahead;
    globalThis.Date = new Proxy(Right, {
      construct: (of, given) => Reflect.construct(of, given.length ? given : [now()]) as object,
      get: (of, name) => (name === "now" ? now : Reflect.get(of, name)),
    });
  }, hours * 3_600_000);

/** The names of everything the phone still keeps of anybody: `shelf/key`. */
export const kept = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open("muster.phone");
        opening.onsuccess = () => {
          const shelves = ["items", "deeds", "notes"];
          const reading = opening.result.transaction(shelves);
          const found: string[] = [];
          for (const shelf of shelves) {
            const asking = reading.objectStore(shelf).getAllKeys();
            asking.onsuccess = () => found.push(...asking.result.map((key) => `${shelf}/${String(key)}`));
          }
          reading.oncomplete = () => {
            opening.result.close();
            resolve(found);
          };
        };
      }),
  );

/** Nothing is wider than the screen. */
export async function fits(page: Page, name = "the page"): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect.soft(over, name).toBeLessThanOrEqual(0);
}
