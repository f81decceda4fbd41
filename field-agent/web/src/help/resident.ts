import { type Wire } from "@muster/shared";
import { defineStore } from "pinia";
import { ref } from "vue";
import { api, ask, saying, show, whenSignedOut } from "../api";

const KEPT = "muster.resident";

/** How often a followed request is looked at again. */
const LOOK_AGAIN_MS = 15_000;

/** What the page of a resident knows: who asks, the menu, and their own requests. */
export const useResident = defineStore("resident", () => {
  const token = ref(localStorage.getItem(KEPT) ?? undefined);
  const services = ref<Wire["ServiceList"]["items"]>([]);
  const requests = ref<Wire["MyRequest"][]>([]);
  const problem = ref("");
  const isBusy = ref(false);
  show(token.value);
  whenSignedOut(leave);
  setInterval(() => {
    // Without a network what is shown stays; the next look may be luckier.
    if (token.value && document.visibilityState === "visible") void read().catch(() => undefined);
  }, LOOK_AGAIN_MS);

  async function doing(work: () => Promise<unknown>): Promise<boolean> {
    isBusy.value = true;
    problem.value = "";
    try {
      await work();
      if (token.value) await read();
      return true;
    } catch (e) {
      problem.value = saying(e);
      return false;
    } finally {
      isBusy.value = false;
    }
  }

  async function read(): Promise<void> {
    if (!services.value.length) services.value = (await ask(api.GET("/services"))).items;
    requests.value = (await ask(api.GET("/requests/mine"))).items;
  }

  const enter = (credentials: Wire["PhoneCredentials"]): Promise<boolean> =>
    doing(async () => {
      token.value = (await ask(api.POST("/resident-session", { body: credentials }))).token;
      localStorage.setItem(KEPT, token.value);
      show(token.value);
    });

  function leave(): void {
    localStorage.removeItem(KEPT);
    token.value = undefined;
    requests.value = [];
    show(undefined);
  }

  /** The menu in another language. */
  const translate = (): Promise<boolean> =>
    doing(() => {
      services.value = [];
      return Promise.resolve();
    });

  const raise = (body: Wire["NewRequest"]): Promise<boolean> =>
    doing(() => ask(api.POST("/requests", { body })));
  const cancel = (id: string): Promise<boolean> =>
    doing(() => ask(api.POST("/requests/{id}/cancel", { params: { path: { id } } })));
  const rate = (id: string, body: Wire["RequestRating"]): Promise<boolean> =>
    doing(() => ask(api.POST("/requests/{id}/rating", { params: { path: { id } }, body })));
  const complain = (id: string, text: string): Promise<boolean> =>
    doing(() => ask(api.POST("/requests/{id}/complaints", { params: { path: { id } }, body: { text } })));

  if (token.value) void doing(() => Promise.resolve());
  return {
    token,
    services,
    requests,
    problem,
    isBusy,
    enter,
    leave,
    translate,
    raise,
    cancel,
    rate,
    complain,
  };
});
