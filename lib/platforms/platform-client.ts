import type { AppError } from "../domain/errors.ts";
import type { Platform } from "../domain/platform.ts";
import type { JsonObject } from "./payload-fields.ts";
import type { QuotaBucket, QuotaCost, QuotaReading } from "./quota.ts";

/** An account as it is requested; one of the two is present. The id wins, because it survives a change of handle. */
export interface AccountName {
  /** Without the @. */
  readonly handle: string | null;
  readonly platform_user_id: string | null;
}

/**
 * Why a platform shows nothing of an account. Instagram gives the same answer for a name that nobody has and for a
 * personal account, hence `not-found-or-personal`. YouTube and X leave out closed accounts without a reason.
 */
export type AbsenceReason = "not-found" | "not-found-or-personal" | "suspended" | "private";

/** The result for one requested account. `account` is the name as it was requested. */
export type FetchOutcome =
  | {
      readonly kind: "found";
      readonly account: AccountName;
      /** The platform's id; if it gives none (TikTok), the lower-case handle. */
      readonly platform_user_id: string;
      /** The handle as the platform spells it now. If it differs from the requested one, the account was renamed. */
      readonly handle: string;
      /** `payload` and `posts` of a raw envelope, unchanged. Ids beyond 2^53 are texts of their digits. */
      readonly payload: JsonObject;
      readonly posts: readonly JsonObject[];
    }
  | { readonly kind: "absent"; readonly account: AccountName; readonly reason: AbsenceReason }
  | {
      /**
       * The platform answered, but without what every account must have. Goes to quarantine and to `shape-drift.ts`.
       */
      readonly kind: "unreadable";
      readonly account: AccountName;
      /** Path of the first field that is missing or of another type, like `statistics`. */
      readonly field: string;
      /** What came instead. It still contains contact details, so it must be cleaned before it is stored. */
      readonly sample: JsonObject;
    }
  | {
      /** The call failed after others of the batch were answered. Ask for this one again later. */
      readonly kind: "deferred";
      readonly account: AccountName;
      /** The error that a whole call would have thrown. */
      readonly error: AppError;
    };

/** The secrets of one credential. `name` and `app` are no secrets: logs, metrics and counters contain them. */
export type Credential = {
  readonly name: string;
  /** Credentials of one app (Google project, Meta app, TikTok client, X app) share its quota. */
  readonly app: string;
} & (
  | { readonly platform: "youtube"; readonly apiKey: string }
  | {
      readonly platform: "instagram";
      /** The operator's own professional account, which looks up the others. */
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
  /** Lower-case names. Secrets go here or into `body`, never into `url`. */
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
 * One request. `(request) => fetch(request.url, request)` is an example; a proxy, a simulator or a stopwatch can be
 * behind it. It follows no redirect, repeats nothing and may throw anything: the client translates.
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * Stands between a client and a platform's limits. The worker makes it for one credential; all workers share the
 * counts behind it.
 */
export interface QuotaGate {
  /**
   * Called before every HTTP call with its costs.
   * @throws AppError `rate-limited`, code `quota-spent`, context as `PlatformClient.fetchAccounts` says, when a budget
   * does not hold it; then nothing is taken from any of them.
   */
  take(costs: readonly QuotaCost[]): Promise<void>;
  /** Gets what an answer tells about the limits, also after errors. Must not throw. */
  observe(reading: QuotaReading): void | Promise<void>;
}

/** What one fetch needs. */
export interface PlatformCall<P extends Platform = Platform> {
  readonly credential: CredentialFor<P>;
  readonly http: Http;
  readonly quota: QuotaGate;
  readonly signal: AbortSignal;
  /** How many of each account's latest posts to request at most, whatever they cost; 0: none. */
  readonly postsPerAccount: number;
}

/** The size of a batch. Planning needs no names. */
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
  /** The most that a batch can cost, over all its HTTP calls. */
  costOf(batch: BatchSize): readonly QuotaCost[];
}

/**
 * One platform's API. It keeps no state except short-lived tokens, so one client serves every worker of a process.
 */
export interface PlatformClient<P extends Platform = Platform> {
  readonly platform: P;
  readonly limits: PlatformLimits;
  /**
   * Fetches up to `limits.accountsPerCall` accounts. Returns one outcome for each, in the order of `accounts`.
   *
   * Throws if nothing was learned about any of them. If something was, the others come back `deferred` with the error:
   * - `rate-limited`, code `quota-spent` (the gate), `throttled` (the platform) or `usage-capped` (its cap or the credits
   *   are spent). Context: `platform`, `bucket`, `scope` ("short-window" | "day" | "month" | "credential") and
   *   `retryAfterMs` (null: the platform does not say).
   * - `forbidden`, code `credential-refused`: the credential is wrong, expired or lacks a permission. Context:
   *   `platform`, `credential` (its name), `reason`.
   * - `forbidden`, code `platform-not-permitted`: the terms or the operator's settings switch the platform off. Context:
   *   `platform`, `reason` ("switched-off" | "not-eligible").
   * - `unavailable`, code `platform-unavailable`: 5xx, a body that is cut off or no JSON, no connection, or the
   *   platform says to try later. Context: `platform`, `status` (null without an answer).
   * - `invalid`, code `platform-rejected`: the platform refuses the request itself; repeating it does not help.
   * - `unavailable`, code `call-aborted`, when the signal says so.
   * No message or context contains a secret, a requested name or a platform's own text.
   * @throws AppError
   */
  fetchAccounts(accounts: readonly AccountName[], call: PlatformCall<P>): Promise<readonly FetchOutcome[]>;
}
