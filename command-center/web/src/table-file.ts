/** One column of a list: what stands in its cells, on the screen and in a file. */
export interface Column<Row> {
  key: string;
  /** The words above it, by their key. */
  title: string;
  text: (row: Row) => string | number | undefined;
  /** Numbers stand at the right. */
  number?: boolean;
  /** Rows whose cell is marked as wrong. */
  danger?: (row: Row) => unknown;
  /** Only on paper, to be written in by hand. */
  paper?: boolean;
}

/** A list as a file that spreadsheets open; no cell can start a formula. */
export function csv<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  say: (key: string) => string,
): string {
  const kept = columns.filter((column) => !column.paper);
  const lines = [
    kept.map((column) => quoted(say(column.title))),
    ...rows.map((row) => kept.map((column) => quoted(String(column.text(row) ?? "")))),
  ];
  return `\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}`;
}

function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+$/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

/** Hands a text to the reader as a file. */
export function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
