import type { Page } from "playwright-core";
import { accessible, shot } from "../../../shared-model/web/e2e/stage";
import { live, signsOut, tab } from "./phone";

/** The phone has a place for keys, which its owner unlocks at once. */
export async function withKeys(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** A key is made by who is signed in, and signs in afterwards, without a number or a code. */
export async function makesAKey(page: Page): Promise<void> {
  await tab(page, "我的");
  await page.locator("[data-passkey-add]").click();
  await page.locator("[data-passkey]").waitFor();
  await page.locator("[data-passkey]").scrollIntoViewIfNeeded();
  await accessible(page, "passkeys");
  await shot(page, "phone-passkeys-390");
  await signsOut(page);
  await accessible(page, "signing in by a passkey");
  await shot(page, "phone-passkey-enter-390");
  await page.locator("[data-passkey-enter]").click();
  await live(page);
}

/** A key that was removed signs nobody in, though the phone still has it. */
export async function removesTheKey(page: Page): Promise<void> {
  await tab(page, "我的");
  await page.locator("[data-passkey]").getByRole("button", { name: "删除" }).click();
  await page.locator("[data-passkey]").waitFor({ state: "detached" });
  await signsOut(page);
  await page.locator("[data-passkey-enter]").click();
  await page.getByRole("alert").waitFor();
  await page.locator("input[name=phone]").waitFor();
}
