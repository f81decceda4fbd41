import type { Page } from "playwright-core";
import { account, URL } from "../../../shared-model/web/e2e/stage";

/** Opens a browser window of its own. */
export type Opening = (
  name: string,
  options?: { viewport: { width: number; height: number } },
) => Promise<Page>;

/** A dispatcher signs in at the desk and comes to one of its pages. */
export async function atDesk(open: Opening, page: string): Promise<Page> {
  const desk = await open(`desk of ${page}`, { viewport: { width: 1280, height: 900 } });
  const { login, password } = account("dispatcher");
  await desk.goto(`${URL}/#/${page}`);
  await desk.fill("input[name=login]", login);
  await desk.fill("input[name=password]", password);
  await desk.keyboard.press("Enter");
  return desk;
}
