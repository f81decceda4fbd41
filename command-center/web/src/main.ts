import "element-plus/theme-chalk/index.css";
import "./styles/base.css";
import "./styles/parts.css";
import "./styles/print.css";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { whenTold } from "./api";
import App from "./App.vue";
import { elements } from "./elements";
import { router } from "./router";
import { useSession } from "./session";
import { i18n } from "./words";

const app = createApp(App).use(createPinia()).use(i18n).use(elements);

const session = useSession();
whenTold({
  signedOut: () => {
    if (!session.user) return;
    session.ended = true;
    session.forget();
    void router.push({ path: "/sign-in", query: { to: router.currentRoute.value.fullPath } });
  },
  reached: () => undefined,
});

await session.resume();
app.use(router).mount("#app");
