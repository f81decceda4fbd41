import { defineConfig } from "vitest/config";
import { STORIES } from "../../shared-model/web/vite.ts";

export default defineConfig({ test: STORIES });
