import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { useAlarm } from "./alarm";
import { api, ask } from "./api";
import { useSession } from "./session";
import { isDrill, useSpace } from "./space";
import type { Order, Response } from "./wire";

/**
 * The orders and responses in force, as far as the reader sees them; the banner and the map go by it.
 * The command post has those of one space before it, others have all they are concerned with.
 */
export const useOrders = defineStore("orders", () => {
  const session = useSession();
  const space = useSpace();
  const all = ref({ inForce: [] as Order[], responses: [] as Response[], drafts: [] as Order[] });
  const here = <T extends { space?: string | undefined }>(those: readonly T[]): T[] =>
    those.filter((one) => !session.isPost || (one.space ?? "live") === space.now);
  const inForce = computed(() => here(all.value.inForce));
  const responses = computed(() => here(all.value.responses));
  const drafts = computed(() => here(all.value.drafts));
  const readAt = ref<string>();
  let known: Set<string> | undefined;

  async function refresh(): Promise<void> {
    const [signed, active, draft, reviewed] = await Promise.all([
      ask(api.GET("/orders", { params: { query: { state: "signed", limit: 50 } } })),
      ask(api.GET("/responses", { params: { query: { active: true, limit: 50 } } })).catch(() => undefined),
      ask(api.GET("/orders", { params: { query: { state: "draft", limit: 100 } } })),
      ask(api.GET("/orders", { params: { query: { state: "reviewed", limit: 100 } } })),
    ]);
    all.value = {
      inForce: signed.items as Order[],
      responses: active ? (active.items as Response[]) : all.value.responses,
      drafts: [...reviewed.items, ...draft.items] as Order[],
    };
    if (active && !active.items.some((one) => one.space === space.now)) space.leave();
    readAt.value = new Date().toISOString();
    announce();
  }

  /** New orders sound; those that stood when the page was opened do not. */
  function announce(): void {
    const now = new Set(all.value.inForce.map((order) => order.id));
    const fresh = known ? all.value.inForce.filter((order) => !known!.has(order.id)) : [];
    known = now;
    const alarm = useAlarm();
    if (alarm.red && !now.has(alarm.red.key)) alarm.acknowledge();
    for (const order of fresh) {
      if (order.tier === "critical" && !isDrill(order.space))
        alarm.raise(order.id, `${order.number ?? ""} ${order.title ?? ""}`);
      else alarm.play(order.tier === "emergency" ? "warning" : "notice");
    }
  }

  /** An order signed at this desk is news to everybody else. */
  function expect(id: string): void {
    known?.add(id);
  }

  function forget(): void {
    all.value = { inForce: [], responses: [], drafts: [] };
    known = undefined;
  }

  /** What is live comes before any drill, the critical before the rest. */
  const foremost = computed(() => {
    const live = inForce.value.filter((order) => !isDrill(order.space));
    const those = live.length ? live : inForce.value;
    return those.find((order) => order.tier === "critical") ?? those[0];
  });
  return { inForce, responses, drafts, readAt, foremost, refresh, expect, forget };
});
