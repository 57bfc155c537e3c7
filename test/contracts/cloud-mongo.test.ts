import { env } from "node:process";
import { describe, expect, it } from "vitest";
import { connectMongo } from "../../lib/adapters/cloud/mongo-connection.ts";
import { createMongoDocuments } from "../../lib/adapters/cloud/mongo-documents.ts";
import { migrateMongo } from "../../lib/adapters/cloud/mongo-migration.ts";
import { ferretdbPath, type MongoServer, startFerretdb } from "../doubles/mongo/ferretdb-process.ts";
import { describeDocumentsContract } from "./documents-contract.ts";
import { uniqueName } from "./sample-records.ts";

const path = ferretdbPath();
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
    "NOT RUN: the contract of Documents on MongoDB: set MONGODB_URI or run .ci/install-ferretdb.sh",
  );
  it.skip("MongoDB keeps the contract of Documents (no server: .ci/install-ferretdb.sh)", () => {});
}

describe("documents in MongoDB", () => {
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
