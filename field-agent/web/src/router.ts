import { createRouter, createWebHashHistory } from "vue-router";
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
    { path: "/sign-in", component: SignIn, meta: { open: true } },
    // A link that brings a device's token, as the trial gives it: #/device/TOKEN
    { path: "/device/:token", component: SignIn, meta: { open: true } },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
});

router.beforeEach((to) => {
  const phone = usePhone();
  if (to.path.startsWith("/device/")) return true;
  if (!phone.owner) return to.meta["open"] ? true : "/sign-in";
  return to.meta["open"] ? "/" : true;
});
