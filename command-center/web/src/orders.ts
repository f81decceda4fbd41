import { defineStore } from "pinia";
import { computed, ref } from "vue";
import { useAlarm } from "./alarm";
import { api, ask } from "./api";
import type { Order, Response } from "./wire";

/** The orders and responses in force, as far as the reader sees them; the banner and the map go by it. */
export const useOrders = defineStore("orders", () => {
  const inForce = ref<Order[]>([]);
  const responses = ref<Response[]>([]);
  const drafts = ref<Order[]>([]);
  const readAt = ref<string>();
  let known: Set<string> | undefined;

  async function refresh(): Promise<void> {
    const [signed, active, draft, reviewed] = await Promise.all([
      ask(api.GET("/orders", { params: { query: { state: "signed", limit: 50 } } })),
      ask(api.GET("/responses", { params: { query: { active: true, limit: 50 } } })).catch(() => undefined),
      ask(api.GET("/orders", { params: { query: { state: "draft", limit: 100 } } })),
      ask(api.GET("/orders", { params: { query: { state: "reviewed", limit: 100 } } })),
    ]);
    inForce.value = signed.items as Order[];
    if (active) responses.value = active.items as Response[];
    drafts.value = [...reviewed.items, ...draft.items] as Order[];
    readAt.value = new Date().toISOString();
    announce();
  }

  /** New orders sound; those that stood when the page was opened do not. */
  function announce(): void {
    const now = new Set(inForce.value.map((order) => order.id));
    const fresh = known ? inForce.value.filter((order) => !known!.has(order.id)) : [];
    known = now;
    const alarm = useAlarm();
    if (alarm.red && !now.has(alarm.red.key)) alarm.acknowledge();
    for (const order of fresh) {
      if (order.tier === "critical") alarm.raise(order.id, `${order.number ?? ""} ${order.title ?? ""}`);
      else alarm.play(order.tier === "emergency" ? "warning" : "notice");
    }
  }

  /** An order signed at this desk is news to everybody else. */
  function expect(id: string): void {
    known?.add(id);
  }

  function forget(): void {
    inForce.value = [];
    responses.value = [];
    drafts.value = [];
    known = undefined;
  }

  const foremost = computed(
    () => inForce.value.find((order) => order.tier === "critical") ?? inForce.value[0],
  );
  return { inForce, responses, drafts, readAt, foremost, refresh, expect, forget };
});
