import type { Page } from "playwright-core";
import { expect } from "vitest";
import {
  accessible,
  account,
  call,
  shot,
  token,
  until,
  type Account,
} from "../../../shared-model/web/e2e/stage";
import { fits, kept, live, press, pressInDialog, tab } from "./phone";
import { codeSentTo } from "./post";

const DAY_MS = 86_400_000;
const BEIJING_MS = 8 * 3_600_000;

/** A volunteer with an account of their own, by its place among them. */
export const volunteer = (nth: number): Account => account("volunteer", undefined, nth);

/** Signs in with the number on the roster and the code that was sent to it. */
export async function entersByNumber(page: Page, who: Account): Promise<void> {
  await page.goto("/m/");
  await page.fill("input[name=phone]", who.phone!);
  await press(page, "获取验证码");
  await page.getByText("验证码已发送").waitFor();
  await accessible(page, "sign in by number");
  await shot(page, "phone-sign-in-390");
  await page.fill("input[name=code]", await codeSentTo(who.phone!));
  await press(page, "登录");
  await live(page);
}

export async function entersByPassword(page: Page, who: Account): Promise<void> {
  await page.goto("/m");
  await tab(page, "账号登录");
  await accessible(page, "sign in");
  await page.fill("input[name=login]", who.login);
  await page.fill("input[name=password]", who.password);
  await press(page, "登录");
  await live(page);
}

/** A lost phone is signed out from another one of the same person, and forgets them. */
export async function revokes(page: Page, lost: Page): Promise<void> {
  await tab(page, "我的");
  await page.locator("[data-device=other]").getByRole("button", { name: "退出" }).click();
  await lost.getByText("本机资料已清除").waitFor();
  expect(await kept(lost)).toEqual([]);
}

/** What proves a skill is about to end: the person is told on their own page. */
export async function isReminded(page: Page): Promise<void> {
  const dispatcher = await token(account("dispatcher"));
  const own = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open("muster.phone");
        opening.onsuccess = () => {
          const asking = opening.result.transaction("notes").objectStore("notes").get("person");
          asking.onsuccess = () => {
            opening.result.close();
            resolve((asking.result as { volunteer: string }).volunteer);
          };
        };
      }),
  );
  const path = `/volunteers/${own}`;
  const { version } = await call<{ version: number }>(dispatcher, "GET", path);
  const day = (inDays: number): string =>
    new Date(Date.now() + BEIJING_MS + inDays * DAY_MS).toISOString().slice(0, 10);
  const certificates = [{ skill: "电工", valid: { from: day(-300), until: day(12) } }];
  await call(dispatcher, "PATCH", path, { certificates }, { "If-Match": `"${version}"` });
  await page.reload();
  await page.locator("[data-ending]").getByText("电工还有 12 天到期").waitFor();
  await accessible(page, "what is about to end");
  await shot(page, "phone-ending-390");
}

/** The consent to be located is given and taken back where its person looks for it. */
export async function changesTheirMind(page: Page): Promise<void> {
  await page.locator("[data-consent=give]").click();
  await pressInDialog(page, "同意");
  await page.locator("[data-consent=withdraw]").click();
  await page.locator("[data-consent=give]").waitFor();
}

/** Days on which nobody is to be asked, entered and taken back. */
export async function takesLeave(page: Page): Promise<void> {
  await press(page, "请假与不在本地");
  await page.fill("input[name=first]", "2027-02-01");
  await page.fill("input[name=last]", "2027-02-03");
  await accessible(page, "leave");
  await press(page, "登记");
  await page.locator("[data-absence]").getByText("2027年2月1日—2027年2月3日").waitFor();
  await press(page, "销假");
  await page.locator("[data-absence]").waitFor({ state: "detached" });
  await tab(page, "我的");
}

/** Every page of a person's own, at its usual width. */
export async function looksAround(page: Page): Promise<void> {
  for (const place of ["记录", "我的"]) {
    await tab(page, place);
    await page.locator("main h1").getByText(/./).first().waitFor();
    await accessible(page, place);
    await fits(page);
  }
  await shot(page, "phone-mine-390");
}

/** Signs out in English: the socket ends, and nothing of the person stays. */
export async function leavesNothing(page: Page): Promise<void> {
  await press(page, "English");
  await page.getByText("Position and privacy").waitFor();
  let open = 0;
  page.on("websocket", (socket) => {
    open++;
    socket.on("close", () => open--);
  });
  await page.reload();
  await live(page);
  await until(async () => expect(open).toBe(1));
  await page.locator("[data-leave]").click();
  await pressInDialog(page, "Sign out");
  await page.locator("input[name=phone]").waitFor();
  await until(async () => expect(open).toBe(0));
  expect(await kept(page)).toEqual([]);
}
