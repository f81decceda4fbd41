import { defineConfig } from "vitest/config";

/** Stories in a real browser against a real server; started by PagesE2E. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.e2e.ts"],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    bail: 1,
  },
});
