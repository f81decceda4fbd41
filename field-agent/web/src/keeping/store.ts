import type { Cursor, Item, Wire } from "@muster/shared";
import { deleteDB, openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from "idb";
import type { Named } from "../letters";

/** Everything the phone keeps of somebody; nothing else of them is kept anywhere on it. */
const NAME = "muster.phone";
const VERSION = 1;

/** Deeds that were answered are kept for the list only; waiting ones have no limit. */
const ANSWERED_MAX = 50;

/** Who is signed in on this phone, and by which token. */
export interface Owner {
  token: string;
  id: string;
  name: string;
}

/** The person as the server described them the last time. */
export type Person = Wire["Me"];

/** An item as it was stored. */
export interface Stored {
  id: string;
  item: Item;
  /** Not yet confirmed by the server since it said that everything comes again. */
  stale: boolean;
  /** The end of a task that its volunteer has not taken note of yet. */
  ending?: "withdrawn" | "stoodDown" | "expired" | "absent";
  /** Its volunteer has read it in this version; `waiting` until the server was told so. */
  seen?: "waiting" | "sent";
}

/** A deed on its way: `waiting` until the server has answered. */
export interface Queued {
  /** Its place in the queue. */
  n: number;
  frame: Named;
  /** Whose it is; nobody else's session sends it. */
  owner: string;
  /** Goes before the report that it belongs to; kept until that was taken. */
  photo?: Blob;
  state: "waiting" | "done" | "refused";
  code?: string;
  detail?: string;
}

export interface Notes {
  owner: Owner;
  person: Person;
  records: Wire["Record"][];
  proofs: Wire["Proof"][];
  cursor: Cursor;
  device: string;
  /** Until when the items are known to be complete, as the server's time in milliseconds. */
  upTo: number;
  wasAskedForConsent: boolean;
  [draft: `draft/${string}`]: string;
  /** A proof of service in full, as it was last read. */
  [proof: `proof/${string}`]: Wire["ProofDocument"];
  /** Of a task, by the assignment: kept no longer than that holds its volunteer. */
  [resident: `resident/${string}`]: Wire["ResidentContact"];
  [leader: `leader/${string}`]: Wire["Leader"];
  [place: `place/${string}`]: Wire["Place"];
  [identity: `identity/${string}`]: Wire["IdentityCard"];
}

/** What is kept of a task beside the task, each under its name and the assignment. */
const OF_A_TASK = ["resident", "leader", "place", "identity"] as const;

interface Shelves extends DBSchema {
  items: { key: string; value: Stored };
  deeds: { key: number; value: Queued };
  notes: { key: string; value: unknown };
}

let opened: Promise<IDBPDatabase<Shelves>> | undefined;

function database(): Promise<IDBPDatabase<Shelves>> {
  opened ??= openDB<Shelves>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore("items", { keyPath: "id" });
      db.createObjectStore("deeds", { keyPath: "n", autoIncrement: true });
      db.createObjectStore("notes");
    },
    // Another tab wipes everything: it must not wait for this one.
    blocking() {
      void close();
    },
  });
  return opened;
}

async function close(): Promise<void> {
  const closing = opened;
  opened = undefined;
  (await closing)?.close();
}

export async function note<K extends keyof Notes>(name: K): Promise<Notes[K] | undefined> {
  return (await (await database()).get("notes", name as string)) as Notes[K] | undefined;
}

export async function keep<K extends keyof Notes>(name: K, value: Notes[K]): Promise<void> {
  await (await database()).put("notes", value, name as string);
}

export async function drop(name: keyof Notes): Promise<void> {
  await (await database()).delete("notes", name as string);
}

export async function items(): Promise<Stored[]> {
  return (await database()).getAll("items");
}

const ENDINGS = ["withdrawn", "expired", "absent"] as const;
/** While these last, somebody is asked or goes. */
export const HELD: readonly string[] = ["offered", "accepted", "departed", "onPost"];
/** While these last, a volunteer knows where the resident lives and how to call the leader. */
export const GOING: readonly string[] = ["accepted", "departed", "onPost"];

