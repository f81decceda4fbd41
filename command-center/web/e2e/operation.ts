import type { Page } from "playwright-core";
import { account, call } from "../../../shared-model/web/e2e/stage";

export const STREET_NAME = "雉城街道";
/** A unit with more than thirty places to fill. */
export const LARGE_QUOTA = 30;

export interface UnitRow {
  unit: string;
  quota: number;
  named: number;
}
export interface Assignment {
  id: string;
  volunteer: string;
  community: string;
  state: string;
}

export const commander = account("commander");

/** The operation that the acts of a story have in common. */
export const play = {
  /** The commander's window, open from the first act to the last. */
  post: undefined as unknown as Page,
  order: "",
  dispatcher: "",
  unit: "",
  /** Tokens of the unit's people. */
  phones: new Map<string, string>(),
};

const figure = (page: Page, name: string): Promise<string> =>
  page
    .locator(".figure", { has: page.locator("dt", { hasText: new RegExp(`^${name}$`) }) })
    .locator("dd")
    .first()
    .innerText();

export const number = async (page: Page, name: string): Promise<number> =>
  parseInt((await figure(page, name)).replaceAll(",", ""), 10);

/** The people of the unit whom the order asked; of one state, or all. */
export async function ofUnit(state?: string): Promise<Assignment[]> {
  const those = `unit=${play.unit}${state ? `&state=${state}` : ""}&limit=500`;
  const path = `/orders/${play.order}/assignments?${those}`;
  return (await call<{ items: Assignment[] }>(play.dispatcher, "GET", path)).items;
}

/** Somebody of the unit whom the order has not asked, as they introduce themself. */
export async function neverAsked(): Promise<{ id: string; name: string; unitName: string }> {
  const asked = new Set((await ofUnit()).map((one) => one.volunteer));
  const [id, phone] = [...play.phones].find(([volunteer]) => !asked.has(volunteer))!;
  return { ...(await call<{ name: string; unitName: string }>(phone, "GET", "/me")), id };
}
