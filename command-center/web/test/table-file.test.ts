import { expect, it } from "vitest";
import { csv, type Column } from "../src/table-file";

interface Row {
  name: string;
  n: number;
}
const COLUMNS: Column<Row>[] = [
  { key: "name", title: "name", text: (row) => row.name },
  { key: "n", title: "n", text: (row) => row.n, number: true },
  { key: "remark", title: "remark", text: () => "", paper: true },
];
const say = (key: string): string => key.toUpperCase();

it("starts no formula in a spreadsheet", () => {
  expect(csv(COLUMNS, [{ name: '=HYPERLINK("x")', n: -2 }], say)).toBe(
    '\uFEFF"NAME","N"\r\n"\'=HYPERLINK(""x"")","-2"',
  );
});

it("leaves out what is written by hand on paper", () => {
  expect(csv(COLUMNS, [], say)).not.toContain("REMARK");
});
