import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";

const BUILT = fileURLToPath(new URL("../../../command-center/target/classes/phone/", import.meta.url));
const FIRST_LOAD_BYTES_MAX = 200 * 1024;

it("loads at most 200 KB, packed, before the first task is shown", () => {
  expect(existsSync(BUILT), "built by: scripts/web build field-agent phone").toBe(true);
  const page = readFileSync(`${BUILT}index.html`, "utf8");
  const files = [...page.matchAll(/(?:src|href)="\/m\/(assets\/[^"]+)"/g)].map((found) => found[1]!);
  expect(files.length).toBeGreaterThan(1);
  const bytes = ["index.html", ...files].map((file) => gzipSync(readFileSync(BUILT + file)).length);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(FIRST_LOAD_BYTES_MAX);
});

it("can be installed, and opened without a network", () => {
  const manifest = JSON.parse(readFileSync(`${BUILT}manifest.webmanifest`, "utf8")) as {
    start_url: string;
    display: string;
    icons: { src: string; sizes: string }[];
  };
  expect(manifest).toMatchObject({ start_url: "/m/", scope: "/m/", display: "standalone" });
  expect(manifest.icons.map((icon) => icon.sizes)).toEqual(expect.arrayContaining(["192x192", "512x512"]));
  const worker = readFileSync(`${BUILT}sw.js`, "utf8");
  const listed = readFileSync(`${BUILT}files.txt`, "utf8")
    .split("\n")
    .filter((file) => file.startsWith("assets/"));
  for (const file of ["index.html", ...listed]) expect(worker).toContain(file);
});
