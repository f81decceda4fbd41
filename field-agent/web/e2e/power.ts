import { expect } from "vitest";
import { required } from "../../../shared-model/web/e2e/stage";

/** The server loses its power and has it again; afterwards it is ready. */
export async function losesPower(): Promise<void> {
  const { status } = await fetch(required("MUSTER_POWER"), { method: "POST" });
  expect(status).toBe(204);
}
