import { pages } from "@muster/shared";
import { api, ask } from "./api";
import type { Unit } from "./wire";

const UNITS_MAX = 5000;

/** All units that the reader sees. */
export async function readUnits(): Promise<Unit[]> {
  const read = await pages(
    (after) => ask(api.GET("/units", { params: { query: { limit: 500, ...(after ? { after } : {}) } } })),
    UNITS_MAX,
  );
  return read.items as Unit[];
}
