import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { accessible, account, call, shot, token, until } from "../../../../shared-model/web/e2e/stage";
import { open } from "../desk";
import { ofUnit, play, type Assignment } from "../operation";

interface Waiting {
  id: string;
  order?: string;
}

/** What a household rings up for. */
async function asked(community: string, phone: string): Promise<string> {
  const asking = { service: "visit", community, name: "李某", address: "3 栋 2 单元 401", phone };
  const heard = { ...asking, channel: "hotline" };
  return (await call<Waiting>(play.dispatcher, "POST", "/requests", heard)).id;
}

/** Somebody of the unit goes there, and has been there. */
async function visited(request: string, community: string): Promise<void> {
  const way = `/requests/${request}`;
  await call(play.dispatcher, "POST", `${way}/accept`, {});
  const units = [{ unit: play.unit, people: 1 }];
  await call(play.dispatcher, "POST", `${way}/dispatch`, { units, contact: "便民服务台 0572-6020000" });
  const { items } = await call<{ items: Waiting[] }>(
    play.dispatcher,
    "GET",
    `/requests?area=${community}&state=dispatched`,
  );
  const { order } = items.find((one) => one.id === request)!;
  let going: Assignment | undefined;
  await until(async () => {
    const offers = `/orders/${order}/assignments?state=offered`;
    [going] = (await call<{ items: Assignment[] }>(play.dispatcher, "GET", offers)).items;
    expect(going).toBeDefined();
  });
  const phone = play.phones.get(going!.volunteer)!;
  const deeds = `/assignments/${going!.id}`;
  await call(phone, "POST", `${deeds}/accept`, {});
  const there = await token(account("community", (one) => one.area === community));
  await call(there, "POST", `${deeds}/present`, {});
  await call(phone, "POST", `${deeds}/leave`, {});
}

/** The lines of the file that a list of the open tab is handed out as, its heading first. */
async function filed(page: Page, list: string): Promise<string[]> {
  const file = page.waitForEvent("download");
  await page.getByRole("tabpanel", { name: list, exact: true }).getByRole("button", { name: "导出" }).click();
  const download = await file;
  expect(download.suggestedFilename()).toBe(`${list}.csv`);
  return readFileSync(await download.path(), "utf8").split("\r\n");
}

/** Who waits unused, whom everybody visits, whom nobody: on the screen and as files. */
export function theLoadIsLookedAt(): void {
  it("says who is never asked, what is served again and again and what never, and hands it out", async () => {
    const place = (await ofUnit("confirmed"))[0]!.community;
    await visited(await asked(place, "13900000001"), place);
    await asked(place, "13900000002");
    const page = play.post;
    await until(async () => {
      const { served } = await call<{ served: unknown[] }>(play.dispatcher, "GET", "/balance/households");
      expect(served.length).toBe(1);
    });
    await open(page, "/balance");
    await page.getByText("求助 2 户：反复服务 0 户，从未服务 1 户").waitFor();
    const lists = {
      可派未用: /^"[^"]+","\d+","\d+"$/,
      服务频次: /^"[^"]+","[1-9]\d*","[1-9]\d*","[^"]+","(是)?"$/,
      从未服务: /^"[^"]+"$/,
      各户服务频次: /^"139\*{4}0001","[^"]+","探访独居老人","1","1","[^"]+",""$/,
      从未服务的户: /^"139\*{4}0002","[^"]+","探访独居老人","1","[^"]+"$/,
    };
    for (const [list, line] of Object.entries(lists)) {
      await page.getByRole("tab", { name: list, exact: true }).click();
      await page.getByRole("region", { name: list, exact: true }).locator("tbody tr").first().waitFor();
      const [, ...rows] = await filed(page, list);
      expect(rows.length, list).toBeGreaterThan(0);
      for (const row of rows) expect(row, list).toMatch(line);
      await accessible(page, `balance ${list}`);
      await shot(page, `balance-${Object.keys(lists).indexOf(list) + 1}`);
    }
  });
}
