import "../styles/phone.css";
import { createPinia } from "pinia";
import { createApp } from "vue";
import { vant } from "../vant";
import { i18n } from "../words";
import ProofCheckPage from "./ProofCheckPage.vue";

createApp(ProofCheckPage).use(createPinia()).use(i18n).use(vant).mount("#app");
