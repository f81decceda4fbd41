import type { Wire } from "@muster/shared";
import { api, ask } from "../api";

/** A group of the command post (专班) as it is kept. */
export type Group = Wire["TaskGroup"] & { id: string; version: number };
type Member = Wire["TaskGroup"]["members"][number];

/** A group while it is being written: every cell a text. */
export interface Draft {
  name: string;
  duty: string;
  members: Required<Member>[];
}

export async function readGroups(): Promise<Group[]> {
  return (await ask(api.GET("/duty/groups"))).items as Group[];
}

export const nobody = (): Required<Member> => ({ name: "", unit: "", duty: "", phone: "", leads: false });

export function draftOf(group?: Group): Draft {
  return {
    name: group?.name ?? "",
    duty: group?.duty ?? "",
    members: group ? group.members.map((one) => ({ ...nobody(), ...one })) : [{ ...nobody(), leads: true }],
  };
}

/** What is sent: empty lines and cells left out. */
export function bodyOf(draft: Draft): Wire["TaskGroup"] {
  const members = draft.members
    .filter((one) => one.name.trim())
    .map((one) => {
      const member: Member = { name: one.name.trim() };
      for (const cell of ["unit", "duty", "phone"] as const)
        if (one[cell].trim()) member[cell] = one[cell].trim();
      if (one.leads) member.leads = true;
      return member;
    });
  return { name: draft.name.trim(), duty: draft.duty.trim(), members };
}

/** One person leads, or nobody. */
export function lead(members: readonly Required<Member>[], which: number): Required<Member>[] {
  return members.map((one, place) => ({ ...one, leads: place === which && !one.leads }));
}
