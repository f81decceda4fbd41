import type { CDPSession, Page } from "playwright-core";
import { expect } from "vitest";
import { accessible, shot, until, URL } from "../../../shared-model/web/e2e/stage";
import { press, signsOut } from "./phone";

/** A browser that has its own push service at hand; the real ones are beyond this machine. */
export async function withPushService(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let kept: object | null = null;
    const p256dh = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM";
    const given = {
      toJSON: () => ({
        endpoint: "http://localhost:9/nobody",
        keys: { p256dh, auth: "tBHItJI5svbpez7KI4CCXg" },
      }),
      unsubscribe: () => ((kept = null), Promise.resolve(true)),
    };
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(kept),
      subscribe: (options: { applicationServerKey: string }) => {
        if (options.applicationServerKey.length !== 87) throw new DOMException("no key");
        return Promise.resolve((kept = given));
      },
    });
  });
}

/** Turns the waking on and off where the person looks for it. */
export async function turnsOnWaking(page: Page): Promise<void> {
  const said = page.locator("[data-waking]");
  await said.and(page.locator("[data-waking=off]")).waitFor();
  await press(page, "开启离线提醒");
  await page.locator("[data-waking=on]").waitFor();
  await accessible(page, "waking");
  await shot(page, "phone-waking-390");
  await press(page, "关闭离线提醒");
  await page.locator("[data-waking=off]").waitFor();
}

/** Signing out ends the waking with everything else: the push service forgets the phone. */
export async function wakesNobody(page: Page): Promise<void> {
  await press(page, "开启离线提醒");
  await page.locator("[data-waking=on]").waitFor();
  await signsOut(page);
  const isWoken = await page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    return (await worker.pushManager.getSubscription()) !== null;
  });
  expect(isWoken).toBe(false);
}

/** What a push service hands to the browser makes the phone show it, whatever the page does. */
export async function isWoken(page: Page): Promise<void> {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const session = await page.context().newCDPSession(page);
  const registrationId = await registration(session);
  const data = JSON.stringify({ id: "a1", critical: true, title: "紧急动员令", body: "请到东鱼坊社区报到" });
  const origin = new globalThis.URL(URL).origin;
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  await until(async () => {
    const shown = await page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return (await worker.getNotifications()).map((one) => ({
        title: one.title,
        tag: one.tag,
        stays: one.requireInteraction,
      }));
    });
    expect(shown).toEqual([{ title: "紧急动员令", tag: "a1", stays: true }]);
  });
}

async function registration(session: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find((one) => one.scopeURL.endsWith("/m/") && !one.isDeleted);
      if (own) resolve(own.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  return found;
}
