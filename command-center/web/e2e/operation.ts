import type { Page } from "playwright-core";
import { account, call, code, token } from "../../../shared-model/web/e2e/stage";
import { open } from "./desk";

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

/** Begins an order; where it calls people to is left open. */
export async function begin(page: Page): Promise<void> {
  await open(page, "/orders/new");
  await page.locator("input[name=signer]").fill("王建国 总指挥");
  await page.locator("textarea[name=risk]").fill("涉水作业，注意触电和落水");
  await page.locator("input[name=contactPhone]").fill("0572-6012345");
}

/** Saves what is written, and returns the order that now waits for another dispatcher. */
export async function submit(page: Page): Promise<string> {
  await page.getByRole("button", { name: "保存并送审" }).click();
  await page.waitForURL(/#\/orders\/[0-9a-f-]{36}$/);
  await page.getByText("待他人审核").waitFor();
  return page.url().split("/").at(-1)!;
}

/** The second dispatcher finds nothing wrong, and the commander signs. */
export async function passAndSign(page: Page, order: string): Promise<void> {
  const second = await token(account("dispatcher", undefined, 1));
  await call(second, "POST", `/orders/${order}/review`, { pass: true });
  await open(page, `/orders/${order}`);
  await page.getByRole("button", { name: "签发" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[name=otp]").waitFor();
  const asked = /人数 (\d+) 以确认/.exec(await dialog.innerText())?.[1];
  if (asked) await dialog.locator("input[name=people]").fill(asked);
  await dialog.locator("input[name=otp]").fill(code(commander));
  await dialog.getByRole("button", { name: "签发并下达" }).click();
  await dialog.waitFor({ state: "hidden" });
}
