import type { TokenAccess } from "../access/token-callers.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { type Environment, oidcSettingsFrom, processEnvironment } from "../config.ts";

/**
 * How to accept tokens of an OpenID Connect issuer, if one is set; null if only keys are accepted. Only the authoriser
 * uses it, so that no other function contains its code.
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
