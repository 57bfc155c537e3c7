import { credentialSettingsFrom, type Environment } from "../config.ts";
import { isAppError } from "../domain/errors.ts";
import { crawlLog } from "../lambda/crawl-log.ts";
import { errorFields, type Log } from "../lambda/log.ts";
import { type AccountPages, NO_CREDENTIAL } from "../ports/account-pages.ts";
import { lazyPort } from "./lazy-port.ts";
import { withPlatformSettings } from "./secret-environment.ts";
import type { Services } from "./services.ts";

/**
 * Looks up single accounts with the environment's credentials. The first fetch reads the settings and loads the
 * platforms' clients, so that no other answer waits for them or fails because a credential is only half set. With such
 * settings, fetches answer `not-asked` and the log says why. No line names an account.
 */
export function accountPagesFrom(
  environment: Environment,
  ports: Pick<Services, "counters" | "clock" | "statements">,
  log: Log,
): AccountPages {
  const pages = lazyPort(() => loaded(environment, ports, log));
  return {
    async fetch(name, purpose) {
      const page = await pages.fetch(name, purpose).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
        log.error("account pages unavailable", errorFields(error));
        return { kind: "not-asked" as const, reason: error.code };
      });
      const fields = { platform: name.platform, purpose, outcome: page.kind };
      if (page.kind !== "not-asked") log.info("account looked at", { ...fields });
      else if (page.reason === NO_CREDENTIAL)
        log.info("account not looked at", { ...fields, reason: page.reason });
      else log.warn("account not looked at", { ...fields, reason: page.reason });
      return page;
    },
  };
}

const NOBODY: AccountPages = { fetch: async () => ({ kind: "not-asked", reason: NO_CREDENTIAL }) };

async function loaded(
  given: Environment,
  ports: Parameters<typeof accountPagesFrom>[1],
  log: Log,
): Promise<AccountPages> {
  const environment = await withPlatformSettings(given);
  const isAnySet = Object.values(credentialSettingsFrom(environment)).some(({ length }) => length > 0);
  if (!isAnySet) return NOBODY;
  const [{ composeCrawler }, { createAccountPages }] = await Promise.all([
    import("./crawler.ts"),
    import("../crawl/account-pages.ts"),
  ]);
  return createAccountPages(ports, { ...(await composeCrawler(environment, ports)), onEvent: crawlLog(log) });
}
