import { iso, type Wire } from "@muster/shared";
import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from "vue";
import { usePhone } from "./phone";

/** A newer fix is sent after so long at the earliest: enough for an arrival, easy on the battery. */
const SEND_EVERY_MS = 10_000;
/** A fix may be so old when somebody reports their arrival by it. */
const OLD_MS = 10_000;
const WAIT_MS = 15_000;

export type Fix = Wire["Position"] & { accuracyM: number; at: string };

function fixOf(found: GeolocationPosition): Fix {
  return {
    lon: found.coords.longitude,
    lat: found.coords.latitude,
    coordType: "wgs84",
    accuracyM: Math.ceil(found.coords.accuracy),
    at: iso(found.timestamp),
  };
}

/** Where the phone is now, for reporting an arrival. */
export function whereAmI(): Promise<Fix> {
  return new Promise((resolve, reject) =>
    navigator.geolocation.getCurrentPosition((found) => resolve(fixOf(found)), reject, {
      enableHighAccuracy: true,
      maximumAge: OLD_MS,
      timeout: WAIT_MS,
    }),
  );
}

/** Where the phone was seen last while it shares its position; nothing at other times. */
export const here = ref<Fix>();

/** Shares positions between 出发 and 离岗, with consent, from the tab that holds the line. */
export function useSharing(): { isSharing: ComputedRef<boolean>; isDenied: Ref<boolean> } {
  const phone = usePhone();
  const isDenied = ref(false);
  const isSharing = computed(
    () =>
      phone.underWay !== undefined && phone.allowsLocation && !isDenied.value && "geolocation" in navigator,
  );
  let watching: number | undefined;
  let sentAt = 0;

  function stop(): void {
    if (watching !== undefined) navigator.geolocation.clearWatch(watching);
    watching = undefined;
    here.value = undefined;
  }

  function start(): void {
    watching = navigator.geolocation.watchPosition(
      (found) => {
        here.value = fixOf(found);
        if (Date.now() - sentAt < SEND_EVERY_MS) return;
        sentAt = Date.now();
        phone.line?.position(here.value);
      },
      (failure) => (isDenied.value = failure.code === failure.PERMISSION_DENIED),
      { enableHighAccuracy: true, maximumAge: OLD_MS },
    );
  }

  watch(
    () => isSharing.value && phone.line !== undefined,
    (yes) => {
      stop();
      if (yes) start();
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return { isSharing, isDenied };
}
