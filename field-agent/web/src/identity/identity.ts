import type { Wire } from "@muster/shared";
import { computed, ref, watch, type ComputedRef, type Ref } from "vue";
import { api, ask } from "../api";
import type { Duty } from "../duty";
import { GOING, keep, note } from "../keeping/store";
import { usePhone } from "../phone";

/** A card is renewed when so much of its life is left, so that a dead spot finds a fresh one. */
const RENEW_BEFORE_MS = 6 * 60_000;
const TRY_EVERY_MS = 15_000;

export interface Identity {
  card: Ref<Wire["IdentityCard"] | undefined>;
  /** Good by the server's clock, as this phone knows it. */
  isGood: ComputedRef<boolean>;
}

/** The card by which a volunteer shows who they are, renewed by itself while the task holds them. */
export function useIdentity(of: () => Duty): Identity {
  const phone = usePhone();
  const card = ref<Wire["IdentityCard"]>();
  const leftMs = computed(() => (card.value ? Date.parse(card.value.validUntil) - phone.now : 0));
  const isGood = computed(() => leftMs.value > 0);
  const isGoing = computed(() => GOING.includes(of().item.state));
  const isDue = computed(() => isGoing.value && phone.state === "live" && leftMs.value < RENEW_BEFORE_MS);
  const key = computed(() => `identity/${of().item.id}` as const);

  async function renew(): Promise<void> {
    const kept = key.value;
    try {
      const path = { id: of().item.id };
      const read = await ask(api.GET("/assignments/{id}/identity", { params: { path } }));
      if (!isGoing.value || kept !== key.value) return;
      card.value = read;
      await keep(kept, read);
    } catch {
      // The old one stays until it runs out; the card says until when.
    }
  }

  watch(
    isGoing,
    async (yes) => {
      card.value = yes ? (card.value ?? (await note(key.value))) : undefined;
    },
    { immediate: true },
  );
  watch(
    () => isDue.value && Math.floor(phone.now / TRY_EVERY_MS),
    (due) => due && void renew(),
    { immediate: true },
  );
  return { card, isGood };
}
