import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { account, dropCurtain, enter, open, raiseCurtain, until } from "./stage";

const PEOPLE = 10_000;
const MEASURED_MS = 10_000;
const EVERY_MS = 1000;

interface Frame {
  type: string;
  topic?: string;
  name?: string;
}

/** As many people as a city sends, each a little further every second. */
function picture(beat: number): object {
  const people = Array.from({ length: PEOPLE }, (_, n) => ({
    assignment: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    state: n % 3 ? "departed" : "onPost",
    lon: 119.6 + (n % 100) * 0.005 + 0.002 * Math.sin(beat + n),
    lat: 30.8 + Math.floor(n / 100) * 0.004 + 0.002 * Math.cos(beat + n),
  }));
  return { asOf: new Date().toISOString(), communities: [], people };
}

beforeAll(raiseCurtain);
afterAll(dropCurtain);

it("draws ten thousand moving people; the figure says how smoothly", async () => {
  const page = await enter(account("dispatcher"));
  let topic = "";
  let send: (text: string) => void = () => undefined;
  await page.routeWebSocket(/\/ws\/v1/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const frame = JSON.parse(String(message)) as Frame;
      if (frame.type === "follow" && frame.topic?.startsWith("map/")) topic = frame.topic;
      server.send(message);
    });
    send = (text) => socket.send(text);
  });
  await page.reload();
  await open(page, "/situation");
  await until(
    async () =>
      expect(Number(await page.locator("[data-drawn]").getAttribute("data-drawn"))).toBeGreaterThan(0),
    120_000,
  );
  await until(async () => expect(topic).not.toBe(""));
  let beat = 0;
  const beating = setInterval(
    () => send(JSON.stringify({ type: "change", topic, data: picture(beat++) })),
    EVERY_MS,
  );
  const frames = await page.evaluate(
    (forMs) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const began = performance.now();
        let last = began;
        const tick = (now: number): void => {
          gaps.push(now - last);
          last = now;
          if (now - began < forMs) requestAnimationFrame(tick);
          else resolve(gaps);
        };
        requestAnimationFrame(tick);
      }),
    MEASURED_MS,
  );
  clearInterval(beating);
  expect(beat).toBeGreaterThan(5);
  const gaps = frames.sort((a, b) => a - b);
  const at = (share: number): number => gaps[Math.floor(share * (gaps.length - 1))]!;
  const figures = {
    people: PEOPLE,
    pictures: beat,
    framesPerS: Math.round(1000 / at(0.5)),
    p95GapMs: Math.round(at(0.95)),
    worstGapMs: Math.round(at(1)),
  };
  console.info(JSON.stringify(figures));
  writeFileSync(join(process.env["MUSTER_SHOTS"]!, "moving.json"), JSON.stringify(figures));
});
