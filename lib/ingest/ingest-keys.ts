import { nullWhenAbsent } from "../domain/errors.ts";
import type { TenantId } from "../domain/ids.ts";
import { ownScope } from "../domain/tenant-scope.ts";
import type { Objects } from "../ports/objects.ts";
import { readBenchmarks } from "../quality/benchmark-table.ts";
import { type IngestSource, ingestSourceOf } from "../stored/object-keys.ts";
import { type IngestOptions, type IngestRawPorts, ingestRaw } from "./ingest-raw.ts";
import { prepareHere } from "./prepare-envelopes.ts";
import type { PreparedEnvelope } from "./prepared-envelope.ts";
import { type EnvelopeText, readEnvelopes } from "./read-envelopes.ts";
import { storeBatch } from "./store-batch.ts";

type RawSource = Extract<IngestSource, { kind: "raw" }>;

/**
 * Ingests the objects that one message names. A crawl announces up to a hundred raw objects together. They are stored
 * in one batch per tenant, with a tenth of the writes. An object that cannot be read takes the path of a single
 * object, to quarantine.
 * @throws what `ingestRaw` throws.
 */
export async function ingestKeys(
  ports: IngestRawPorts,
  keys: readonly string[],
  options: IngestOptions,
): Promise<void> {
  const raw = keys.flatMap((key) => {
    const source = ingestSourceOf(key);
    return source.kind === "raw" ? [{ key, source }] : [];
  });
  const together = raw.length > 1 ? raw : [];
  const taken = new Set<string>();
  for (const [tenantId, ofTenant] of Map.groupBy(together, ({ source }) => source.tenantId)) {
    for (const key of await ingestRawTogether(ports, tenantId, ofTenant)) taken.add(key);
  }
  for (const key of keys) if (!taken.has(key)) await ingestRaw(ports, { key }, options);
}

/** Returns the keys whose envelopes were stored. */
async function ingestRawTogether(
  ports: IngestRawPorts,
  tenantId: TenantId,
  objects: readonly { readonly key: string; readonly source: RawSource }[],
): Promise<string[]> {
  const documents = ports.openDocuments(ownScope(tenantId));
  const now = ports.clock.now();
  const read: { readonly key: string; readonly envelope: PreparedEnvelope }[] = [];
  for (const { key, source } of objects) {
    const text = await onlyText(ports.objects, key);
    if (text === null) continue;
    const { statements, keyring, prepareEnvelopes = prepareHere } = ports;
    const [envelope] = await prepareEnvelopes({ source, statements, keyring, now }, [{ line: 1, text }]);
    if (envelope?.kind === "prepared") read.push({ key, envelope });
  }
  const context = {
    tenantId,
    documents,
    benchmarks: await readBenchmarks(documents),
    now,
    isUrgent: false,
  };
  await storeBatch(
    ports,
    context,
    read.map(({ envelope }) => envelope),
  );
  return read.map(({ key }) => key);
}

/** The text of an object that holds one envelope; null if the object is gone or holds anything else. */
async function onlyText(objects: Objects, key: string): Promise<string | null> {
  try {
    const texts: EnvelopeText[] = [];
    for await (const text of readEnvelopes(await objects.stream(key), "values")) texts.push(text);
    const [only] = texts;
    return texts.length === 1 && only && "text" in only ? only.text : null;
  } catch (error) {
    return nullWhenAbsent(error);
  }
}
