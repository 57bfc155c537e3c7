import { type Cell, COLUMNS, type Row } from "./columns.ts";

/**
 * What a spreadsheet may run when a cell begins with it, also behind blanks, and in full width: OWASP, "CSV Injection".
 * Bounded: one class of characters behind another that shares none with it.
 */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** A line of RFC 4180. Text that could be a formula starts with an apostrophe; lists are joined by semicolons. */
export const csvLine = (row: Row): string =>
  `${COLUMNS.map(({ name }) => cellText(row[name] ?? null)).join(",")}\r\n`;

export const csvHeader = (): string => `${COLUMNS.map(({ name }) => name).join(",")}\r\n`;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  const text = typeof cell === "string" ? cell : cell.join("; ");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
