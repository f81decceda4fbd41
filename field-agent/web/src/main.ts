import "./styles/phone.css";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { whenSignedOut } from "./api";
import App from "./App.vue";
import { usePhone } from "./phone";
import { router } from "./router";
import { vant } from "./vant";
import { i18n } from "./words";

const app = createApp(App).use(createPinia()).use(i18n).use(vant);
const phone = usePhone();
whenSignedOut(() => void phone.end());
await phone.start();
app.use(router).mount("#app");
