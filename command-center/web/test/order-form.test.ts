import { expect, it } from "vitest";
import { blank, fill, textOf } from "../src/order/order-form";
import type { Order } from "../src/wire";

const form = () => blank({ allUnits: "各有关单位", dutyRoom: "值班室", response: "r" });
const drawn = { center: [119.9, 31.0], radiusM: 2000 };

it("can save an order again whose area was drawn and no division picked", () => {
  const again = form();
  fill(again, { target: { areas: [], ...drawn } } as unknown as Order);
  expect(textOf(again).target).toEqual(drawn);
});

it("keeps the divisions that were picked", () => {
  const again = form();
  fill(again, { target: { areas: ["330522001001"], ...drawn } } as unknown as Order);
  expect(textOf(again).target).toEqual({ areas: ["330522001001"], ...drawn });
});
