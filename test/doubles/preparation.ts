import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { PLATFORMS } from "../../lib/domain/platform.ts";
import type { PreparationContext } from "../../lib/ingest/prepare-envelope.ts";

/** The context in which envelopes of a drop are prepared if every platform is on. */
export const PREPARATION = {
  source: { kind: "inbox", tenantId: LOCAL_TENANT },
  statements: {
    platforms: PLATFORMS,
    derivedMetricsAccepted: [],
    researchEligible: PLATFORMS,
    allowSynthetic: true,
  },
  keyring: { current: 1, keys: new Map([[1, new Uint8Array(32)]]) },
  now: new Date("2026-11-28T12:00:00Z"),
} satisfies PreparationContext;
