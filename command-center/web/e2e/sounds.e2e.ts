import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  accessible,
  account,
  complaints,
  dropCurtain,
  raiseCurtain,
  until,
} from "../../../shared-model/web/e2e/stage";
import { enter, open } from "./desk";

/** The page looks for new orders, and red sounds again, after so long. */
const LOOK_MS = 15_000;
const BEAT_MS = 6_000;

let page: Page;
let signed = 0;

/** Loudness of every tone so far, written down instead of played: machines that test have no loudspeaker. */
const heard = (): Promise<number[]> => page.evaluate(() => (window as unknown as { heard: number[] }).heard);

/** Orders that somebody signs elsewhere, one more whenever the story says so. */
const urgent = (): object[] =>
  Array.from({ length: signed }, (_, index) => ({
    id: `00000000-0000-4000-8000-00000000000${index}`,
    number: `演示〔2026〕${index + 1}号`,
    title: "关于转移群众的命令",
    tier: "critical",
    state: "signed",
    space: "live",
    version: 3,
  }));

describe.sequential("what is urgent is heard until somebody has seen it", () => {
  beforeAll(async () => {
    await raiseCurtain();
    page = await enter(account("dispatcher"), {}, async (of) => {
      await of.clock.install();
      await of.addInitScript(() => {
        const written: number[] = [];
        const gain = {
          setValueAtTime: () => undefined,
          exponentialRampToValueAtTime: (value: number) => written.push(value),
        };
        const node = { connect: <T>(to: T) => to, start: () => undefined, stop: () => undefined };
        class Loudspeaker {
          state = "running";
          currentTime = 0;
          destination = node;
          resume = () => Promise.resolve();
          createOscillator = () => ({ ...node, frequency: {} });
          createGain = () => ({ ...node, gain });
        }
        Object.assign(window, { heard: written, AudioContext: Loudspeaker });
      });
      await of.route("**/api/v1/orders?state=signed*", async (route) => {
        const response = await route.fetch();
        const read = (await response.json()) as { items: object[]; total: number };
        await route.fulfill({ response, json: { ...read, items: [...urgent(), ...read.items] } });
      });
    });
    await open(page, "/orders");
    await page.getByRole("heading", { name: "动员令" }).waitFor();
  });
  afterAll(dropCurtain);

  it("repeats red until it is acknowledged, and then is still", async () => {
    expect(await heard()).toEqual([]);
    signed = 1;
    await page.clock.fastForward(LOOK_MS);
    await page.locator(".alarm").waitFor();
    const once = (await heard()).length;
    expect(once).toBeGreaterThan(0);
    await page.clock.fastForward(BEAT_MS);
    await until(async () => expect((await heard()).length).toBe(2 * once));
    await accessible(page, "alarm");
    await page.locator(".alarm button").click();
    await page.clock.fastForward(2 * BEAT_MS);
    expect(await page.locator(".alarm").count()).toBe(0);
    expect((await heard()).length).toBe(2 * once);
  });

  it("shows a new red order without a sound where sounds are off", async () => {
    await page.getByRole("button", { name: "声音开" }).click();
    const before = (await heard()).length;
    signed = 2;
    await page.clock.fastForward(LOOK_MS);
    await page.locator(".alarm").waitFor();
    await page.clock.fastForward(BEAT_MS);
    expect((await heard()).length).toBe(before);
    await page.locator(".alarm button").click();
    await page.getByRole("button", { name: "静音" }).click();
  });

  it("tries its sounds, as loud as they are set, and keeps that", async () => {
    const help = page.getByRole("dialog", { name: "帮助与快捷键" });
    const volume = help.locator("input[name=volume]");
    const loudest = async (): Promise<number> => {
      const before = (await heard()).length;
      await help.getByRole("button", { name: "试听：紧急" }).click();
      return Math.max(...(await heard()).slice(before));
    };
    await page.keyboard.press("?");
    await volume.press("Home");
    await volume.press("ArrowRight");
    const soft = await loudest();
    await volume.press("End");
    expect(await loudest()).toBeCloseTo(5 * soft);
    await accessible(page, "help");
    await page.reload();
    await page.waitForSelector("nav a");
    await page.keyboard.press("?");
    expect(await volume.inputValue()).toBe("1");
  });

  it("complained of nothing in the browser", () => expect(complaints).toEqual([]));
});
