import type { Wire } from "@muster/shared";
import { createRouter, createWebHashHistory } from "vue-router";
import { useSession } from "./session";
import { useSpace } from "./space";
import Nothing from "./views/Nothing.vue";
import SignIn from "./views/SignIn.vue";

type Role = Wire["Role"];

declare module "vue-router" {
  interface RouteMeta {
    /** Who may come here; left out, everybody who is signed in. */
    roles?: readonly Role[];
    open?: boolean;
    /** Without the bar and the banner above. */
    frameless?: boolean;
  }
}

const POST: readonly Role[] = ["commander", "dispatcher"];
const READERS: readonly Role[] = [...POST, "auditor"];

/** Where somebody in a role begins. */
export function home(roles: readonly Role[]): string {
  if (roles.some((role) => POST.includes(role))) return "/situation";
  if (roles.includes("liaison")) return "/liaison";
  if (roles.includes("community")) return "/community";
  if (roles.includes("auditor")) return "/orders";
  return "/nothing";
}

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: "/sign-in", component: SignIn, meta: { open: true, frameless: true } },
    { path: "/situation", component: () => import("./views/Situation.vue"), meta: { roles: POST } },
    { path: "/wall", component: () => import("./views/Wall.vue"), meta: { roles: POST, frameless: true } },
    { path: "/responses", component: () => import("./views/Responses.vue"), meta: { roles: READERS } },
    { path: "/orders", component: () => import("./views/Orders.vue"), meta: { roles: READERS } },
    { path: "/orders/new", component: () => import("./views/Compose.vue"), meta: { roles: POST } },
    { path: "/orders/:id/edit", component: () => import("./views/Compose.vue"), meta: { roles: POST } },
    {
      path: "/orders/:id",
      component: () => import("./views/OrderPage.vue"),
      meta: { roles: [...READERS, "liaison", "community"] },
    },
    {
      path: "/orders/:id/paper",
      component: () => import("./views/PaperPack.vue"),
      meta: { roles: POST },
    },
    {
      path: "/late",
      component: () => import("./views/LateEntries.vue"),
      meta: { roles: [...POST, "community"] },
    },
    {
      path: "/notices",
      component: () => import("./views/Notices.vue"),
      meta: { roles: [...POST, "liaison"] },
    },
    { path: "/duty", component: () => import("./views/Duty.vue"), meta: { roles: POST } },
    { path: "/plan", component: () => import("./views/Plan.vue"), meta: { roles: POST } },
    { path: "/roster", component: () => import("./views/Roster.vue"), meta: { roles: [...POST, "liaison"] } },
    {
      path: "/records",
      component: () => import("./views/Records.vue"),
      meta: { roles: [...READERS, "liaison", "community"] },
    },
    { path: "/units", component: () => import("./views/Units.vue"), meta: { roles: POST } },
    { path: "/proofs", component: () => import("./views/Proofs.vue"), meta: { roles: POST } },
    { path: "/balance", component: () => import("./views/Balance.vue"), meta: { roles: POST } },
    {
      path: "/import",
      component: () => import("./views/Import.vue"),
      meta: { roles: ["dispatcher", "liaison"] },
    },
    { path: "/liaison", component: () => import("./views/Liaison.vue"), meta: { roles: ["liaison"] } },
    {
      path: "/community",
      component: () => import("./views/Community.vue"),
      meta: { roles: [...POST, "community"] },
    },
    {
      path: "/requests",
      component: () => import("./views/Requests.vue"),
      meta: { roles: [...POST, "community"] },
    },
    { path: "/nothing", component: Nothing },
    { path: "/", component: Nothing },
    { path: "/:rest(.*)*", redirect: "/" },
  ],
});

router.beforeEach((to) => {
  const session = useSession();
  if (to.meta.open) return session.user ? home(session.user.roles) : true;
  if (!session.user) return { path: "/sign-in", query: to.path === "/" ? {} : { to: to.fullPath } };
  // A wall of its own is led into a drill, and out of it, by its address.
  if (typeof to.query["drill"] === "string") useSpace().enter(to.query["drill"]);
  if (to.path === "/") return home(session.user.roles);
  if (to.meta.roles && !session.is(...to.meta.roles)) return home(session.user.roles);
  return true;
});
