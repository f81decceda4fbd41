import { existsSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** What comes before the first page stands: map and charts come later, when they are looked at. */
const FIRST_LOAD_MAX = 400 * 1024;
const BUILT = fileURLToPath(new URL("../../target/classes/desk/", import.meta.url));

it.skipIf(!existsSync(`${BUILT}files.txt`))(
  "loads no more than 400 KB, packed, before the first page",
  () => {
    const html = readFileSync(`${BUILT}index.html`, "utf8");
    const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((found) => found[1]!);
    expect(named.length).toBeGreaterThan(1);
    const size = named
      .map((name) => (existsSync(`${BUILT}${name}.gz`) ? `${name}.gz` : name))
      .reduce((sum, name) => sum + statSync(BUILT + name).size, 0);
    expect(size).toBeLessThanOrEqual(FIRST_LOAD_MAX);
    expect(named.some((name) => /maplibre|CityMap|echarts/.test(name))).toBe(false);
  },
);
