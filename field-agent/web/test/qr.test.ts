import jsqr from "jsqr";
import { create } from "qrcode";
import { expect, it } from "vitest";
import { arrivalCode } from "../src/scan/qr";

/** A code as the grey picture of a camera: so many pixels a module, with a quiet edge. */
function picture(text: string): { data: Uint8ClampedArray; side: number } {
  const PIXELS = 6;
  const EDGE = 4;
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const side = (modules.size + 2 * EDGE) * PIXELS;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [row, column] = [y, x].map((at) => Math.floor(at / PIXELS) - EDGE) as [number, number];
      const isInside = Math.min(row, column) >= 0 && Math.max(row, column) < modules.size;
      if (isInside && modules.get(row, column)) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  return { data, side };
}

it.each(["271828", "https://muster.example/m/#/arrive/271828"])("reads %s from a picture", (shown) => {
  const { data, side } = picture(shown);
  expect(arrivalCode(jsqr(data, side, side)!.data)).toBe("271828");
});

it.each(["", "27182", "2718281", "https://elsewhere.example/?n=271828", "Muster"])(
  "takes %j for no arrival code",
  (shown) => expect(arrivalCode(shown)).toBeUndefined(),
);
