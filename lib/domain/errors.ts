/**
 * The one error that crosses layers. `kind` decides the HTTP status and whether a retry can help. `code` is stable and
 * public. `context` must be safe to log and to show: ids and field names, never values of profiles.
 */
export const ERROR_KINDS = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not-found",
  "conflict",
  "rate-limited",
  "unavailable",
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export type ErrorContext = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly context: ErrorContext;

  constructor(kind: ErrorKind, code: string, message: string, context: ErrorContext = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.kind = kind;
    this.code = code;
    this.context = context;
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;

/**
 * Whether the same call can succeed later. Unknown errors count as retryable: they may be bugs, but then a dead letter
 * shows it.
 */
export const isRetryable = (error: unknown): boolean =>
  !isAppError(error) || error.kind === "unavailable" || error.kind === "rate-limited";

/**
 * Turns `not-found` into null, for a thing that may be absent.
 * @throws Every other error.
 */
export function nullWhenAbsent(error: unknown): null {
  if (isAppError(error) && error.kind === "not-found") return null;
  throw error;
}
