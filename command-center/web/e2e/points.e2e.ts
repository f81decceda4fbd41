import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import type { Locator, Page, WebSocket } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lay } from "../../../shared-model/web/e2e/cable";
import {
  account,
  dropCurtain,
  raiseCurtain,
  shot,
  SHOTS,
  until,
  URL,
} from "../../../shared-model/web/e2e/stage";
import { enter, mapDrawn } from "./desk";

const PEOPLE = 10_000;
const EVERY_MS = 1_000;
const MEASURED_MS = 15_000;

/** The middle of the demo county, and how far people go from it, in degrees. */
const MIDDLE = { lon: 119.91, lat: 31.0 };
const SPREAD = 0.25;
const STEP = 0.0004;

/** People who walk: a picture of the map each second, as the server would send it. */
class Crowd {
  private readonly people = Array.from({ length: PEOPLE }, (_, i) => ({
    assignment: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    order: "00000000-0000-4000-8000-000000000000",
    community: "330522001001",
    state: i % 3 ? "departed" : "onPost",
    lon: MIDDLE.lon + SPREAD * Math.sin(i) * Math.sqrt((i % 997) / 997),
    lat: MIDDLE.lat + SPREAD * Math.cos(i) * Math.sqrt((i % 991) / 991),
    accuracyM: 12,
  }));
  private round = 0;

  constructor(private readonly topic: string) {}

  frame(): string {
    this.round++;
    for (const [i, person] of this.people.entries()) {
      person.lon += STEP * Math.cos(i + this.round / 9);
      person.lat += STEP * Math.sin(i + this.round / 9);
    }
    const data = { asOf: new Date().toISOString(), communities: [], people: this.people };
    return JSON.stringify({ type: this.round === 1 ? "snapshot" : "change", topic: this.topic, data });
  }
}

/** The map that a page asks for. */
const followed = (socket: WebSocket): Promise<string> =>
  new Promise((resolve) =>
    socket.on("framesent", ({ payload }) => {
      const { type, topic } = JSON.parse(String(payload)) as { type: string; topic?: string };
      if (type === "follow" && topic?.startsWith("map/")) resolve(topic);
    }),
  );

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

interface Figures {
  framesPerSecondMedian: number;
  framesPerSecondMean: number;
  frameMs: { p50: number; p95: number; max: number };
}

/** How the page draws for a while, as the browser's own clock of frames has it. */
async function drawn(page: Page): Promise<Figures> {
  const spans = await page.evaluate(
    (forMs) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        const begin = performance.now();
        const next = (now: number): void => {
          times.push(now);
          if (now - begin < forMs) requestAnimationFrame(next);
          else resolve(times.slice(1).map((at, i) => at - times[i]!));
        };
        requestAnimationFrame(next);
      }),
    MEASURED_MS,
  );
  spans.sort((a, b) => a - b);
  return {
    framesPerSecondMedian: Math.round(1000 / quantile(spans, 0.5)),
    framesPerSecondMean: Math.round((spans.length * 1000) / spans.reduce((sum, one) => sum + one, 0)),
    frameMs: { p50: quantile(spans, 0.5), p95: quantile(spans, 0.95), max: spans.at(-1)! },
  };
}

/** How it draws while the map is pulled to and fro. */
async function dragged(page: Page, map: Locator): Promise<Figures> {
  const measured = drawn(page);
  await drag(page, map, measured);
  return measured;
}

async function drag(page: Page, map: Locator, whileMeasured: Promise<unknown>): Promise<void> {
  const box = (await map.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let isOver = false;
  void whileMeasured.then(() => (isOver = true));
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  for (let i = 0; !isOver; i++)
    await page.mouse.move(middle.x + 160 * Math.sin(i / 14), middle.y + 90 * Math.cos(i / 14));
  await page.mouse.up();
}

/** Measures and says so; played among the other stories only where MUSTER_BENCH is set. */
describe.skipIf(!process.env["MUSTER_BENCH"])("ten thousand people move on the map", () => {
  beforeAll(raiseCurtain);
  afterAll(dropCurtain);

  it("draws them while they walk, and while the map is being dragged as well", async () => {
    const cable = await lay(URL);
    const page = await enter(account("commander"), { reducedMotion: "no-preference" }, undefined, cable.url);
    const top = page.waitForEvent("websocket").then((socket) => followed(socket));
    await page.goto(`${cable.url}/#/situation`);
    await page.reload();
    const crowd = new Crowd(await top);
    const map = page.locator("[data-drawn]");
    await mapDrawn(page);
    const empty = { still: await drawn(page), dragged: await dragged(page, map) };
    const walk = setInterval(() => cable.say(crowd.frame()), EVERY_MS);
    await until(async () => expect(Number(await map.getAttribute("data-people"))).toBe(PEOPLE), 60_000);

    const walking = await drawn(page);
    await shot(page, "ten-thousand");
    const result = {
      people: PEOPLE,
      drawing: "software (SwiftShader)",
      load: loadavg()[0],
      empty,
      walking,
      dragged: await dragged(page, map),
    };
    clearInterval(walk);
    cable.end();
    const folder = join(SHOTS, "..", "bench");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "map.json"), `${JSON.stringify(result, undefined, 2)}\n`);
    console.log(JSON.stringify(result));
    expect(result.walking.framesPerSecondMean).toBeGreaterThan(0);
  });
});
