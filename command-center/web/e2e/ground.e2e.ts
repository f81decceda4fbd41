import { afterAll, beforeAll, expect, it } from "vitest";
import {
  account,
  complaints,
  dropCurtain,
  raiseCurtain,
  required,
  shot,
  until,
} from "../../../shared-model/web/e2e/stage";
import { enter, mapDrawn, open } from "./desk";

beforeAll(raiseCurtain);
afterAll(dropCurtain);

it("lays the city's own tiles beneath its divisions, read in parts", async () => {
  const parts: number[] = [];
  const page = await enter(account("dispatcher"), {}, async (of) => {
    of.on("response", (answer) => answer.url().endsWith(".pmtiles") && parts.push(answer.status()));
  });
  await open(page, "/situation");
  const map = page.locator("[data-drawn]");
  await mapDrawn(page);
  const picture = async () => (await map.screenshot()).toString("base64");
  await until(async () => {
    const share = await page.evaluate(
      async ([png, colour]) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const pen = document.createElement("canvas").getContext("2d")!;
        [pen.canvas.width, pen.canvas.height] = [image.width, image.height];
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(0, 0, image.width, image.height);
        const wanted = [1, 3, 5].map((at) => parseInt(colour!.slice(at, at + 2), 16));
        let found = 0;
        for (let at = 0; at < data.length; at += 4)
          if (wanted.every((value, index) => Math.abs(data[at + index]! - value) < 3)) found++;
        return found / (data.length / 4);
      },
      [await picture(), required("MUSTER_GROUND")],
    );
    expect(share).toBeGreaterThan(0.05);
  });
  expect(parts.length).toBeGreaterThan(0);
  expect(new Set(parts)).toEqual(new Set([206]));
  await shot(page, "ground");
  expect(complaints).toEqual([]);
});
