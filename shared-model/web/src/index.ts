export * from "./client";
export * from "./problem";
export * from "./socket";
export * from "./sound";
export * from "./language";
export * from "./time";
export * from "./numbers";
export type { components, operations, paths } from "./wire/api";

import type { components } from "./wire/api";

/** The wire's own records by their names in the API description. */
export type Wire = components["schemas"];
