import { serverNow, type LinkState } from "@muster/shared";
import { defineStore } from "pinia";
import { computed, ref, shallowRef } from "vue";
import { api, ask, show } from "./api";
import { duty, inOrder, isOpen, isUnderWay, type Duty } from "./duty";
import * as store from "./keeping/store";
import { tell, whenTold } from "./keeping/tabs";
import { CONSENT_TEXT } from "./consent";
import { told } from "./talk";
import { isLetter, sendLetter, type Deed } from "./letters";
import { openLine, type Line } from "./line";
import * as outbox from "./outbox";
import { sendPhoto } from "./photo";
import { endWaking, stayAwake } from "./push";

/** Without news for so long, what is shown is called old. */
const OLD_AFTER_MS = 30_000;

/** The account is somebody else's than a volunteer's: there is nothing for it here. */
export class NotVolunteer extends Error {}

/** What this phone knows of its volunteer, in every tab the same. */
export const usePhone = defineStore("phone", () => {
  const owner = ref<store.Owner>();
  const person = ref<store.Person>();
  const stored = shallowRef<store.Stored[]>([]);
  const queue = shallowRef<store.Queued[]>([]);
  const state = ref<LinkState>("connecting");
  const upTo = ref(0);
  const now = ref(serverNow());
  /** The consent was asked for and answered on this phone, perhaps with no. */
  const wasAskedForConsent = ref(false);
  /** The server has ended the session; said on the page for signing in. */
  const ended = ref(false);
  const line = shallowRef<Line>();

  let stopping: AbortController | undefined;
  let sender: outbox.Sender | undefined;
  let changing: Promise<void> = Promise.resolve();

  setInterval(() => (now.value = serverNow()), 1000);

  const tasks = computed(() => stored.value.filter((one) => one.item.kind === "assignment"));
  const duties = computed<Duty[]>(() => inOrder(tasks.value.map((one) => duty(one, queue.value))));
  const open = computed(() => duties.value.filter((one) => isOpen(one.state)));
  const underWay = computed(() => duties.value.find((one) => isUnderWay(one.state)));
  const endings = computed(() => duties.value.filter((one) => one.ending));
  const notices = computed(() => told(stored.value));
  const unread = computed(() => notices.value.filter((one) => !one.isRead).length);
  const unsent = computed(() => queue.value.filter((deed) => deed.state === "waiting"));
  /** A graver order that waits for an answer takes the whole screen. */
  const red = computed(() =>
    open.value.find((one) => one.item.tier === "critical" && one.state === "offered"),
  );
  /** The recorded consent to be located, with its text and time. */
  const consent = computed(() => person.value?.consents?.find((one) => one.kind === "location"));
  const allowsLocation = computed(() => consent.value !== undefined);
  const isOld = computed(() => state.value !== "live" && now.value - upTo.value > OLD_AFTER_MS);

  whenTold((said) => {
    if (said.about === "items") void readItems();
    else if (said.about === "deeds") void readDeeds();
    else if (said.about === "owner") void changeOwner();
    else if (said.about === "line") {
      state.value = said.state;
      upTo.value = said.upTo;
      if (said.state === "live") void Promise.all([sender?.run(), tellRead()]);
    } else if (line.value) tell({ about: "line", state: state.value, upTo: upTo.value });
  });

  async function readItems(): Promise<void> {
    stored.value = await store.items();
    await tellRead();
  }

  /** What was read without a line is told when there is one. */
  async function tellRead(): Promise<void> {
    if (!line.value || state.value !== "live") return;
    for (const { id, seen } of stored.value) {
      if (seen !== "waiting") continue;
      line.value.read(id);
      await store.see(id, "sent");
    }
  }

  /** The volunteer has read it. */
  async function see(id: string): Promise<void> {
    if (await store.see(id, "waiting")) tell({ about: "items" });
  }

  async function readDeeds(): Promise<void> {
    queue.value = await store.deeds();
    void sender?.run();
  }

  /** Shows what is kept, then goes on line. */
  async function start(): Promise<void> {
    owner.value = await store.note("owner");
    person.value = await store.note("person");
    upTo.value = (await store.note("upTo")) ?? 0;
    wasAskedForConsent.value = (await store.note("wasAskedForConsent")) ?? false;
    await Promise.all([readItems(), readDeeds()]);
    show(owner.value?.token);
    if (!owner.value) return;
    goOnLine(owner.value);
    tell({ about: "question" });
    void readPerson();
    void stayAwake().catch(() => undefined);
  }

  function goOnLine(of: store.Owner): void {
    stopping?.abort();
    stopping = new AbortController();
    void openLine(
      {
        urgent: () => open.value.length > 0 || unsent.value.length > 0,
        onLead: (leading) => {
          line.value = leading;
          sender = new outbox.Sender(
            of.id,
            sendPhoto,
            (deed) => (isLetter(deed) ? sendLetter(deed) : leading.do(deed)),
            () => state.value === "live",
          );
        },
        onEnded: () => void end(),
      },
      stopping.signal,
    );
  }

  function goOffLine(): void {
    stopping?.abort();
    sender?.stop();
    sender = undefined;
    line.value = undefined;
    state.value = "connecting";
  }

  /** Another tab (or this one) has signed in or out. */
  function changeOwner(): Promise<void> {
    changing = changing.then(followOwner);
    return changing;
  }

  async function followOwner(): Promise<void> {
    const kept = await store.note("owner");
    if (kept?.token === owner.value?.token) return;
    goOffLine();
    await start();
  }

  async function readPerson(): Promise<void> {
    const asked = owner.value?.token;
    try {
      const read = await ask(api.GET("/me"));
      if (asked !== owner.value?.token) return;
      person.value = read;
      await store.keep("person", read);
    } catch {
      // What was kept is shown; the line says that the server is away.
    }
  }

  /** The token is good: this phone belongs to that person from now on. */
  async function settleIn(token: string): Promise<void> {
    show(token);
    try {
      const me = await ask(api.GET("/me"));
      if (!me.volunteer) throw new NotVolunteer();
      await store.dropDeedsOfOthers(me.id);
      await store.keep("person", me);
      await store.keep("owner", { token, id: me.id, name: me.name });
    } catch (cause) {
      show(owner.value?.token);
      throw cause;
    }
    // Asked so that the browser does not clear the store when room is short.
    void navigator.storage?.persist?.();
    ended.value = false;
    tell({ about: "owner" });
    await changeOwner();
  }

  /** The server no longer knows the token: nothing of the person stays here but what is unsent. */
  async function end(): Promise<void> {
    if (!owner.value) return;
    ended.value = true;
    goOffLine();
    await endWaking().catch(() => undefined);
    await store.forgetPerson();
    tell({ about: "owner" });
    await changeOwner();
  }

  /** Signs out: the token is revoked if the server can be reached, and everything here is wiped. */
  async function leave(): Promise<void> {
    goOffLine();
    await endWaking().catch(() => undefined);
    await ask(api.DELETE("/session")).catch(() => undefined);
    await store.wipe();
    tell({ about: "owner" });
    await changeOwner();
  }

  async function act(deed: Deed, photo?: Blob): Promise<void> {
    if (owner.value) await outbox.put(owner.value.id, deed, photo);
  }

  /** Records, or takes back, the consent to be located between 出发 and 离岗. */
  async function allowLocation(yes: boolean): Promise<void> {
    if (yes) await ask(api.POST("/me/consents", { body: { kind: "location", text: CONSENT_TEXT } }));
    else await ask(api.DELETE("/me/consents/{kind}", { params: { path: { kind: "location" } } }));
    await readPerson();
  }

  function noteAskedForConsent(): void {
    wasAskedForConsent.value = true;
    void store.keep("wasAskedForConsent", true);
  }

  async function acknowledge(id: string): Promise<void> {
    await store.acknowledge(id);
    tell({ about: "items" });
  }

  return {
    owner,
    person,
    queue,
    state,
    upTo,
    now,
    ended,
    line,
    duties,
    told: notices,
    unread,
    open,
    underWay,
    endings,
    unsent,
    red,
    isOld,
    consent,
    allowsLocation,
    wasAskedForConsent,
    start,
    readPerson,
    settleIn,
    end,
    leave,
    act,
    allowLocation,
    noteAskedForConsent,
    acknowledge,
    see,
  };
});
