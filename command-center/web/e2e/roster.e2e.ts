import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { account, dropCurtain, raiseCurtain, shot, SHOTS, until } from "../../../shared-model/web/e2e/stage";
import { enter, open } from "./desk";

const PEOPLE = 100_000;
const SCROLLS = 60;

/** A large city's roster as the server would hand it out, page after page. */
function served(query: URLSearchParams): object {
  const wanted = query.get("q") ?? "";
  const total = wanted ? PEOPLE / 100 : PEOPLE;
  const from = Number(query.get("after") ?? 0);
  const until = Math.min(total, from + Number(query.get("limit")));
  const items = Array.from({ length: until - from }, (_, index) => {
    const number = from + index;
    return {
      id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      unit: "00000000-0000-4000-8000-000000000000",
      unitName: `第${number % 200}单位`,
      name: `${wanted || "志愿者"}${number}`,
      phoneMasked: "138****0000",
      community: "330522001001",
      skills: ["巡查"],
      shock: number % 10 === 0,
      version: 1,
    };
  });
  return { items, total, next: until < total ? String(until) : null };
}

/** How long each push of the list takes until the browser has drawn it, in milliseconds. */
const scrolled = (page: Page): Promise<number[]> =>
  page.evaluate(async (pushes) => {
    const box = document.querySelector(".scroll.windowed")!;
    const frame = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const took: number[] = [];
    for (let i = 1; i <= pushes; i++) {
      const began = performance.now();
      box.scrollTop = ((box.scrollHeight - box.clientHeight) * i) / pushes;
      await frame();
      took.push(performance.now() - began);
    }
    return took.sort((a, b) => a - b);
  }, SCROLLS);

/** Measures and says so; played among the other stories only where MUSTER_BENCH is set. */
describe.skipIf(!process.env["MUSTER_BENCH"])("a hundred thousand people stand in the roster", () => {
  beforeAll(raiseCurtain);
  afterAll(dropCurtain);

  it("lists them, scrolls to the last and finds a few", async () => {
    const page = await enter(account("dispatcher"));
    await page.route("**/api/v1/volunteers?**", (route) =>
      route.fulfill({ json: served(new URL(route.request().url()).searchParams) }),
    );
    const counted = async (people: number): Promise<number> => {
      const began = performance.now();
      const said = `已列 ${people.toLocaleString("zh-CN")} 人`;
      await until(
        async () =>
          expect(await page.getByRole("status").allInnerTexts()).toContainEqual(
            expect.stringContaining(said),
          ),
        120_000,
      );
      return Math.round(performance.now() - began);
    };
    await open(page, "/roster");
    const listedMs = await counted(PEOPLE);
    const took = await scrolled(page);
    await page.getByText(`志愿者${PEOPLE - 1}`, { exact: true }).waitFor();
    const rows = await page.locator("table.list tbody tr").count();
    expect(rows).toBeLessThan(100);
    await shot(page, "hundred-thousand");
    await page.getByRole("textbox", { name: "姓名、电话或证件号" }).fill("王");
    const filteredMs = await counted(PEOPLE / 100);
    const result = {
      people: PEOPLE,
      listedMs,
      rowsDrawn: rows,
      scrollMs: { p50: Math.round(took[SCROLLS / 2]!), max: Math.round(took.at(-1)!) },
      filteredMs,
    };
    mkdirSync(join(SHOTS, "..", "bench"), { recursive: true });
    writeFileSync(join(SHOTS, "..", "bench", "roster.json"), `${JSON.stringify(result, undefined, 2)}\n`);
    console.log(JSON.stringify(result));
  });
});
