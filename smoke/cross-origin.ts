/** A request that a page wants to send. */
export interface PageRequest {
  readonly origin: string;
  readonly method: string;
  /** Names of header fields that a form could not send, in lower case. */
  readonly headers: readonly string[];
}

/** Methods that a page may use without asking: https://fetch.spec.whatwg.org/#cors-safelisted-method */
const SAFELISTED = ["GET", "HEAD", "POST"];

/**
 * Why a browser would hide the answer from a page of that origin; null if it would show it.
 * https://fetch.spec.whatwg.org/#cors-check
 */
export function barredFromReading(headers: Headers, origin: string): string | null {
  const allowed = headers.get("access-control-allow-origin");
  if (allowed === "*" || allowed === origin) return null;
  return `Access-Control-Allow-Origin is ${allowed ?? "missing"}`;
}

/**
 * Why a browser would not send the request after this preflight; null if it would.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function barredByPreflight(
  { status, headers }: { readonly status: number; readonly headers: Headers },
  request: PageRequest,
): string | null {
  const unread = barredFromReading(headers, request.origin);
  if (unread !== null) return unread;
  if (status < 200 || status > 299) return `the status is ${status}`;
  // Without credentials, which our pages never send through the browser's own means, * covers all headers but
  // authorization.
  const methods = listed(headers, "access-control-allow-methods");
  if (!SAFELISTED.includes(request.method) && !methods.includes(request.method) && !methods.includes("*"))
    return `Access-Control-Allow-Methods lacks ${request.method}`;
  const names = listed(headers, "access-control-allow-headers").map((name) => name.toLowerCase());
  const lacking = request.headers.filter(
    (name) => !names.includes(name) && (name === "authorization" || !names.includes("*")),
  );
  return lacking.length > 0 ? `Access-Control-Allow-Headers lacks ${lacking.join(", ")}` : null;
}

const listed = (headers: Headers, name: string): string[] =>
  (headers.get(name) ?? "").split(",").flatMap((part) => part.trim() || []);
