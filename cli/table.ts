import stringWidth from "string-width";
import { UNKNOWN, wholeNumber } from "./numbers.ts";

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  readonly align?: "left" | "right";
  /** Shrinks to fit the terminal, down to this many columns. */
  readonly shrinksTo?: number;
}

/** A column of whole numbers. Unknown values are shown as such, never as 0. */
export const count = <Row>(title: string, of: (row: Row) => number | null): Column<Row> => ({
  title,
  cell: (row) => {
    const value = of(row);
    return value === null ? UNKNOWN : wholeNumber(value);
  },
  align: "right",
});

/** A column of figures that are not whole, or have a unit. */
export const figure = <Row>(title: string, cell: (row: Row) => string): Column<Row> => ({
  ...{ title, cell, align: "right" },
});

const GAP = "  ";

/** Rows in columns that fit `width`, by the width that characters have on a terminal (CJK and emoji take two). */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ cell }) => oneLine(cell(row)))),
  ];
  const widths = fitted(
    columns,
    columns.map((_, at) => Math.max(...cells.map((line) => stringWidth(line[at] ?? "")))),
    width,
  );
  const lines = cells.map((line) =>
    columns
      .map(({ align }, at) => padded(line[at] ?? "", widths[at] ?? 0, align ?? "left"))
      .join(GAP)
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

/** Removes the excess width from the widest column that may shrink, one column at a time. */
function fitted<Row>(columns: readonly Column<Row>[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = () => widths.reduce((sum, one) => sum + one, GAP.length * (widths.length - 1));
  for (let excess = total() - width; excess > 0; excess = total() - width) {
    const shrinkable = columns
      .map(({ shrinksTo }, at) => ({ at, room: (widths[at] ?? 0) - (shrinksTo ?? Number.POSITIVE_INFINITY) }))
      .filter(({ room }) => room > 0)
      .sort((a, b) => (widths[b.at] ?? 0) - (widths[a.at] ?? 0));
    const [widest] = shrinkable;
    if (!widest) break;
    widths[widest.at] = (widths[widest.at] ?? 0) - 1;
  }
  return widths;
}

function padded(text: string, width: number, align: "left" | "right"): string {
  const cut = truncated(text, width);
  const space = " ".repeat(Math.max(0, width - stringWidth(cut)));
  return align === "right" ? space + cut : cut + space;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Cuts between characters as people see them, so that no emoji or accent is torn. */
export function truncated(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let cut = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** A profile's text must not control the terminal, so control and bidirectional override characters become spaces. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();

/** Rows in the format of RFC 4180. */
export const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");

function csvCell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
