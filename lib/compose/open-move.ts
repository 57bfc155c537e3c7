import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Environment,
  embeddedSettingsFrom,
  hasKeyring,
  keyringTextFrom,
  type ServiceName,
  servicesIn,
  withoutServices,
} from "../config.ts";
import { AppError } from "../domain/errors.ts";
import type { Keyring } from "../domain/keyring.ts";
import { MOVE_PARTS, type MovePart } from "../domain/move.ts";
import type { Log } from "../lambda/log.ts";
import type { MovePorts, MoveSide } from "../move/ports.ts";
import { composeEmbedded, type EmbeddedComposition } from "./embedded.ts";
import { openDocumentParts, openKeyWrapping, openObjectPart, openVectors } from "./embedded-parts.ts";
import { holdsSentences } from "./folder-parts.ts";
import { keyringFromText } from "./key-file.ts";
import { withSecretSettings } from "./secret-environment.ts";

export interface MoveRequest {
  readonly dataDir: string;
  /** If not given, the parts whose service is set. */
  readonly parts?: readonly MovePart[] | undefined;
  /** The target's own model makes all vectors again, and none is moved. */
  readonly embedsAnew: boolean;
  /** From the services back to the folder. */
  readonly isBack: boolean;
}

export interface OpenMove {
  readonly ports: MovePorts;
  close(): Promise<void>;
}

const SERVICE: Readonly<Record<MovePart, ServiceName>> = {
  documents: "mongo",
  vectors: "pinecone",
  objects: "s3",
};
const SETTINGS: Readonly<Record<MovePart, string>> = {
  documents: "MONGODB_URI",
  vectors: "PINECONE_API_KEY and PINECONE_INDEX_HOST",
  objects: "INCREATOR_RAW_BUCKET and the other buckets",
};

/**
 * Opens the stores of a data folder and those in the environment side by side. A part that is not moved stays where the
 * environment has it, on both sides.
 * @throws AppError `invalid`: `no-service`, `sentences-stay`, `keyring-differs`; as `composeEmbedded`.
 */
