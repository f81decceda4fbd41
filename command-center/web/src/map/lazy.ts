import { defineAsyncComponent } from "vue";

/** The map is large and comes when it is looked at. */
export const LazyCityMap = defineAsyncComponent(() => import("./CityMap.vue"));
