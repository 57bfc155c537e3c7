import { z } from "zod";
import { accountName, accountOfAddress } from "../identity.ts";
import { parseLosslessJson } from "../lossless-json.ts";
import { type Platform, platformSchema } from "../platform.ts";
import { accountOfName, isPlatformId, type TargetAccount } from "./target.ts";

/** A line that names no account. Says where and why, never what the line held. */
export interface BadLine {
  /** Counts from 1. */
  readonly line: number;
  readonly code: string;
  readonly reason: string;
}

export type TargetLine = { readonly line: number; readonly account: TargetAccount } | BadLine;

/** The fields that can name an account. */
const namedSchema = z.object({
  platform: z.string().optional(),
  handle: z.string().optional(),
  url: z.string().optional(),
  /** A number with a fraction or beyond 2^53 has lost digits, so it may be the id of another account. */
  platform_user_id: z.union([z.string(), z.int()]).transform(String).optional(),
});
type Named = z.infer<typeof namedSchema>;

const ACCOUNT_FIELDS = ["platform", "handle", "url", "platform_user_id"] as const;

/**
 * The account that the fields name, or the reason why they name none. The platform may be left out if `fallback` or the
 * address gives it.
 */
export function accountNamed(named: Named, fallback: Platform | null): TargetAccount | string {
  const stated = platformSchema.safeParse(named.platform?.trim().toLowerCase() || fallback);
  const [handle, url, userId] = [named.handle, named.url, named.platform_user_id].map(
    (text) => text?.trim() || null,
  );
  if (url || handle?.includes("/")) return ofUrl(url ?? handle ?? "", stated.data ?? null);
  if (!stated.success) return "no platform: instagram, tiktok, x or youtube";
  const platform = stated.data;
  if (userId) {
    if (!isPlatformId(platform, userId)) return `the platform_user_id is none of ${platform}`;
    return { platform, platform_user_id: userId, handle: ofHandle(platform, handle ?? null)?.handle ?? null };
  }
  const byChannelId = platform === "youtube" && handle && isPlatformId(platform, handle);
  if (byChannelId) return { platform, handle: null, platform_user_id: handle };
  return ofHandle(platform, handle ?? null) ?? `the handle is none of ${platform}`;
}

function ofUrl(url: string, stated: Platform | null): TargetAccount | string {
  const name = accountOfAddress(url);
  if (name === null) return "the address is no profile page";
  if (stated !== null && stated !== name.platform) return "the address is of another platform";
  return accountOfName(name);
}

function ofHandle(platform: Platform, handle: string | null): TargetAccount | null {
  const name = handle === null ? null : accountName(platform, handle);
  return name && accountOfName(name);
}

/**
 * Reads a list of accounts: NDJSON objects, or CSV whose first line names its columns, or one handle or address a line.
 * It takes one line at a time and returns null for lines without an account.
 */
export function targetLineReader(fallback: Platform | null): (text: string) => TargetLine | null {
  let line = 0;
  let columns: readonly string[] | null = null;
  return (text) => {
    line += 1;
    // Joined files have several headers and byte-order marks. `trim` removes the marks.
    const trimmed = text.trim();
    if (trimmed === "") return null;
    if (trimmed.startsWith("{")) return read(line, objectOf(trimmed), fallback);
    const cells = csvCells(trimmed);
    if (cells === null) return bad(line, "bad-csv", "a quote is not closed");
    const header = cells.map((cell) => cell.trim().toLowerCase());
    if (columns === null ? header.some(isField) : header.every(isField)) {
      columns = header;
      return null;
    }
    columns ??= defaultColumns(cells.length);
    const entries = columns.flatMap((name, at) => (cells[at] === undefined ? [] : [[name, cells[at]]]));
    return read(line, Object.fromEntries(entries), fallback);
  };
}

const isField = (name: string): boolean => (ACCOUNT_FIELDS as readonly string[]).includes(name);

/** Without a header: a handle or an address. If there are two cells, the platform comes first. */
const defaultColumns = (cells: number): readonly string[] =>
  cells > 1 ? ["platform", "handle"] : ["handle"];

const NO_ACCOUNT = "neither a JSON object nor a row that names an account";
const INEXACT_ID = "the platform_user_id is neither a text nor an exact whole number";

function read(line: number, fields: unknown, fallback: Platform | null): TargetLine {
  const parsed = namedSchema.safeParse(fields);
  if (!parsed.success) {
    const isId = parsed.error.issues[0]?.path[0] === "platform_user_id";
    return isId ? bad(line, "bad-account", INEXACT_ID) : bad(line, "bad-line", NO_ACCOUNT);
  }
  const account = accountNamed(parsed.data, fallback);
  return typeof account === "string" ? bad(line, "bad-account", account) : { line, account };
}

const bad = (line: number, code: string, reason: string): BadLine => ({ line, code, reason });

function objectOf(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return null;
  }
}

/** The cells of one row by RFC 4180, also separated by semicolons or tabs. Null if a quotation is not closed. */
function csvCells(row: string): string[] | null {
  const separator = [",", ";", "\t"].find((one) => row.includes(one)) ?? ",";
  const cells: string[] = [];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}]*))(${separator}|$)`, "y");
  while (cell.lastIndex <= row.length) {
    const match = cell.exec(row);
    if (!match) return null;
    cells.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "") return cells;
  }
  return cells;
}
