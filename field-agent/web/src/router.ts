import { createRouter, createWebHashHistory, type RouteLocationNormalized } from "vue-router";
import { choices } from "./duty";
import { usePhone } from "./phone";
import Duties from "./views/Duties.vue";
import SignIn from "./views/SignIn.vue";

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/", component: Duties },
    { path: "/notices", component: () => import("./views/Notices.vue") },
    { path: "/history", component: () => import("./views/History.vue") },
    { path: "/mine", component: () => import("./views/Mine.vue") },
    { path: "/leave", component: () => import("./views/Leave.vue") },
    { path: "/proofs", component: () => import("./proof/Proofs.vue") },
    { path: "/proofs/:id", component: () => import("./proof/ProofPage.vue") },
    { path: "/sign-in", component: SignIn, meta: { open: true } },
    // A link that brings a device's token, as the trial gives it: #/device/TOKEN
    { path: "/device/:token", component: SignIn, meta: { open: true } },
    // The link in a community's arrival code.
    { path: "/arrive/:community/:code(\\d{6})", component: Duties, beforeEnter: arriveByLink },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
});

router.beforeEach((to) => {
  const phone = usePhone();
  if (to.path.startsWith("/device/")) return true;
  if (!phone.owner) return to.meta["open"] ? true : "/sign-in";
  return to.meta["open"] ? "/" : true;
});

/** Reports the arrival at the task there, if somebody is on the way to one. */
function arriveByLink(to: RouteLocationNormalized): string {
  const { community, code } = to.params as { community: string; code: string };
  const phone = usePhone();
  const duty = phone.open.find(
    (one) => one.item.community === community && choices(one.state).includes("arrive"),
  );
  if (duty) void phone.act({ name: "arrive", assignment: duty.item.id, code });
  return "/";
}
