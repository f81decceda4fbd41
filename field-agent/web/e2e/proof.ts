import { expect } from "vitest";
import type { Page } from "playwright-core";
import type { Cable } from "../../../shared-model/web/e2e/cable";
import { accessible, account, call, shot, token, until, URL } from "../../../shared-model/web/e2e/stage";
import { cutOff, live, press, tab } from "./phone";
import type { Post } from "./post";
import type { Named } from "./way";

const proof = (page: Page, state: string) => page.locator(`[data-proof=${state}]`);

/** The community confirms the service and sets the minutes that the sheet of signatures shows. */
async function recorded(post: Post, served: Named): Promise<string> {
  const there = await token(account("community", (one) => one.area === served.community));
  const { id } = await post.assignment(served.order, served.volunteer);
  const now = Date.now();
  await call(there, "POST", `/assignments/${id}/confirm`, {
    from: new Date(now - 60_000).toISOString(),
    to: new Date(now).toISOString(),
  });
  const { items } = await call<{ items: { id: string; assignment: string }[] }>(
    there,
    "GET",
    `/records?order=${served.order}`,
  );
  const record = items.find((one) => one.assignment === id)!.id;
  await corrects(post, record, 180);
  return record;
}

const corrects = (post: Post, record: string, minutes: number): Promise<unknown> =>
  call(post.tokens.dispatcher, "POST", `/records/${record}/correction`, { minutes, reason: "按签到表更正" });

/** A proof is asked for without a network, issued when there is one, shown, checked, and revoked. */
export async function proves(page: Page, cable: Cable, post: Post, served: Named): Promise<Checking> {
  const record = await recorded(post, served);
  await tab(page, "记录");
  await tab(page, "服务时长");
  await page.locator("[data-record]").getByRole("button", { name: "时长无误" }).click();
  await page.locator("[data-record]").getByText("已确认").waitFor();
  await tab(page, "我的");
  await page.locator("[data-proofs]").click();
  await page.getByText("还没有申请过服务证明").waitFor();

  await cutOff(page, cable);
  await page.locator("[data-proof-ask]").click();
  await press(page, "年度考核");
  await accessible(page, "asking for a proof");
  await shot(page, "phone-proof-ask-360");
  await press(page, "提交申请");
  await proof(page, "queued").getByText("年度考核").waitFor();
  await page.reload();
  await proof(page, "queued").waitFor();
  cable.mend();
  await proof(page, "issued").getByText("3 小时").waitFor();
  await accessible(page, "proofs");
  await shot(page, "phone-proofs-360");

  await proof(page, "issued").getByRole("button", { name: "查看和打印" }).click();
  await page.getByText("累计参加志愿服务 3 小时").waitFor();
  await cutOff(page, cable);
  await page.reload();
  await page.getByText("累计参加志愿服务 3 小时").waitFor();
  cable.mend();
  await live(page);
  expect(await page.getByRole("alert").count()).toBe(0);
  const link = (await page.locator("[data-paper] img").getAttribute("data-link"))!;
  await accessible(page, "a proof");
  await page.screenshot({ path: `${process.env["MUSTER_SHOTS"]}/phone-proof-360.png`, fullPage: true });
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".unprinted, header, nav").filter({ visible: true }).count()).toBe(0);
  await page.emulateMedia({ media: "screen" });
  await press(page, "返回");
  return { link, revoke: () => corrects(post, record, 120) };
}

/** What is needed to check a proof, before and after a record of it is corrected. */
export interface Checking {
  link: string;
  revoke: () => Promise<unknown>;
}

/** Somebody who was handed the paper checks it; so does somebody with a forged one. */
export async function checksProof(gate: Page, page: Page, desk: Page, checking: Checking): Promise<void> {
  const { hash } = new globalThis.URL(checking.link);
  const opens = async (fragment: string): Promise<void> => {
    await gate.goto("about:blank");
    await gate.goto(`${URL}/c${fragment}`);
  };
  await opens(hash);
  await gate.locator("[data-checked=true]").getByText("3 小时").waitFor();
  await accessible(gate, "a proof that is good");
  await shot(gate, "proof-good-360");
  await opens("");
  await gate.fill("input[name=number]", hash.slice(1).split(".")[0]!);
  await gate.fill("input[name=code]", "23456789");
  await press(gate, "核验");
  await gate.locator("[data-checked=false]").getByText("查无此证明").waitFor();

  await desk.locator("[data-proof=issued]").waitFor();
  await accessible(desk, "proofs at the desk");
  await shot(desk, "proofs-desk");
  await checking.revoke();
  await opens(hash);
  await gate.locator("[data-checked=false]").getByText("已作废").first().waitFor();
  await accessible(gate, "a proof that was revoked");
  await shot(gate, "proof-revoked-360");
  await desk.reload();
  await desk.locator("[data-proof=revoked]").getByText("所列记录已更正").waitFor();
  await tab(page, "我的");
  await page.locator("[data-proofs]").click();
  await until(async () => expect(await proof(page, "revoked").count()).toBe(1));
  await tab(page, "任务");
}
