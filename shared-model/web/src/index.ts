export * from "./client";
export * from "./problem";
export type { DeedAnswer, DeedFrame } from "./deeds";
export type { LinkOptions, LinkState } from "./link-options";
export type { Cursor, CursorStore, Item } from "./mailbox";
export * from "./socket";
export * from "./sound";
export * from "./language";
export * from "./time";
export * from "./numbers";
export type { components, operations, paths } from "./wire/api";

import type { components } from "./wire/api";

/** The wire's own records by their names in the API description. */
export type Wire = components["schemas"];
