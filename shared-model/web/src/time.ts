/** All clocks of a command post show the same: Beijing time. */
export const ZONE = "Asia/Shanghai";
const OFFSET = "+08:00";

let aheadMs = 0;

/** Notes what the server's clock says; everything here goes by it from then on. */
export function noteServerTime(now: string, receivedAtMs = Date.now()): void {
  aheadMs = Date.parse(now) - receivedAtMs;
}

/** The server's time in milliseconds, as far as it is known. */
export function serverNow(): number {
  return Date.now() + aheadMs;
}

type When = string | number | Date | null | undefined;

interface Parts {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
  second: string;
  weekday: string;
}

const FORMAT = new Intl.DateTimeFormat("zh-CN-u-hc-h23", {
  timeZone: ZONE,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  weekday: "long",
});

function parts(when: When): Parts | undefined {
  if (when === null || when === undefined || when === "") return undefined;
  const date = when instanceof Date ? when : new Date(when);
  if (Number.isNaN(date.getTime())) return undefined;
  const found: Record<string, string> = {};
  for (const part of FORMAT.formatToParts(date)) found[part.type] = part.value;
  return found as unknown as Parts;
}

/** 10:15 */
export function clock(when: When): string {
  const at = parts(when);
  return at ? `${at.hour}:${at.minute}` : "—";
}

/** 10:15:08 */
export function clockSeconds(when: When): string {
  const at = parts(when);
  return at ? `${at.hour}:${at.minute}:${at.second}` : "—";
}

/** 11月22日 10:15 */
export function dayClock(when: When): string {
  const at = parts(when);
  return at ? `${at.month}月${at.day}日 ${at.hour}:${at.minute}` : "—";
}

/** 2026年11月22日 */
export function day(when: When): string {
  const at = parts(when);
  return at ? `${at.year}年${at.month}月${at.day}日` : "—";
}

/** 2026年11月22日 10:15 */
export function dateClock(when: When): string {
  const at = parts(when);
  return at ? `${day(when)} ${at.hour}:${at.minute}` : "—";
}

/** 2026年11月22日 星期日 10:15:08 */
export function fullClock(when: When): string {
  const at = parts(when);
  return at ? `${day(when)} ${at.weekday} ${at.hour}:${at.minute}:${at.second}` : "—";
}

/** ISO-8601 with Beijing's offset, to the millisecond: what is sent to the server. */
export function iso(when: number | Date): string {
  const at = parts(when);
  if (!at) throw new RangeError("not a time");
  const two = (text: string): string => text.padStart(2, "0");
  const millis = String(new Date(when).getMilliseconds()).padStart(3, "0");
  return `${at.year}-${two(at.month)}-${two(at.day)}T${at.hour}:${at.minute}:${at.second}.${millis}${OFFSET}`;
}

/** What is left until a time, or how long it is past: hours, minutes, seconds. */
export interface Remaining {
  past: boolean;
  hours: number;
  minutes: number;
  seconds: number;
}

/** How far off a time is from `now` (by the server's clock). */
export function remaining(until: string, now = serverNow()): Remaining {
  const milliseconds = Date.parse(until) - now;
  const whole = Math.floor(Math.abs(milliseconds) / 1000);
  return {
    past: milliseconds < 0,
    hours: Math.floor(whole / 3600),
    minutes: Math.floor((whole % 3600) / 60),
    seconds: whole % 60,
  };
}

/** 1:05:09, or 05:09 within the hour. */
export function countdown(until: string, now = serverNow()): string {
  const left = remaining(until, now);
  const two = (value: number): string => String(value).padStart(2, "0");
  const tail = `${two(left.minutes)}:${two(left.seconds)}`;
  return left.hours > 0 ? `${left.hours}:${tail}` : tail;
}
