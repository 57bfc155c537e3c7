import { type Cell, COLUMNS, type Row } from "./columns.ts";

/**
 * A cell that begins with one of these may be run by a spreadsheet, also after spaces or in full width: OWASP, "CSV
 * Injection". Bounded: one class of characters behind another that shares none with it.
 */
const FORMULA = /^\s*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** A line of RFC 4180. Text that could be a formula gets a leading apostrophe; lists are joined with semicolons. */
export const csvLine = (row: Row): string =>
  `${COLUMNS.map(({ name }) => cellText(row[name] ?? null)).join(",")}\r\n`;

export const csvHeader = (): string => `${COLUMNS.map(({ name }) => name).join(",")}\r\n`;

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  const text = typeof cell === "string" ? cell : cell.join("; ");
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
