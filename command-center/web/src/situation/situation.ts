import { computed } from "vue";
import { useI18n } from "vue-i18n";
import { useTopic } from "../live";
import { painted, STANDINGS, staffingOf, summed, tally } from "../map/staffing";
import { usePlaces } from "../places";
import { useSession } from "../session";
import { useSpace } from "../space";
import type { MapPicture } from "../wire";
import { useBoards, useTotals } from "./boards";
import { handsOf } from "./hands";
import { topOf } from "./ladder";

/** All that is going on in the reader's jurisdiction, live: for the map, the numbers and the lists. */
export function useSituation() {
  const { t } = useI18n();
  const session = useSession();
  const places = usePlaces();
  const space = useSpace();
  const boards = useBoards();
  const top = computed(() => topOf(session.user?.area, places.at("county")));
  const picture = useTopic<MapPicture>(() =>
    top.value ? `map/${top.value}${space.isDrill ? `/${space.now}` : ""}` : undefined,
  );
  const communities = computed(() => staffingOf([...boards.value.values()]));
  const above = computed(() => summed(communities.value, (code) => places.byCode.get(code)?.parent));
  return {
    boards,
    top,
    communities,
    above,
    totals: useTotals(boards),
    people: computed(() => picture.value?.people),
    paint: computed(() => painted(communities.value)),
    paintAbove: computed(() => painted(above.value)),
    covered: computed(() => [...communities.value.values()].filter((of) => of.confirmed > 0).length),
    hands: computed(() => handsOf(boards.value, communities.value)),
    legend: computed(() => {
      const counts = tally(communities.value);
      return STANDINGS.map((look) => ({
        look,
        text: t(`standing.${look}`),
        ...(look === "none" ? {} : { n: counts[look] }),
      }));
    }),
  };
}
