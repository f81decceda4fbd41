import { expect } from "vitest";
import { required } from "./stage";

/** The server loses its power, as by a power cut. */
export const pullThePlug = (): Promise<void> => hand("pull");

/** It has power again; afterwards it is ready. */
export const putItBack = (): Promise<void> => hand("put");

export async function losesPower(): Promise<void> {
  await pullThePlug();
  await putItBack();
}

async function hand(deed: "pull" | "put"): Promise<void> {
  const { status } = await fetch(`${required("MUSTER_PLUG")}/${deed}`);
  expect(status).toBe(204);
}
