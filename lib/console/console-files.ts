import { createHash } from "node:crypto";

/** A file of the console as it is served. */
export interface ConsoleFile {
  readonly type: string;
  readonly text: string;
  /** Quoted, as RFC 9110, 8.8.3 writes it. */
  readonly etag: string;
}

/** The console's files by path. */
export type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** @throws Error for a kind of file that the console has none of. */
export function consoleFile(path: string, text: string): ConsoleFile {
  const type = TYPES[path.split(".").at(-1) ?? ""];
  if (!type) throw new Error(`The console serves no file like ${path}.`);
  return { type, text, etag: `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"` };
}

/**
 * Everything comes from this origin, and no script or style stands in the page. Pictures alone may come from elsewhere,
 * because a person may ask to see an avatar.
 */
const contentSecurityPolicy = (uploads: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    uploads === null ? "connect-src 'self'" : `connect-src 'self' ${uploads}`,
    "img-src 'self' https:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Headers of every answer of the console. */
const HEADERS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  // Asked again each time, answered 304 while nothing changed.
  "cache-control": "no-cache",
};

export interface ConsoleAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Where the console is, as a gateway writes it. */
export const CONSOLE_PATHS = ["/", "/console/{file}"] as const;

/**
 * The answer to a GET of a path, or null where the console has no file: the API answers then. `uploads` is the origin
 * that takes files, where that is another one.
 */
export function consoleAnswer(
  files: ConsoleFiles,
  path: string,
  { ifNoneMatch, uploads }: { readonly ifNoneMatch: string | undefined; readonly uploads: string | null },
): ConsoleAnswer | null {
  const file = files.get(path === "/" ? "/console/index.html" : path);
  if (!file) return null;
  const policy = { "content-security-policy": contentSecurityPolicy(uploads) };
  const headers = { ...HEADERS, ...policy, etag: file.etag, "content-type": file.type };
  return ifNoneMatch === file.etag
    ? { status: 304, headers, body: "" }
    : { status: 200, headers, body: file.text };
}
