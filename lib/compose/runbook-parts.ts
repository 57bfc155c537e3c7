import { createPublicStatusPages, type Supplier } from "../adapters/public-status-pages.ts";
import {
  actsByItselfIn,
  credentialSettingsFrom,
  type Environment,
  isServiceSet,
  pineconeSettingsFrom,
} from "../config.ts";
import { PLATFORMS } from "../domain/platform.ts";
import type { ReadCapacity } from "../ports/read-capacity.ts";
import { createActsInForce } from "../signals/acts-in-force.ts";
import { createSignalTally, type SignalPorts } from "../signals/tally.ts";
import { lazyPort } from "./lazy-port.ts";
import type { Services } from "./services.ts";

/** What the runbook works with. Suppliers that are not set are not asked. */
export function runbookParts(
  environment: Environment,
): Pick<Services, "actsByItself" | "readCapacity" | "statusPages"> {
  const hasPinecone = isServiceSet(environment, "pinecone");
  const credentials = credentialSettingsFrom(environment);
  const suppliers: Supplier[] = [
    ...PLATFORMS.filter((platform) => credentials[platform].length > 0),
    ...(hasPinecone ? (["pinecone"] as const) : []),
  ];
  return {
    actsByItself: actsByItselfIn(environment),
    readCapacity: hasPinecone ? readCapacity(environment) : null,
    statusPages: createPublicStatusPages(suppliers),
  };
}

function readCapacity(environment: Environment): ReadCapacity {
  const settings = pineconeSettingsFrom(environment);
  const load = async (): Promise<ReadCapacity> => {
    const { createPineconeReadCapacity } = await import("../adapters/cloud/pinecone-read-capacity.ts");
    return createPineconeReadCapacity(settings);
  };
  return lazyPort<ReadCapacity>(load, { most: settings.replicasMax });
}

/** What a search counts for the runbook and reads from it. One per process. */
export const searchSignals = (ports: SignalPorts & Pick<Services, "openDocuments">) => ({
  acts: createActsInForce(ports),
  signals: createSignalTally(ports),
});
