import { iso, serverNow, type Wire } from "@muster/shared";
import type { Order } from "../wire";

const MINUTE_MS = 60_000;
const STEP_MS = 5 * MINUTE_MS;

/** How the need is stated: as the plan has it, so many in each community, or so many in all. */
export type NeedKind = "byPlan" | "perCommunity" | "total";

export const TIMES = ["receiptBy", "namesBy", "arriveBy", "until"] as const;
export const EXTRAS = ["meetingPoint", "reporting", "supplies", "discipline"] as const;
export const REQUIRED = ["response", "title", "issuer", "signer", "basis", "task", "risk"] as const;

/** An order as it is being written. */
export interface OrderForm {
  kind: Wire["OrderKind"];
  urgency: Wire["Urgency"];
  nature: Wire["Nature"];
  response: string;
  tier: Wire["Tier"];
  title: string;
  issuer: string;
  signer: string;
  basis: string;
  addressees: string;
  task: string;
  risk: string;
  contactName: string;
  contactPhone: string;
  meetingPoint: string;
  reporting: string;
  supplies: string;
  discipline: string;
  copyTo: string;
  target: Wire["Target"];
  needKind: NeedKind;
  needNumber: number;
  shockOnly: boolean;
  together: boolean;
  /** What each unit sends at most; 0 where nothing is said. */
  perUnit: number;
  skills: string[];
  receiptBy: Date;
  namesBy: Date;
  arriveBy: Date;
  until: Date;
  answerMinutes: number;
}

/** So many minutes from now, on a round clock time. */
const later = (minutes: number): Date =>
  new Date(Math.ceil((serverNow() + minutes * MINUTE_MS) / STEP_MS) * STEP_MS);

/** A blank form with the usual deadlines (签收 10 min, 名单 30 min, 到岗 90 min). */
export function blank(words: { allUnits: string; dutyRoom: string; response: string }): OrderForm {
  return {
    kind: "order",
    urgency: "extraUrgent",
    nature: "voluntary",
    response: words.response,
    tier: "critical",
    title: "",
    issuer: "",
    signer: "",
    basis: "",
    addressees: words.allUnits,
    task: "",
    risk: "",
    contactName: words.dutyRoom,
    contactPhone: "",
    meetingPoint: "",
    reporting: "",
    supplies: "",
    discipline: "",
    copyTo: "",
    target: {},
    needKind: "byPlan",
    needNumber: 5,
    shockOnly: false,
    together: false,
    perUnit: 0,
    skills: [],
    receiptBy: later(10),
    namesBy: later(30),
    arriveBy: later(90),
    until: later(10 * 60),
    answerMinutes: 10,
  };
}

/** What is sent to the server. */
export function textOf(form: OrderForm): Wire["OrderText"] {
  return {
    kind: form.kind,
    urgency: form.urgency,
    nature: form.nature,
    response: form.response,
    tier: form.tier,
    title: form.title.trim(),
    issuer: form.issuer.trim(),
    signer: form.signer.trim(),
    basis: form.basis.trim(),
    addressees: names(form.addressees),
    task: form.task.trim(),
    risk: form.risk.trim(),
    contact: { name: form.contactName.trim(), phone: form.contactPhone.trim() },
    target: form.target,
    need: needOf(form),
    receiptBy: iso(form.receiptBy),
    namesBy: iso(form.namesBy),
    arriveBy: iso(form.arriveBy),
    until: iso(form.until),
    answerWithinS: form.answerMinutes * 60,
    ...Object.fromEntries(
      EXTRAS.filter((name) => form[name].trim()).map((name) => [name, form[name].trim()]),
    ),
    copyTo: names(form.copyTo),
  };
}

function needOf(form: OrderForm): Wire["Need"] {
  const people =
    form.needKind === "byPlan"
      ? { byPlan: true }
      : form.needKind === "total"
        ? { total: form.needNumber }
        : { perCommunity: form.needNumber };
  return {
    ...people,
    ...(form.shockOnly ? { shockOnly: true } : {}),
    ...(form.together ? { together: true } : {}),
    ...(form.perUnit ? { perUnit: form.perUnit } : {}),
    ...(form.skills.length ? { skills: form.skills } : {}),
  };
}

/** Names written one after the other. */
function names(text: string): string[] {
  return text
    .split(/[、,，\n]/)
    .map((one) => one.trim())
    .filter(Boolean);
}

/** Writes what an order says into the form. */
export function fill(form: OrderForm, order: Order): void {
  for (const name of [...REQUIRED, "kind", "nature", "tier"] as const)
    Object.assign(form, { [name]: order[name] ?? form[name] });
  for (const name of EXTRAS) form[name] = order[name] ?? "";
  form.urgency = order.urgency ?? "none";
  form.addressees = Array.isArray(order.addressees) ? order.addressees.join("、") : (order.addressees ?? "");
  form.copyTo = (order.copyTo ?? []).join("、");
  const { name, phone } = contactOf(order.contact);
  form.contactName = name;
  form.contactPhone = phone;
  form.target = targetOf(order.target);
  const need = order.need ?? {};
  form.needKind = need.byPlan ? "byPlan" : need.perCommunity ? "perCommunity" : "total";
  form.needNumber = need.total ?? need.perCommunity ?? 5;
  form.shockOnly = need.shockOnly ?? false;
  form.together = need.together ?? false;
  form.perUnit = need.perUnit ?? 0;
  form.skills = need.skills ?? [];
  for (const name of TIMES) if (order[name]) form[name] = new Date(order[name]);
  if (order.answerWithinS) form.answerMinutes = Math.max(1, Math.round(order.answerWithinS / 60));
}

/** Where no division was picked the server says so by an empty list, and takes none. */
function targetOf({ areas, ...drawn }: Wire["Target"] = {}): Wire["Target"] {
  return areas?.length ? { ...drawn, areas } : drawn;
}

/** A contact comes as an object, or as words of which the last is the number. */
function contactOf(contact: Order["contact"]): { name: string; phone: string } {
  if (typeof contact !== "string") return { name: contact?.name ?? "", phone: contact?.phone ?? "" };
  const words = contact.split(/\s+/);
  if (words.length < 2) return { name: words[0] ?? "", phone: "" };
  return { name: words.slice(0, -1).join(" "), phone: words.at(-1)! };
}

/** The fields that still lack something, by their names. */
export function lacking(form: OrderForm): string[] {
  const list: string[] = REQUIRED.filter((name) => !form[name].trim());
  if (!form.contactName.trim() || !form.contactPhone.trim()) list.push("contact");
  if (!Object.keys(form.target).length) list.push("target");
  if (!names(form.addressees).length) list.push("addressees");
  return list;
}

/** True when the deadlines do not follow one another. */
export function clashes(form: OrderForm): boolean {
  return TIMES.some((name, index) => index > 0 && form[name] < form[TIMES[index - 1]!]);
}
