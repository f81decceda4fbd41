import { createHmac } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import { expect, vi } from "vitest";

/** What the story is played on: a running server, its accounts, a browser. */
export const URL = required("MUSTER_URL");
const DATA = required("MUSTER_DATA");
export const SHOTS = required("MUSTER_SHOTS");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const SOFTWARE_DRAWING = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
const QUIET = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What is no complaint: what browsers say before anybody has signed in; a story may add to it. */
export const expected = ["401"];

/** Expects more while something is done, which ends by closing the windows it opened. */
export async function expecting(more: string[], act: () => Promise<void>): Promise<void> {
  const before = expected.length;
  expected.push(...more);
  try {
    await act();
  } finally {
    expected.length = before;
  }
}

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: these stories are started by the end-to-end tests`);
  return value;
}

export interface Account {
  login: string;
  password: string;
  otpSecret?: string;
  role: string;
  unit?: string;
  area?: string;
  phone?: string;
}

export const accounts: Account[] = JSON.parse(readFileSync(join(DATA, "demo-accounts.json"), "utf8"));

export function account(role: string, which: (one: Account) => boolean = () => true, nth = 0): Account {
  const found = accounts.filter((one) => one.role === role && which(one))[nth];
  if (!found) throw new Error(`no ${role} among the accounts`);
  return found;
}

/** The one-time code of RFC 6238 for now. */
export function code(of: Account): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...of.otpSecret!].map((one) => alphabet.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const sum = createHmac("sha1", key).update(step).digest();
  return String((sum.readUInt32BE(sum[19]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Pages that said something wrong, in the words of the browser's console. */
export const complaints: string[] = [];
let browser: Browser;

export async function raiseCurtain(): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  browser = await openBrowser();
}

/** A browser beside the one on the stage, with devices of its own. */
export function openBrowser(devices: string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: required("MUSTER_CHROMIUM"),
    args: [...SOFTWARE_DRAWING, ...QUIET, ...devices],
  });
}

export async function dropCurtain(): Promise<void> {
  await browser?.close();
}

/** A window of somebody's own; what its console complains of is noted under their name. */
export async function windowOf(name: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN", reducedMotion: "reduce", ...options });
  return tabOf(context, name);
}

/** One more tab in the same window: with the same storage, as the same person. */
export async function tabOf(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("pageerror", (error) => complaints.push(`${name}: ${error.message}`));
  page.on("console", (message) => {
    const isExpected = expected.some((one) => message.text().includes(one));
    if (message.type() === "error" && !isExpected) complaints.push(`${name}: ${message.text()}`);
  });
  return page;
}

/**
 * Keeps a picture of what is shown now. Where MUSTER_PICTURES names the folder of a document's own
 * pictures, those of them that bear this name are renewed.
 */
export async function shot(page: Page, name: string): Promise<void> {
  const path = join(SHOTS, `${name}.png`);
  await page.screenshot({ path });
  const kept = join(process.env["MUSTER_PICTURES"] ?? SHOTS, `${name}.png`);
  if (kept !== path && existsSync(kept)) copyFileSync(path, kept);
}

/** No serious fault against WCAG 2.2 AA on what is shown now. */
export async function accessible(page: Page, name: string): Promise<void> {
  const found = await page
    .evaluate(
      async ([source]) => {
        const scope = window as unknown as {
          axe?: { run: (root: Document, options: object) => Promise<unknown> };
        };
        if (!scope.axe) {
          const load = new Function(source!);
          load();
        }
        // A colour half-way through its change is nobody's contrast.
        await new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));
        const passing = document
          .getAnimations()
          .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
        await Promise.allSettled(passing.map((one) => one.finished));
        return scope.axe!.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
          resultTypes: ["violations"],
        });
      },
      [AXE],
    )
    .catch((error: unknown) => {
      throw new Error(`axe on ${name}: ${String(error)}`);
    });
  const { violations } = found as {
    violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
  };
  const grave = violations
    .filter((one) => ["serious", "critical"].includes(one.impact))
    .map(
      (one) =>
        `${one.id}: ${one.nodes
          .slice(0, 3)
          .map((node) => `${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`)
          .join(" | ")}`,
    );
  expect.soft(grave, name).toEqual([]);
}

/** The API as a program uses it, with a bearer token. */
export async function call<T>(token: string, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${URL}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      ...(method === "GET" ? {} : { "Idempotency-Key": crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

export async function token(who: Account): Promise<string> {
  const answer = await fetch(`${URL}/api/v1/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ login: who.login, password: who.password }),
  });
  return ((await answer.json()) as { token: string }).token;
}

/** Asks again until it is so; fails with the last reason. */
export async function until(holds: () => Promise<void>, withinMs = 45_000): Promise<void> {
  await vi.waitFor(holds, { timeout: withinMs, interval: 200 });
}
