import { fileURLToPath } from "node:url";
import { VitePWA } from "vite-plugin-pwa";
import { defineConfig } from "vitest/config";
import { pages } from "../../shared-model/web/vite.ts";

const BASE = "/m/";
const shared = pages({
  here: import.meta.url,
  out: "../../command-center/target/classes/phone",
  base: BASE,
  port: 5174,
});

const page = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** Everything the pages are made of is kept by the phone; the API's answers never are. */
const installable = VitePWA({
  registerType: "prompt",
  injectRegister: false,
  workbox: {
    globPatterns: ["**/*.{js,css,html,svg,png,webmanifest}"],
    navigateFallback: `${BASE}index.html`,
    cleanupOutdatedCaches: true,
    clientsClaim: true,
    importScripts: ["push.js"],
  },
  manifest: {
    id: BASE,
    name: "集结 · 机关志愿者",
    short_name: "集结",
    description: "机关志愿者接单、到岗、离岗、上报。",
    lang: "zh-CN",
    start_url: BASE,
    scope: BASE,
    display: "standalone",
    orientation: "portrait",
    background_color: "#f1f4f8",
    theme_color: "#0b2545",
    icons: [
      { src: "icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "icon-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  },
});

export default defineConfig({
  ...shared,
  plugins: [...shared.plugins!, installable],
  // The volunteers' pages, the one page of the residents, and those which check cards and proofs.
  build: {
    ...shared.build,
    rollupOptions: { input: ["index.html", "help.html", "check.html", "proof.html"].map(page) },
  },
  test: { include: ["test/**/*.test.ts"] },
});
