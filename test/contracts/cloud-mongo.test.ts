import { env } from "node:process";
import { describe, expect, it } from "vitest";
import { connectMongo } from "../../lib/adapters/cloud/mongo-connection.ts";
import { createMongoDocuments } from "../../lib/adapters/cloud/mongo-documents.ts";
import { migrateMongo } from "../../lib/adapters/cloud/mongo-migration.ts";
import { IS_DEEP } from "../deep.ts";
import { ferretdbPath, type MongoServer, startFerretdb } from "../doubles/mongo/ferretdb-process.ts";
import { describeDocumentsContract } from "./documents-contract.ts";
import { sampleCreator, uniqueName, uniqueTenant, writeOf } from "./sample-records.ts";

const path = IS_DEEP ? ferretdbPath() : null;
const given = env.MONGODB_URI;
const open = given
  ? async (): Promise<MongoServer> => ({ uri: given, close: async () => {} })
  : path === null
    ? null
    : () => startFerretdb(path);

if (open) {
  describeDocumentsContract(given ? "MongoDB" : "MongoDB's protocol over FerretDB", async () => {
    const server = await open();
    // A database of the run's own in a cluster that is not.
    const connection = connectMongo({ uri: server.uri, database: uniqueName("contract"), timeoutMs: 20_000 });
    await migrateMongo(connection);
    await migrateMongo(connection);
    return {
      port: createMongoDocuments(connection),
      async close() {
        await connection.run((client) => client.db(connection.database).dropDatabase());
        await connection.close();
        await server.close();
      },
    };
  });
} else {
  console.warn(
    "NOT RUN: the contract of Documents on MongoDB: set MONGODB_URI, or npm run test:deep with .ci/install-ferretdb.sh",
  );
  it.skip("MongoDB keeps the contract of Documents (no server: .ci/install-ferretdb.sh)", () => {});
}

describe("documents in MongoDB", () => {
  it.skipIf(open === null)(
    "of more than 16 MiB are refused for good, by name and without their content",
    async () => {
      const server = await (open as () => Promise<MongoServer>)();
      const connection = connectMongo({ uri: server.uri, database: uniqueName("sizes"), timeoutMs: 20_000 });
      try {
        const documents = createMongoDocuments(connection);
        const tenant = uniqueTenant();
        const [small, large] = [sampleCreator(tenant, "small"), sampleCreator(tenant, "large")];
        // One text, and many: the driver cuts the one off silently and fails on the other.
        const bios = ["private ".repeat(2 ** 21 + 1), "private ".repeat(2 ** 22)];
        const links = Array.from({ length: 250_000 }, (_, at) => ({
          url: `https://private.example/${at}/${"x".repeat(50)}`,
        }));
        for (const excess of [...bios.map((bio) => ({ bio })), { links } as unknown as { bio: string }]) {
          const writing = documents.upsertMany("creators", [
            writeOf(small),
            writeOf({ ...large, ...excess }),
          ]);
          await expect(writing).rejects.toMatchObject({
            ...{
              kind: "invalid",
              code: "record-too-large",
              context: { collection: "creators", id: large.id },
            },
          });
          await expect(writing).rejects.not.toThrow("private");
          await expect(writing).rejects.not.toHaveProperty("cause");
        }
      } finally {
        await connection.run((client) => client.db(connection.database).dropDatabase());
        await connection.close();
        await server.close();
      }
    },
  );

  it("are unavailable while no server answers, and say nothing of the address", async () => {
    const uri = "mongodb://someone:secret@127.0.0.1:1/";
    const connection = connectMongo({ uri, database: "none", timeoutMs: 50 });
    const asked = createMongoDocuments(connection).getMany("creators", [], ["c_1"]);
    await expect(asked).rejects.toMatchObject({ kind: "unavailable", code: "documents-unavailable" });
    await expect(asked).rejects.not.toHaveProperty("cause");
    await expect(asked).rejects.not.toThrow("secret");
    await connection.close();
  });

  it("name the setting when the address is none, at the first call and not before", async () => {
    const connection = connectMongo({ uri: "not an address", database: "none" });
    const asked = createMongoDocuments(connection).count("creators", { tenants: [], where: [] });
    await expect(asked).rejects.toMatchObject({ kind: "invalid", code: "documents-address-malformed" });
    await connection.close();
  });
});
