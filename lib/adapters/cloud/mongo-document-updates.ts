import type { ClientBulkWriteModel, MongoClient } from "mongodb";
import type { CollectionName, ConditionalUpdate } from "../../ports/documents.ts";
import { filtersOf, type MongoFilter, ofTenants } from "./mongo-conditions.ts";
import type { MongoConnection, StoredDocument } from "./mongo-connection.ts";
import { namingTooLarge } from "./mongo-record-size.ts";

/** MongoDB 8.0, the first version whose bulk write tells what each operation matched. */
const VERBOSE_BULK_WIRE_VERSION = 25;

/**
 * Conditional updates, in order. Returns for each whether it changed anything. One round trip if the server reports
 * each operation.
 */
export async function updateEach(
  connection: MongoConnection,
  name: CollectionName,
  updates: readonly ConditionalUpdate[],
): Promise<boolean[]> {
  if (updates.length === 0) return [];
  const operations = updates.map(operationOf);
  return connection.run(async (client) =>
    updates.length > 1 && (await isVerbose(client))
      ? inBulk(client, connection.database, name, operations)
      : oneByOne(client, connection.database, name, operations),
  );
}

interface Operation {
  readonly id: string;
  readonly filter: MongoFilter;
  readonly update: { readonly $set: Record<string, unknown> };
}

/** Sets the tenant to the value that the filter found, so that an update without other fields still matches. */
const operationOf = ({ key, set, when = [] }: ConditionalUpdate): Operation => ({
  id: key.id,
  filter: { _id: key.id, ...ofTenants([key.tenant_id], filtersOf(when)) },
  update: { $set: { ...set, tenant_id: key.tenant_id } },
});

async function inBulk(
  client: MongoClient,
  database: string,
  name: CollectionName,
  operations: readonly Operation[],
): Promise<boolean[]> {
  const namespace = `${database}.${name}`;
  const models = operations.map(
    ({ filter, update }): ClientBulkWriteModel => ({ name: "updateOne", namespace, filter, update }),
  );
  const { updateResults } = await namingTooLarge(name, operations.map(writeOf), () =>
    client.bulkWrite(models, { ordered: true, verboseResults: true }),
  );
  return operations.map((_, at) => (updateResults?.get(at)?.matchedCount ?? 0) > 0);
}

/** One after the other, because two of them may change the same record. */
async function oneByOne(
  client: MongoClient,
  database: string,
  name: CollectionName,
  operations: readonly Operation[],
): Promise<boolean[]> {
  const collection = client.db(database).collection<StoredDocument>(name);
  const changed: boolean[] = [];
  for (const operation of operations) {
    const { matchedCount } = await namingTooLarge(name, [writeOf(operation)], () =>
      collection.updateOne(operation.filter, operation.update),
    );
    changed.push(matchedCount > 0);
  }
  return changed;
}

const writeOf = (operation: Operation) => ({ id: operation.id, operation });

/** Asked once per client, because a cluster may be upgraded under running clients but is never downgraded. */
const verbosity = new WeakMap<MongoClient, boolean>();

async function isVerbose(client: MongoClient): Promise<boolean> {
  const known = verbosity.get(client);
  if (known !== undefined) return known;
  const { maxWireVersion } = await client.db("admin").command({ hello: 1 });
  const verbose = Number(maxWireVersion) >= VERBOSE_BULK_WIRE_VERSION;
  verbosity.set(client, verbose);
  return verbose;
}
