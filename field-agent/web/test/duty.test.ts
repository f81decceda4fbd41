import type { Item } from "@muster/shared";
import { describe, expect, it } from "vitest";
import { contactOf, duty, inOrder, type Step } from "../src/duty";
import type { Queued, Stored } from "../src/keeping/store";

let n = 0;
const item = (state: string, more: Partial<Item> = {}): Stored => ({
  id: "a",
  item: { kind: "assignment", id: "a", version: 1, state, space: "live", ...more },
  stale: false,
});
const did = (name: Step, state: Queued["state"] = "waiting"): Queued => ({
  n: ++n,
  frame: { id: `d${n}`, name, assignment: "a", at: "2026-11-22T10:00:00+08:00" },
  owner: "me",
  state,
});

describe("a task on the phone", () => {
  it("is shown as it will be when everything that waits has been sent", () => {
    const shown = duty(item("offered"), [did("accept"), did("depart"), did("arrive")]);
    expect(shown.state).toBe("onPost");
    expect(shown.waiting).toHaveLength(3);
  });

  it("is not moved by deeds that were answered or refused", () => {
    const refused = did("arrive", "refused");
    const shown = duty(item("departed"), [did("depart", "done"), refused]);
    expect(shown.state).toBe("departed");
    expect(shown.refused).toBe(refused);
  });

  it("stays withdrawn, whatever was done before that was known", () => {
    expect(duty(item("withdrawn"), [did("accept"), did("depart")]).state).toBe("withdrawn");
  });

  it("comes first when its volunteer is under way, then by tier and time", () => {
    const all = [
      item("offered", { id: "later", tier: "normal", arriveBy: "2026-11-22T12:00:00+08:00" }),
      item("offered", { id: "sooner", tier: "normal", arriveBy: "2026-11-22T11:00:00+08:00" }),
      item("offered", { id: "red", tier: "critical", arriveBy: "2026-11-22T13:00:00+08:00" }),
      item("departed", { id: "going", tier: "normal" }),
    ].map((one) => duty(one, []));
    expect(inOrder(all).map((one) => one.item.id)).toEqual(["going", "red", "sooner", "later"]);
  });
});

describe("the person to ring", () => {
  it.each([
    ["李慧 0572-6012345", { name: "李慧", phone: "0572-6012345" }],
    ['{"name":"李慧","phone":"0572-6012345"}', { name: "李慧", phone: "0572-6012345" }],
    ["社区值班室", { name: "社区值班室", phone: "" }],
  ])("is read from %s", (contact, read) => {
    expect(contactOf(item("offered", { contact }).item)).toEqual(read);
  });
});
