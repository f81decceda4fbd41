import { expect, it } from "vitest";
import { homes, homesAbove } from "../src/people/homes";
import { withSaved, type Saved } from "../src/people/saved";
import type { Volunteer } from "../src/wire";

const living = (community?: string): Volunteer => ({ id: "v", name: "张*", unit: "u", ...(community ? { community } : {}) }) as Volunteer;

it("counts people where they live, and those above", () => {
  const here = homes([living("c1"), living("c1"), living("c2"), living()]);
  expect([...here].map(([code, { note }]) => [code, note])).toEqual([
    ["c1", "2"],
    ["c2", "1"],
  ]);
  expect(homesAbove(here, () => "s1").get("s1")?.note).toBe("3");
  expect(homesAbove(here, () => undefined).size).toBe(0);
});

it("keeps the newest filter of a name, and not too many", () => {
  const filter = (name: string, q: string): Saved => ({ name, query: { q } });
  const twice = withSaved(withSaved([], filter("党员", "a")), filter("党员", "b"));
  expect(twice).toEqual([filter("党员", "b")]);
  let all: Saved[] = [];
  for (let i = 0; i < 40; i++) all = withSaved(all, filter(`第${i}个`, "x"));
  expect(all).toHaveLength(30);
  expect(all[0]!.name).toBe("第39个");
});
