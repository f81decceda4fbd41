import { expect, it } from "vitest";
import { bodyOf, draftOf, lead, nobody, type Group } from "../src/duty/groups";

const group: Group = {
  id: "g1",
  version: 3,
  name: "物资保障组",
  duty: "采购、发放",
  members: [{ name: "王建国", phone: "0572-6021234", leads: true }, { name: "欧阳明月" }],
};

it("sends back what was read, when nobody changed it", () => {
  expect(bodyOf(draftOf(group))).toEqual({
    name: group.name,
    duty: group.duty,
    members: group.members,
  });
});

it("leaves out lines without a name and cells without a word", () => {
  const draft = draftOf(group);
  draft.members.push(nobody(), { ...nobody(), name: " 李明 ", unit: " " });
  expect(bodyOf(draft).members.at(-1)).toEqual({ name: "李明" });
  expect(bodyOf(draft).members).toHaveLength(3);
});

it("has one leader at most, who may step back", () => {
  const { members } = draftOf(group);
  const other = lead(members, 1);
  expect(other.map((one) => one.leads)).toEqual([false, true]);
  expect(lead(other, 1).map((one) => one.leads)).toEqual([false, false]);
});
