const BASE_MS = 1_000;
const CAP_MS = 60_000;
const URGENT_CAP_MS = 5_000;
const TOO_FAST_MS = 15_000;
const DOUBLINGS_MAX = 10;

/** The server hears too many connections of this device. */
const TOO_FAST = 4429;

/** When a link that was cut comes back: after a random while that grows (full jitter). */
export class Retries {
  private attempt = 0;

  constructor(
    private readonly urgent: () => boolean,
    private readonly random: () => number,
  ) {}

  /** How long to wait now; at least as long as the server asked for. */
  nextMs(askedMs = 0): number {
    const cap = this.urgent() ? URGENT_CAP_MS : CAP_MS;
    const spread = this.random() * Math.min(cap, BASE_MS * 2 ** Math.min(this.attempt++, DOUBLINGS_MAX));
    return Math.max(askedMs, spread);
  }

  afresh(): void {
    this.attempt = 0;
  }
}

/** The server says in its reason when to come back; it has spread the times itself. */
export function askedMs(code: number, reason: string): number | undefined {
  if (code === TOO_FAST) return TOO_FAST_MS;
  try {
    const said = JSON.parse(reason) as { retryAfterS?: number };
    return said.retryAfterS === undefined ? undefined : said.retryAfterS * 1000;
  } catch {
    return undefined;
  }
}
