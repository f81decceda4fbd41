import type { Item } from "@muster/shared";
import { describe, expect, it } from "vitest";
import type { Queued, Stored } from "../src/keeping/store";
import { answers, hasSpoken, told, waiting } from "../src/talk";

const stored = (item: Partial<Item>, seen?: Stored["seen"]): Stored => ({
  id: item.id ?? "n",
  item: { kind: "notice", id: "n", version: 1, state: "notice", space: "live", ...item },
  stale: false,
  ...(seen ? { seen } : {}),
});
const deed = (name: "ask" | "feedback", text: string, state: Queued["state"]): Queued => ({
  n: 1,
  frame: { id: "d", name, assignment: "a", text, at: "2026-11-22T10:00:00+08:00" },
  owner: "me",
  state,
});

describe("what a volunteer was told", () => {
  it("stands with the newest first, and tasks are not among it", () => {
    const all = told([
      stored({ id: "old", at: "2026-11-22T10:00:00+08:00" }, "sent"),
      stored({ id: "task", kind: "assignment", state: "offered" }),
      stored({ id: "new", at: "2026-11-22T11:00:00+08:00" }),
      stored({ id: "reminder", state: "reminder" }),
    ]);
    expect(all.map((one) => [one.item.id, one.isRead])).toEqual([
      ["new", false],
      ["old", true],
    ]);
  });

  it("answers the own question, which then waits no more", () => {
    const answered = answers(
      told([
        stored({ id: "x", state: "answer", order: "o", questions: ["有停车位吗"] }),
        stored({ id: "y", state: "answer", order: "other" }),
      ]),
      "o",
    );
    expect(answered.map((one) => one.id)).toEqual(["x"]);
    expect(waiting([deed("ask", "有停车位吗", "done")], "a", answered)).toEqual([]);
    expect(waiting([deed("ask", "几点结束", "done")], "a", answered)).toHaveLength(1);
    expect(waiting([deed("ask", "几点结束", "refused")], "a", answered)).toEqual([]);
  });

  it("was spoken about once, unless that was refused", () => {
    expect(hasSpoken([deed("feedback", "好", "waiting")], "a")).toBe(true);
    expect(hasSpoken([deed("feedback", "好", "refused")], "a")).toBe(false);
    expect(hasSpoken([deed("ask", "好", "done")], "a")).toBe(false);
  });
});
