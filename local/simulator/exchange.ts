import type { Platform } from "../../lib/domain/platform.ts";
import type { Credential, CredentialFor } from "../../lib/platforms/platform-client.ts";
import type { Clock } from "../../lib/ports/clock.ts";
import type { Faults } from "./faults.ts";
import type { QuotaCounters, QuotaState } from "./quotas.ts";
import type { SimulatedWorld } from "./world.ts";

export interface SimulatedRequest {
  readonly method: string;
  readonly url: URL;
  header(name: string): string | null;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON, unless it is already text. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A reply, and what the log says about its request. */
export interface Handled extends Reply {
  readonly endpoint: string;
  readonly credential: Credential | null;
  readonly costs: readonly { readonly bucket: string; readonly units: number }[];
  readonly isRefused: boolean;
}

/** What the four APIs share. */
export interface SimulatorParts {
  readonly world: SimulatedWorld;
  readonly quotas: QuotaCounters;
  readonly clock: Clock;
  readonly credentials: CredentialBook;
  readonly faults: Faults;
  /** The spelling in X's answers. `mixed` keeps both, as generated. */
  readonly xSpelling: "guides" | "specification" | "mixed";
}

export type AnswerPlatform = (request: SimulatedRequest, parts: SimulatorParts) => Handled;

/** The credentials that may call the APIs. */
export interface CredentialBook {
  readonly all: readonly Credential[];
  find<P extends Platform>(
    platform: P,
    matches: (credential: CredentialFor<P>) => boolean,
  ): CredentialFor<P> | null;
  /** The platform refuses the credential from now on. */
  revoke(name: string): void;
}

/** Makes `perPlatform` credentials for each platform, each with its own app. */
export function createCredentialBook(perPlatform: number): CredentialBook {
  const all = Array.from({ length: perPlatform }, (_, at) => credentialsAt(at + 1)).flat();
  const revoked = new Set<string>();
  return {
    all,
    find<P extends Platform>(platform: P, matches: (credential: CredentialFor<P>) => boolean) {
      const isOurs = (credential: Credential): credential is CredentialFor<P> =>
        credential.platform === platform && !revoked.has(credential.name);
      return all.filter(isOurs).find(matches) ?? null;
    },
    revoke(name) {
      revoked.add(name);
    },
  };
}

const credentialsAt = (at: number): Credential[] => [
  {
    platform: "youtube",
    name: `youtube-${at}`,
    app: `youtube-app-${at}`,
    apiKey: `simulated-youtube-key-${at}`,
  },
  {
    platform: "instagram",
    name: `instagram-${at}`,
    app: `instagram-app-${at}`,
    userId: `1784140000000${at}`,
    accessToken: `simulated-instagram-token-${at}`,
  },
  {
    platform: "tiktok",
    name: `tiktok-${at}`,
    app: `tiktok-app-${at}`,
    clientKey: `simulated-tiktok-key-${at}`,
    clientSecret: `simulated-tiktok-secret-${at}`,
  },
  { platform: "x", name: `x-${at}`, app: `x-app-${at}`, bearerToken: `simulated-x-token-${at}` },
];

/** Adds to an endpoint's reply what the log needs. */
export const handled = (
  endpoint: string,
  credential: Credential | null,
  reply: Reply,
  counted: Partial<Pick<Handled, "costs" | "isRefused">> = {},
): Handled => ({ endpoint, credential, costs: [], isRefused: false, ...counted, ...reply });

/** Counts a call that costs one unit of one bucket. `state.granted` says whether a unit was left. */
export const spendOne = (
  { quotas }: SimulatorParts,
  { app, platform }: Credential,
  bucket: string,
): { readonly state: QuotaState; readonly costs: Handled["costs"] } => ({
  state: quotas.spend(app, platform, bucket, 1),
  costs: [{ bucket, units: 1 }],
});

/** The page of `items` from `start`, and where the next page starts; null at the end. */
export function pageOf<T>(items: readonly T[], start: number, size: number) {
  const page = items.slice(start, start + size);
  return { page, next: start + size < items.length ? start + size : null };
}
