import { Link, newId, serverNow, type Item, type LinkState } from "@muster/shared";
import { defineStore } from "pinia";
import { onScopeDispose, ref, shallowRef, watch, type Ref } from "vue";
import { api, ask } from "./api";

/** After so long without news from a link that is cut, what is shown is called old. */
const OLD_AFTER_MS = 15_000;

/** The live link of this page, and how fresh what it shows is. */
export const useLive = defineStore("live", () => {
  const state = ref<LinkState>("connecting");
  const lostAt = ref<number>();
  const now = ref(serverNow());
  const items = ref(0);
  /** The newest notice on each subject. */
  const notices = shallowRef(new Map<string, Item>());
  const listeners = new Set<(item: Item) => void>();
  let link: Link | undefined;
  let urgent = false;

  setInterval(() => (now.value = serverNow()), 1000);

  function open(): void {
    close();
    state.value = "connecting";
    link = new Link({
      ticket: async () => (await ask(api.POST("/socket-ticket"))).ticket,
      device: device(),
      urgent: () => urgent,
      onState: (next) => {
        state.value = next;
        if (next === "live") lostAt.value = undefined;
        else lostAt.value ??= serverNow();
      },
      onItem: (item) => {
        items.value++;
        if (item.kind === "notice") notices.value = new Map(notices.value).set(item.id, item);
        listeners.forEach((listener) => listener(item));
      },
    });
    link.open();
  }

  function close(): void {
    link?.close();
    link = undefined;
  }

  function follow(topic: string, listener: (data: unknown) => void): () => void {
    return link?.follow(topic, listener) ?? (() => undefined);
  }

  function onItem(listener: (item: Item) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  const isOld = (): boolean => lostAt.value !== undefined && now.value - lostAt.value > OLD_AFTER_MS;
  const setUrgent = (yes: boolean): void => void (urgent = yes);

  return { state, lostAt, now, items, notices, open, close, follow, onItem, isOld, setUrgent };
});

/** Each tab is a device of its own: a second one must not take over the first. */
function device(): string {
  const kept = sessionStorage.getItem("muster.device") ?? newId();
  sessionStorage.setItem("muster.device", kept);
  return kept;
}

/** The newest picture of a topic, for as long as the component stands. */
export function useTopic<T>(topic: () => string | undefined): Ref<T | undefined> {
  const live = useLive();
  const picture = shallowRef<T>();
  let stop: () => void = () => undefined;
  watch(
    topic,
    (name) => {
      stop();
      picture.value = undefined;
      stop = name ? live.follow(name, (data) => (picture.value = data as T)) : () => undefined;
    },
    { immediate: true },
  );
  onScopeDispose(() => stop());
  return picture;
}

/** Does something now and again every so often, at once when an item arrives or the link returns. */
export function useRefresh(work: () => Promise<void>, everyMs: number): { refresh: () => void } {
  const live = useLive();
  let running = false;
  let again = false;
  const refresh = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    void work().finally(() => {
      running = false;
      if (again) {
        again = false;
        refresh();
      }
    });
  };
  refresh();
  const timer = setInterval(() => {
    if (document.visibilityState === "visible") refresh();
  }, everyMs);
  const stopItems = live.onItem(refresh);
  const stopState = watch(
    () => live.state,
    (state) => state === "live" && refresh(),
  );
  onScopeDispose(() => {
    clearInterval(timer);
    stopItems();
    stopState();
  });
  return { refresh };
}
