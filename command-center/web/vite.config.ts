import { pages } from "../../shared-model/web/vite.ts";
import { defineConfig } from "vitest/config";

export default defineConfig({
  ...pages({ here: import.meta.url, out: "../target/classes/desk", base: "/", port: 5173 }),
  test: { include: ["test/**/*.test.ts"] },
});
