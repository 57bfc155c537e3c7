import type { Platform } from "../../../lib/domain/platform.ts";
import { plainHttp } from "../../../lib/platforms/plain-http.ts";
import type {
  AccountName,
  CredentialFor,
  FetchOutcome,
  Http,
  PlatformClient,
  QuotaGate,
} from "../../../lib/platforms/platform-client.ts";
import { createPlatformClients } from "../../../lib/platforms/platform-clients.ts";
import type { SimulatedAccount } from "../../../local/simulator/simulated-account.ts";
import { type SimulatorOptions, startSimulator } from "../../../local/simulator/start-simulator.ts";

/** A clock that stands still until a test moves it. */
export function handClock(start = "2026-11-20T12:00:00Z") {
  let now = new Date(start);
  return {
    now: () => now,
    forward(ms: number) {
      now = new Date(now.getTime() + ms);
    },
  };
}

interface FetchOptions {
  readonly postsPerAccount?: number;
  readonly quota?: QuotaGate;
  readonly http?: Http;
}

/** The four platforms on loopback and the real clients in front of them. */
export async function startSimulatedPlatforms(options: Partial<SimulatorOptions> = {}) {
  const clock = handClock();
  const simulator = await startSimulator({ count: 200, seed: 7, clock, ...options });
  const clients = createPlatformClients({ clock, origins: simulator.origins, statements: null });

  async function fetchAccounts<P extends Platform>(
    platform: P,
    accounts: readonly AccountName[],
    { postsPerAccount = 0, quota = openGate, http = plainHttp }: FetchOptions = {},
  ): Promise<readonly FetchOutcome[]> {
    const client: PlatformClient<P> = clients[platform];
    const credential: CredentialFor<P> | null = simulator.credentials.find(platform, () => true);
    if (!credential) throw new Error(`The simulator has no credential for ${platform}.`);
    const signal = new AbortController().signal;
    return client.fetchAccounts(accounts, { credential, http, quota, signal, postsPerAccount });
  }

  const accountsOf = (platform: Platform): SimulatedAccount[] =>
    simulator.world.accounts.filter((account) => account.platform === platform);
  return { simulator, clock, clients, fetchAccounts, accountsOf };
}

/** A gate without limits, for tests in which the platform itself sets the limit. */
const openGate: QuotaGate = { take: async () => undefined, observe: () => undefined };

export const byHandle = ({ handle }: SimulatedAccount): AccountName => ({ handle, platform_user_id: null });
export const byId = ({ handle, platformUserId }: SimulatedAccount): AccountName => ({
  handle,
  platform_user_id: platformUserId,
});

export function inBatches<T>(items: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < items.length; start += size) batches.push(items.slice(start, start + size));
  return batches;
}
