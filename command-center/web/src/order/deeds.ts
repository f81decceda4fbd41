import { computed, ref, type ComputedRef, type Ref } from "vue";
import { ElMessage } from "element-plus";
import { api, ask, tell } from "../api";
import { i18n } from "../words";
import { useLive } from "../live";
import { useOrders } from "../orders";
import { useSession } from "../session";
import type { Order, Preview } from "../wire";

/** An order may be taken back for so long without a reason. */
const RECALL_MS = 10_000;

/** What the reader may do with an order as it stands. */
export interface Rights {
  edit: boolean;
  review: boolean;
  sign: boolean;
  inForce: boolean;
}

export function useRights(order: Ref<Order | undefined>): ComputedRef<Rights> {
  const session = useSession();
  return computed(() => {
    const of = order.value;
    const isOwn = of?.draftedBy === session.user?.id;
    return {
      edit: session.isPost && (of?.state === "draft" || of?.state === "reviewed"),
      review: session.isPost && of?.state === "draft" && !isOwn,
      sign: session.is("commander") && of?.state === "reviewed" && !isOwn,
      inForce: of?.state === "signed",
    };
  });
}

/** What is done to an order; the page is read again afterwards, whether it went well or not. */
export function useDeeds(id: Ref<string>, refresh: () => void) {
  const orders = useOrders();
  const live = useLive();
  const path = (): { params: { path: { id: string } } } => ({ params: { path: { id: id.value } } });
  /** What a recall needs, kept for as long as it may come without a reason. */
  const kept = ref<{ otp: string; untilMs: number }>();
  const recallS = computed(() =>
    kept.value ? Math.max(0, Math.ceil((kept.value.untilMs - live.now) / 1000)) : 0,
  );

  function renew(): void {
    refresh();
    void orders.refresh();
  }

  async function doing<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (e) {
      tell(e);
      return undefined;
    } finally {
      renew();
    }
  }

  const preview = (): Promise<Preview> => ask(api.POST("/orders/{id}/preview", path())) as Promise<Preview>;

  async function sign(otp: string, typed: number | undefined): Promise<void> {
    const body = { otp, ...(typed === undefined ? {} : { confirmPeople: typed }) };
    const signed = await ask(api.POST("/orders/{id}/sign", { ...path(), body }));
    orders.expect(id.value);
    kept.value = { otp, untilMs: Date.parse(signed.signedAt) + RECALL_MS };
    renew();
  }

  async function withdraw(otp: string, reason: string, communities: string[]): Promise<void> {
    const body = {
      otp,
      ...(reason ? { reason } : {}),
      ...(communities.length ? { communities } : {}),
    };
    await ask(api.POST("/orders/{id}/withdraw", { ...path(), body }));
    renew();
  }

  const recall = (): Promise<void> =>
    doing(async () => {
      const { otp } = kept.value!;
      kept.value = undefined;
      await withdraw(otp, "", []);
    });
  const review = (pass: boolean): Promise<unknown> =>
    doing(() => ask(api.POST("/orders/{id}/review", { ...path(), body: { pass } })));
  const close = (): Promise<unknown> =>
    doing(() => ask(api.POST("/orders/{id}/close", { ...path(), body: {} })));
  const amend = (): Promise<Order | undefined> =>
    doing(() => ask(api.POST("/orders/{id}/amend", { ...path(), body: {} })) as Promise<Order>);

  /** Reminds some units, or without any all that have not signed. */
  const remind = (units?: readonly string[]): Promise<void> =>
    doing(async () => {
      const body = units ? { units: [...units] } : {};
      const done = await ask(api.POST("/orders/{id}/reminders", { ...path(), body }));
      const { t } = i18n.global;
      const message = [
        t("order.reminded", { n: done.reminded.length }),
        done.passedOver ? t("order.passedOver", { n: done.passedOver }) : "",
      ].join("");
      ElMessage({ type: done.reminded.length ? "success" : "warning", message });
    });

  return { recallS, preview, sign, withdraw, recall, review, close, amend, remind };
}
