import type { AppError } from "../domain/errors.ts";
import type { Platform } from "../domain/platform.ts";
import type { JsonObject } from "./payload-fields.ts";
import type { QuotaBucket, QuotaCost, QuotaReading } from "./quota.ts";

/** An account as one asks for it; one of the two is there. The id wins: it outlives a change of handle. */
export interface AccountName {
  /** Without the @. */
  readonly handle: string | null;
  readonly platform_user_id: string | null;
}

/**
 * Why a platform shows nothing of an account. Instagram answers alike for a name nobody has and for a personal
 * account, hence `not-found-or-personal`; YouTube and X leave closed accounts out without a reason.
 */
export type AbsenceReason = "not-found" | "not-found-or-personal" | "suspended" | "private";

/** What became of one account that was asked for. `account` is the name as it was asked. */
export type FetchOutcome =
  | {
      readonly kind: "found";
      readonly account: AccountName;
      /** As the platform tells it; where it gives none (TikTok), the lower-case handle. */
      readonly platform_user_id: string;
      /** As the platform spells it now; another than the one asked for means that the account was renamed. */
      readonly handle: string;
      /** `payload` and `posts` of a raw envelope, untouched; ids beyond 2^53 are texts of their digits. */
      readonly payload: JsonObject;
      readonly posts: readonly JsonObject[];
    }
  | { readonly kind: "absent"; readonly account: AccountName; readonly reason: AbsenceReason }
  | {
      /** The platform answered, but without what every account must have: for quarantine, and for `shape-drift.ts`. */
      readonly kind: "unreadable";
      readonly account: AccountName;
      /** Path of the first field that is missing or of another type, like `statistics`. */
      readonly field: string;
      /** What came in its place: still with contact details in it, so it must be cleaned before it is kept. */
      readonly sample: JsonObject;
    }
  | {
      /** Others of the batch were answered, then the call could not go on: ask for this one again later. */
      readonly kind: "deferred";
      readonly account: AccountName;
      /** As a whole call would have thrown it. */
      readonly error: AppError;
    };

/** The secrets of one credential. `name` and `app` are no secrets: logs, metrics and counters carry them. */
export type Credential = {
  readonly name: string;
  /** Credentials of one app (Google project, Meta app, TikTok client, X app) share its quota. */
  readonly app: string;
} & (
  | { readonly platform: "youtube"; readonly apiKey: string }
  | {
      readonly platform: "instagram";
      /** The operator's own professional account, in whose name others are looked up. */
      readonly userId: string;
      readonly accessToken: string;
    }
  | { readonly platform: "tiktok"; readonly clientKey: string; readonly clientSecret: string }
  | { readonly platform: "x"; readonly bearerToken: string }
);
export type CredentialFor<P extends Platform> = Extract<Credential, { readonly platform: P }>;

export interface HttpRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** Lower-case names. Secrets stand here or in `body`, never in `url`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/**
 * One request. `(request) => fetch(request.url, request)` is one; a proxy, a simulator or a stopwatch can stand
 * behind it. It follows no redirect, tries nothing again and may throw whatever it likes: the client translates.
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * Stands between a client and a platform's limits; made by the worker for one credential, shared between workers
 * behind the scenes.
 */
export interface QuotaGate {
  /**
   * Asked before every HTTP call with what it costs.
   * @throws AppError `rate-limited`, code `quota-spent`, context as `PlatformClient.fetchAccounts` says, when a budget
   * does not hold it; then nothing is taken from any of them.
   */
  take(costs: readonly QuotaCost[]): Promise<void>;
  /** Told what an answer says of the limits; after errors too. Must not throw. */
  observe(reading: QuotaReading): void | Promise<void>;
}

/** What one fetch goes through. */
export interface PlatformCall<P extends Platform = Platform> {
  readonly credential: CredentialFor<P>;
  readonly http: Http;
  readonly quota: QuotaGate;
  readonly signal: AbortSignal;
  /** How many of each account's latest posts to ask for at most, whatever they cost; 0 asks for none. */
  readonly postsPerAccount: number;
}

/** What a batch will ask for: planning needs no names. */
interface BatchSize {
  /** Accounts whose platform id is known. */
  readonly ids: number;
  /** Accounts known by handle alone. */
  readonly handles: number;
  readonly postsPerAccount: number;
}

/** A platform's published limits, as data: `lib/platforms/<p>/limits.ts`, each number with its source. */
export interface PlatformLimits {
  readonly platform: Platform;
  /** The most accounts that one `fetchAccounts` takes: YouTube 50, Instagram 1, TikTok 1, X 100. */
  readonly accountsPerCall: number;
  readonly buckets: readonly QuotaBucket[];
  /** What a batch costs at most, over all the HTTP calls it takes. */
  costOf(batch: BatchSize): readonly QuotaCost[];
}

/** One platform's API. Keeps no state but short-lived tokens, so one client serves every worker of a process. */
export interface PlatformClient<P extends Platform = Platform> {
  readonly platform: P;
  readonly limits: PlatformLimits;
  /**
   * Fetches up to `limits.accountsPerCall` accounts; one outcome each, in the order asked.
   *
   * Throws when nothing was learnt of any of them; as soon as one was, the rest come back `deferred` with the error:
   * - `rate-limited`, code `quota-spent` (the gate), `throttled` (the platform) or `usage-capped` (its cap or the credits
   *   are spent). Context: `platform`, `bucket`, `scope` ("short-window" | "day" | "month" | "credential") and
   *   `retryAfterMs` (null: the platform does not say).
   * - `forbidden`, code `credential-refused`: the credential is wrong, expired or lacks a permission. Context:
   *   `platform`, `credential` (its name), `reason`.
   * - `forbidden`, code `platform-not-permitted`: the terms or the operator's settings keep the platform off. Context:
   *   `platform`, `reason` ("switched-off" | "not-eligible").
   * - `unavailable`, code `platform-unavailable`: 5xx, a body that is cut off or no JSON, no connection, or the
   *   platform's own word for "later". Context: `platform`, `status` (null without an answer).
   * - `invalid`, code `platform-rejected`: the platform refuses the request itself; trying again does not help.
   * - `unavailable`, code `call-aborted`, when the signal says so.
   * No message or context holds a secret, a name that was asked for, or a platform's own text.
   * @throws AppError
   */
  fetchAccounts(accounts: readonly AccountName[], call: PlatformCall<P>): Promise<readonly FetchOutcome[]>;
}