/** Stores an item in its newest form; the end of a task somebody was held by is marked. */
export async function keepItem(item: Item): Promise<void> {
  const tx = (await database()).transaction(["items", "notes"], "readwrite");
  const items = tx.objectStore("items");
  const before = await items.get(item.id);
  if (!before || before.stale || before.item.version <= item.version) {
    const ended = item.stoodDown ? "stoodDown" : ENDINGS.find((one) => one === item.state);
    const ending = before && ended && HELD.includes(before.item.state) ? ended : before?.ending;
    const seen = before?.item.version === item.version ? before.seen : undefined;
    await items.put({
      id: item.id,
      item,
      stale: false,
      ...(ending ? { ending } : {}),
      ...(seen ? { seen } : {}),
    });
    if (!HELD.includes(item.state)) await forgetNotes(tx.objectStore("notes"), item.id);
  }
  await tx.done;
}

type NoteShelf = IDBPObjectStore<Shelves, ("items" | "notes")[], "notes", "readwrite">;

async function forgetNotes(notes: NoteShelf, assignment: string): Promise<void> {
  for (const kind of OF_A_TASK) await notes.delete(`${kind}/${assignment}`);
}

/** The volunteer has taken note of the end of a task. */
export async function acknowledge(id: string): Promise<void> {
  const tx = (await database()).transaction("items", "readwrite");
  const stored = await tx.store.get(id);
  if (stored) {
    delete stored.ending;
    await tx.store.put(stored);
  }
  await tx.done;
}

/** Notes that an item was read, or that the server knows it; true when that is news. */
export async function see(id: string, seen: "waiting" | "sent"): Promise<boolean> {
  const tx = (await database()).transaction("items", "readwrite");
  const stored = await tx.store.get(id);
  const isNews = stored !== undefined && stored.seen !== seen && stored.seen !== "sent";
  if (isNews) await tx.store.put({ ...stored, seen });
  await tx.done;
  return isNews;
}

/** Every item will come again; those that do not are forgotten by {@link dropStale}. */
export async function markStale(): Promise<void> {
  const tx = (await database()).transaction("items", "readwrite");
  for (const stored of await tx.store.getAll()) await tx.store.put({ ...stored, stale: true });
  await tx.done;
}

/** True when something was forgotten. */
export async function dropStale(): Promise<boolean> {
  const tx = (await database()).transaction(["items", "notes"], "readwrite");
  const stale = (await tx.objectStore("items").getAll()).filter((stored) => stored.stale);
  for (const { id } of stale) {
    await tx.objectStore("items").delete(id);
    await forgetNotes(tx.objectStore("notes"), id);
  }
  await tx.done;
  return stale.length > 0;
}

export async function deeds(): Promise<Queued[]> {
  return (await database()).getAll("deeds");
}

export async function enqueue(deed: Omit<Queued, "n">): Promise<void> {
  await (await database()).add("deeds", deed as Queued);
}

/** One goes and the other comes in one step, so that whoever is interrupted has one of them. */
export async function replaceDeed(n: number, deed: Omit<Queued, "n">): Promise<void> {
  const tx = (await database()).transaction("deeds", "readwrite");
  await Promise.all([tx.store.delete(n), tx.store.add(deed as Queued), tx.done]);
}

/** Notes what became of a deed; one that was withdrawn meanwhile stays away. */
export async function settle(n: number, change: Partial<Queued>): Promise<void> {
  const tx = (await database()).transaction("deeds", "readwrite");
  const deed = await tx.store.get(n);
  if (deed) {
    if (change.state === "done") delete deed.photo;
    await tx.store.put({ ...deed, ...change });
  }
  const answered = (await tx.store.getAll()).filter((one) => one.state === "done");
  for (const old of answered.slice(0, -ANSWERED_MAX)) await tx.store.delete(old.n);
  await tx.done;
}

export async function removeDeed(n: number): Promise<void> {
  await (await database()).delete("deeds", n);
}

/** Forgets the person but for the deeds that are still to be sent when they sign in again. */
export async function forgetPerson(): Promise<void> {
  const tx = (await database()).transaction(["items", "deeds", "notes"], "readwrite");
  await tx.objectStore("items").clear();
  await tx.objectStore("notes").clear();
  for (const deed of await tx.objectStore("deeds").getAll())
    if (deed.state !== "waiting") await tx.objectStore("deeds").delete(deed.n);
  await tx.done;
}

/** Deeds of anybody else are never sent from here. */
export async function dropDeedsOfOthers(owner: string): Promise<void> {
  const tx = (await database()).transaction("deeds", "readwrite");
  for (const deed of await tx.store.getAll()) if (deed.owner !== owner) await tx.store.delete(deed.n);
  await tx.done;
}

/** Nothing is left. */
export async function wipe(): Promise<void> {
  await close();
  await deleteDB(NAME);
}