export async function openMove(given: Environment, request: MoveRequest, log: Log): Promise<OpenMove> {
  const { INCREATOR_SECRET_ARN: _, ...environment } = await withSecretSettings(given);
  const parts = chosenParts(environment, request);
  refuseSentences(request.dataDir, parts);
  const held = folderEnvironment(environment, request.dataDir, parts);
  const folder = await composeEmbedded({ dataDir: request.dataDir, log, environment: held });
  try {
    requireKnownKeys(environment, folder.services.keyring);
    const here = folderSide(folder, held);
    const services = await openServices(environment, folder, here, parts, log);
    const sides = [here, services.side] as const;
    const [source, target] = request.isBack ? sides.toReversed() : sides;
    if (!source || !target) throw new Error("A move has two sides.");
    return {
      ports: { ...shared(folder), source, target, parts, embedsAnew: request.embedsAnew },
      async close() {
        await services.close();
        await folder.close();
      },
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}

function chosenParts(environment: Environment, { parts, embedsAnew }: MoveRequest): MovePart[] {
  const services = servicesIn(environment);
  const wanted = MOVE_PARTS.filter((part) => (parts ? parts.includes(part) : services[SERVICE[part]]));
  const lacking = wanted.find((part) => !services[SERVICE[part]]);
  if (lacking) throw noService(`${SETTINGS[lacking]} not set, so ${lacking} would move nowhere.`);
  if (wanted.length === 0) {
    throw noService("No service is set to move to. Set MONGODB_URI, PINECONE_* or INCREATOR_*_BUCKET.");
  }
  if (!embedsAnew) return wanted;
  if (services.pinecone && wanted.includes("documents")) return wanted.filter((part) => part !== "vectors");
  throw noService("--re-embed needs both MONGODB_URI and PINECONE_*: documents that wait for other vectors.");
}

const noService = (why: string): AppError =>
  new AppError("invalid", "no-service", `${why} See docs/DEPLOY.md, One machine with some of the cloud.`);

/** The moved parts, caches, queues and contact keys are the folder's own; so is the keyring, if the folder has one. */
function folderEnvironment(
  environment: Environment,
  dataDir: string,
  parts: readonly MovePart[],
): Environment {
  const own: ServiceName[] = [...parts.map((part) => SERVICE[part]), "upstash", "sqs"];
  if (parts.includes("documents")) own.push("kms");
  const kept = withoutServices(environment, own);
  const { INCREATOR_KEYRING: _, ...withoutKeyring } = kept;
  const held = existsSync(join(dataDir, "keys.json")) ? withoutKeyring : kept;
  // A start makes vectors of another kind again. A move must not.
  const sentences = environment.INCREATOR_SENTENCES === "beside" ? "beside" : "on";
  return { ...held, INCREATOR_SENTENCES: holdsSentences(dataDir) ? sentences : "off" };
}

/** Services have static rows alone, so they could not compare their questions with these vectors. */
function refuseSentences(dataDir: string, parts: readonly MovePart[]): void {
  if (!parts.includes("vectors") || !holdsSentences(dataDir)) return;
  const message =
    "The folder's vectors hold the sentence model's part, which the services do not read. Start the system once with INCREATOR_SENTENCES=off and wait until it has embedded every creator (increator status), or let the target embed them: --re-embed.";
  throw new AppError("invalid", "sentences-stay", message, { dataDir });
}

/** Digests are moved unchanged, so the services need every key that made one. */
function requireKnownKeys(environment: Environment, { keys }: Keyring): void {
  if (!hasKeyring(environment)) return;
  const known = keyringFromText("INCREATOR_KEYRING", keyringTextFrom(environment)).keys;
  const lost = [...keys].filter(([version, key]) => {
    const other = known.get(version);
    return !other || Buffer.compare(key, other) !== 0;
  });
  if (lost.length === 0) return;
  const versions = lost.map(([version]) => version).join(", ");
  const message = `INCREATOR_KEYRING has not the folder's key ${versions}: no suppression, API key or contact of the folder would be found again. Set it to the content of the folder's keys.json.`;
  throw new AppError("invalid", "keyring-differs", message, { versions });
}

const shared = ({ services, search }: EmbeddedComposition) => ({
  embedder: services.embedder,
  keyring: services.keyring,
  queues: services.queues,
  clock: services.clock,
  ids: services.ids,
  search: { ...services, memory: search.memory, settings: search.settings },
});

function folderSide({ services, parts, dataDir }: EmbeddedComposition, held: Environment): MoveSide {
  const elsewhere = servicesIn(held);
  const placeOf = (part: MovePart) =>
    elsewhere[SERVICE[part]] ? `${parts[part]}` : `${parts[part]} in ${dataDir}`;
  const places = {
    documents: placeOf("documents"),
    vectors: placeOf("vectors"),
    objects: placeOf("objects"),
  };
  return { ...services, places };
}

async function openServices(
  environment: Environment,
  folder: EmbeddedComposition,
  here: MoveSide,
  parts: readonly MovePart[],
  log: Log,
): Promise<{ readonly side: MoveSide; close(): Promise<void> }> {
  const source = { environment, dataDir: folder.dataDir, services: servicesIn(environment) };
  const { efSearch } = embeddedSettingsFrom(environment);
  const { model, dimensions } = folder.services.embedder;
  const { keyring } = folder.services;
  const documents = parts.includes("documents") ? await openDocumentParts(source, null) : null;
  const vectors = parts.includes("vectors")
    ? await openVectors(source, { model, dimensions, efSearch })
    : null;
  const objects = parts.includes("objects")
    ? await openObjectPart(source, undefined, { log, keyring })
    : null;
  const wrapping = documents && source.services.kms ? await openKeyWrapping(source) : null;
  return {
    side: {
      ...here,
      ...{ ...documents?.ports, ...vectors?.ports, ...objects?.ports, ...wrapping?.ports },
      places: {
        documents: documents?.lines.documents ?? here.places.documents,
        vectors: vectors?.lines.vectors ?? here.places.vectors,
        objects: objects?.lines.objects ?? here.places.objects,
      },
    },
    close: async () => {
      await documents?.close();
    },
  };
}
