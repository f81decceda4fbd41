import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Cable } from "../../../shared-model/web/e2e/cable";
import { accessible, call, shot, until, URL } from "../../../shared-model/web/e2e/stage";
import { cutOff, nothingWaits, pressInDialog, tab, waiting } from "./phone";

const ASKED = "集合点有停车的地方吗？";
const ANSWER = "社区居委会东侧可停车。";

const notice = (page: Page, state: string) => page.locator(`article[data-notice=${state}]`);

/** A notice to the people of the order reaches the phone; the desk sees that it was read. */
export async function isTold(page: Page, desk: Page): Promise<void> {
  await desk.getByRole("button", { name: "发布通知" }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByText("本令人员", { exact: true }).click();
  await dialog.locator("input[name=title]").fill("今晚有暴雨");
  await dialog.locator("textarea[name=text]").fill("请备好雨具和手电，保持电话畅通。");
  await accessible(desk, "publishing a notice");
  await shot(desk, "notice-publish");
  await dialog.getByRole("button", { name: "发布通知" }).click();
  await page.locator("nav b").getByText("1", { exact: true }).waitFor();
  await tab(page, "通知");
  await notice(page, "notice").getByText("未读").waitFor();
  await notice(page, "notice").getByRole("button").click();
  await page.getByText("请备好雨具和手电").waitFor();
  await notice(page, "notice").getByText("未读").waitFor({ state: "detached" });
  await accessible(page, "a notice");
  await shot(page, "phone-notice-360");
  await desk.getByText(/已读 1 \//).waitFor();
  await desk.getByRole("button", { name: "阅读情况" }).click();
  await desk.locator("[data-reader]").or(desk.getByText("没有。")).first().waitFor();
  await accessible(desk, "readers of a notice");
  await desk.keyboard.press("Escape");
}

/** What is asked and said without a network goes out with it. */
export async function asksAndSpeaks(page: Page, cable: Cable): Promise<void> {
  await tab(page, "任务");
  await cutOff(page, cable);
  await page.locator("[data-ask]").click();
  await page.locator("textarea[name=ask]").fill(ASKED);
  await pressInDialog(page, "提问");
  await page.locator("[data-asked]").getByText("待发送").waitFor();
  await accessible(page, "asking");
  await shot(page, "phone-question-360");
  await pressInDialog(page, "关闭");
  await page.locator("[data-feedback]").click();
  await page.locator("textarea[name=feedback]").fill("夜间照明不足");
  await pressInDialog(page, "提交");
  await page.locator("[data-feedback]").waitFor({ state: "detached" });
  await waiting(page, 2);
  await page.reload();
  await waiting(page, 2);
  cable.mend();
  await nothingWaits(page);
}

/** Two questions that ask the same get one answer, which everybody of the order is told. */
export async function isAnswered(page: Page, desk: Page, order: string, token: string): Promise<void> {
  await call(token, "POST", `/orders/${order}/questions`, { text: "集合点有没有停车的地方" });
  await desk.goto(`${URL}/#/orders/${order}`);
  await desk.getByRole("tab", { name: "提问与反馈" }).click();
  const waiting = desk.locator("[data-question=waiting]");
  await until(async () => expect(await waiting.count()).toBe(2));
  await desk.locator("[data-feedback]").getByText("夜间照明不足").waitFor();
  await waiting.first().getByRole("button", { name: "答复" }).click();
  const dialog = desk.getByRole("dialog");
  await until(async () => expect(await dialog.locator("input[type=checkbox]:checked").count()).toBe(2));
  await dialog.locator("textarea[name=answer]").fill(ANSWER);
  await accessible(desk, "answering");
  await shot(desk, "order-answer");
  await dialog.getByRole("button", { name: "答复", exact: true }).click();
  await desk.locator("[data-question=answered]").getByText(ANSWER).waitFor();
  await accessible(desk, "questions of an order");
  await tab(page, "通知");
  await notice(page, "answer").getByRole("button").click();
  for (const text of [ASKED, ANSWER]) await notice(page, "answer").getByText(text).waitFor();
  await accessible(page, "an answer");
  await shot(page, "phone-answer-360");
}

/** A withdrawn notice says so on the phone, and its text is gone. */
export async function isToldOtherwise(page: Page, desk: Page): Promise<void> {
  await desk.goto(`${URL}/#/notices`);
  await desk.getByRole("button", { name: /^撤回/ }).click();
  await desk.getByRole("tooltip").getByRole("button", { name: "撤回", exact: true }).click();
  await notice(page, "noticeWithdrawn").getByText("已撤回", { exact: true }).waitFor();
  expect(await page.getByText("请备好雨具和手电").count()).toBe(0);
  await tab(page, "任务");
}
