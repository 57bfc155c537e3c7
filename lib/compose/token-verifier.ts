import type { TokenAccess } from "../access/token-callers.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { type Environment, oidcSettingsFrom, processEnvironment } from "../config.ts";

/**
 * How tokens of an OpenID Connect issuer are taken, where one is set; null where only keys open anything. For the
 * authoriser alone, so that no other function carries what it takes.
 */
export async function composeTokenAccess(
  environment: Environment = processEnvironment(),
): Promise<TokenAccess | null> {
  const settings = oidcSettingsFrom(environment);
  if (!settings) return null;
  const { createJoseTokenVerifier } = await import("../adapters/oidc/jose-token-verifier.ts");
  const verifier = createJoseTokenVerifier({ ...settings.verifier, clock: systemClock });
  return { verifier, mapping: settings.mapping };
}
