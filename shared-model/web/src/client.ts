import createFetchClient, { type Client } from "openapi-fetch";
import { OFFLINE, Problem } from "./problem";
import type { paths } from "./wire/api";

/** Waits before a command is sent again when no answer came; the key stays the same. */
const SEND_AGAIN_MS = [500, 1500, 4000];
const CHANGING = new Set(["POST", "PUT", "PATCH", "DELETE"]);

/** What the client asks of the page it serves. */
export interface ClientOptions {
  /** Language of the texts that the server sends, such as `zh-CN`. */
  language: () => string;
  /** A device's or session's token; left out where the session cookie stands for it. */
  token?: () => string | undefined;
  /** Told whenever the server says that nobody is signed in (any more). */
  onSignedOut?: () => void;
  /** Told after every answer whether the server could be reached. */
  onReached?: (reached: boolean) => void;
  /** Stands in for the browser's own, in tests. */
  fetch?: typeof globalThis.fetch;
  /** Stands in for waiting, in tests. */
  pause?: (milliseconds: number) => Promise<void>;
  /** Where the API is; the page's own server when left out. */
  baseUrl?: string;
}

/** The result of one call as the typed client gives it. */
interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The typed HTTP client: names commands, proves the session, speaks the reader's language. */
export interface MusterClient extends Client<paths> {
  /** The token that proves to the server that a change comes from this page. */
  csrf: string | undefined;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * A client of the API. Every change gets an Idempotency-Key of its own unless the caller names one,
 * and is sent again with that key when no answer came, so that it happens once.
 */
export function createClient(options: ClientOptions): MusterClient {
  const send = options.fetch ?? ((request: RequestInfo | URL) => globalThis.fetch(request));
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl ?? "/api/v1",
    fetch: (request) => persistent(request, send, options),
    // Who shows a token neither needs the browser's cookie nor replaces it.
    credentials: options.token ? "omit" : "same-origin",
  }) as MusterClient;
  client.use({
    onRequest({ request }) {
      request.headers.set("Accept-Language", options.language());
      const token = options.token?.();
      if (token) request.headers.set("Authorization", `Bearer ${token}`);
      if (CHANGING.has(request.method)) {
        if (!request.headers.has("Idempotency-Key")) request.headers.set("Idempotency-Key", newId());
        if (!token && client.csrf) request.headers.set("X-CSRF-Token", client.csrf);
      }
      return request;
    },
    onResponse({ response }) {
      options.onReached?.(response.status !== 503);
      if (response.status === 401) options.onSignedOut?.();
    },
  });
  return client;
}

async function persistent(
  request: Request,
  send: (request: Request) => Promise<Response>,
  options: ClientOptions,
): Promise<Response> {
  const pause = options.pause ?? wait;
  const waits = CHANGING.has(request.method) ? SEND_AGAIN_MS : SEND_AGAIN_MS.slice(0, 1);
  for (const milliseconds of waits) {
    try {
      const response = await send(request.clone());
      if (response.status !== 503) return response;
      await pause(Math.max(milliseconds, 1000 * Number(response.headers.get("Retry-After") ?? 0)));
    } catch (cause) {
      if (request.signal.aborted) throw cause;
      options.onReached?.(false);
      await pause(milliseconds);
    }
  }
  try {
    return await send(request);
  } catch (cause) {
    if (!request.signal.aborted) options.onReached?.(false);
    throw cause;
  }
}

/** A fresh name for a command. Pages without TLS have no `randomUUID`, so it is made by hand there. */
export function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The answer's content, or a thrown {@link Problem}. */
export async function ask<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (cause) {
    throw cause instanceof Problem ? cause : Problem.offline(cause);
  }
  if (!outcome.response.ok) throw Problem.of(outcome.response.status, outcome.error);
  return outcome.data as T;
}

/** True when no answer came at all, so that asking again later may help. */
export function isOffline(problem: unknown): boolean {
  return problem instanceof Problem && (problem.code === OFFLINE || problem.status === 503);
}

/** A problem in words, with the fields that are wrong; `offline` is said when no answer came. */
export function said(problem: unknown, offline: string): string {
  if (isOffline(problem)) return offline;
  if (!(problem instanceof Problem)) return problem instanceof Error ? problem.message : String(problem);
  const fields = problem.errors.map((error) => `${error.field}：${error.reason}`);
  return [problem.message, ...fields].join(" ");
}

/** A list of the API, page after page, up to `most` items. */
export async function pages<T>(
  page: (after: string | undefined) => Promise<{ items: T[]; total: number; next?: string | null }>,
  most: number,
): Promise<{ items: T[]; total: number }> {
  const items: T[] = [];
  let after: string | undefined;
  let total = 0;
  do {
    const read = await page(after);
    items.push(...read.items);
    total = read.total;
    after = read.next ?? undefined;
  } while (after !== undefined && items.length < most);
  return { items, total };
}
