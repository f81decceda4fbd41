import { describe, expect, it } from "vitest";
import { keysOf } from "../src/language";
import { count, percent } from "../src/numbers";
import { countdown, dateClock, fullClock, iso } from "../src/time";
import en from "../src/words/en";
import zh from "../src/words/zh-CN";

describe("times", () => {
  it("are shown in Beijing time wherever the page is", () => {
    expect(dateClock("2026-11-22T16:05:00Z")).toBe("2026年11月23日 00:05");
    expect(fullClock("2026-11-22T10:15:08+08:00")).toBe("2026年11月22日 星期日 10:15:08");
  });

  it("are sent with Beijing's offset", () => {
    expect(iso(Date.parse("2026-01-02T01:02:03Z"))).toBe("2026-01-02T09:02:03.000+08:00");
  });

  it("of two deeds within one second stay apart", () => {
    expect(iso(new Date("2026-01-02T01:02:03.045Z"))).toBe("2026-01-02T09:02:03.045+08:00");
  });

  it("count down, and on after the end", () => {
    const now = Date.parse("2026-11-22T10:00:00+08:00");
    expect(countdown("2026-11-22T10:09:05+08:00", now)).toBe("09:05");
    expect(countdown("2026-11-22T12:00:01+08:00", now)).toBe("2:00:01");
    expect(countdown("2026-11-22T09:59:30+08:00", now)).toBe("00:30");
  });
});

describe("numbers", () => {
  it("have separators, and a dash where nothing is known", () => {
    expect(count(12345)).toBe("12,345");
    expect(count(undefined)).toBe("—");
  });

  it("are never all before all is there", () => {
    expect(percent(999, 1000)).toBe("99%");
    expect(percent(1000, 1000)).toBe("100%");
    expect(percent(1, 0)).toBe("—");
  });
});

it("has the same words in both languages", () => {
  expect(keysOf(en).sort()).toEqual(keysOf(zh).sort());
});
