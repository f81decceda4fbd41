import "../styles/phone.css";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { vant } from "../vant";
import { i18n } from "../words";
import CheckPage from "./CheckPage.vue";

createApp(CheckPage).use(createPinia()).use(i18n).use(vant).mount("#app");
