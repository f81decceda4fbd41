import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import type { UserConfig } from "vite";

/** Where a pages' build goes and how it is reached. */
export interface Pages {
  /** Folder of the pages' own vite.config.ts, as `import.meta.url`. */
  here: string;
  /** Folder of the built files, relative to `here`; a folder of the jar's classes. */
  out: string;
  /** Path at which the server shows the pages, with a slash at both ends. */
  base: string;
  /** Port of the development server; it hands the API and the socket on to the real one. */
  port: number;
}

const SERVER = process.env["MUSTER_SERVER"] ?? "http://127.0.0.1:8080";

/** The build settings that both applications share. */
export function pages(of: Pages): UserConfig {
  return {
    root: fileURLToPath(new URL(".", of.here)),
    base: of.base,
    plugins: [vue()],
    define: {
      __VUE_OPTIONS_API__: true,
      __VUE_PROD_DEVTOOLS__: false,
      __INTLIFY_PROD_DEVTOOLS__: false,
    },
    worker: { format: "es" },
    build: {
      outDir: fileURLToPath(new URL(of.out, of.here)),
      emptyOutDir: true,
      target: "es2022",
      // A strict content policy lets no page be made of data addresses.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
    },
    server: {
      port: of.port,
      strictPort: true,
      proxy: { "/api": SERVER, "/health": SERVER, "/ws": { target: SERVER.replace("http", "ws"), ws: true } },
    },
  };
}

/** Stories in a real browser against a real server; started by the end-to-end tests. */
export const STORIES = {
  include: ["e2e/**/*.e2e.ts"],
  testTimeout: 180_000,
  hookTimeout: 120_000,
  fileParallelism: false,
  bail: 1,
};
