import { expect } from "vitest";
import { required } from "../../../shared-model/web/e2e/stage";

/** The server loses its power and has it again; afterwards it is ready. */
export async function losesPower(): Promise<void> {
  for (const deed of ["pull", "put"]) {
    const { status } = await fetch(`${required("MUSTER_PLUG")}/${deed}`);
    expect(status).toBe(204);
  }
}
