import { useI18n } from "vue-i18n";
import { useRoute, useRouter } from "vue-router";
import { usePlaces } from "./places";
import { useSession } from "./session";

/** What nearly every page stands on: words, who reads it, where it is, and the names of places. */
export function usePage() {
  const places = usePlaces();
  void places.load().catch(() => undefined);
  return { ...useI18n(), session: useSession(), places, route: useRoute(), router: useRouter() };
}
