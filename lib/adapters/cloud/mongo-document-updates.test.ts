import type { ClientBulkWriteModel, MongoClient } from "mongodb";
import { expect, it } from "vitest";
import { tenantIdSchema } from "../../domain/ids.ts";
import type { MongoConnection } from "./mongo-connection.ts";
import { updateEach } from "./mongo-document-updates.ts";

const tenant_id = tenantIdSchema.parse("acme");
const updates = ["a", "b", "c"].map((id) => ({ key: { tenant_id, id }, set: { bio: id } }));

/** A server that matches every update but the one of `b`, and counts what it is sent. */
function serverOf(maxWireVersion: number) {
  const sent: string[] = [];
  const matches = (id: unknown): number => (id === "b" ? 0 : 1);
  const client = {
    db: () => ({
      command: async () => ({ maxWireVersion }),
      collection: () => ({
        async updateOne({ _id }: { _id: string }) {
          sent.push("updateOne");
          return { matchedCount: matches(_id) };
        },
      }),
    }),
    async bulkWrite(models: readonly (ClientBulkWriteModel & { filter: { _id: string } })[]) {
      sent.push(`bulkWrite of ${models[0]?.namespace}`);
      const results = models.map(({ filter }, at) => [at, { matchedCount: matches(filter._id) }] as const);
      return { updateResults: new Map(results) };
    },
  } as unknown as MongoClient;
  const connection = { database: "db", run: (work) => work(client) } as MongoConnection;
  return { connection, sent };
}

it("sends several updates in one round trip where the server says what each matched", async () => {
  const { connection, sent } = serverOf(25);
  expect(await updateEach(connection, "creators", updates)).toEqual([true, false, true]);
  expect(sent).toEqual(["bulkWrite of db.creators"]);
});

it("sends them one by one to an older server, and a single one as it is to any", async () => {
  const older = serverOf(21);
  expect(await updateEach(older.connection, "creators", updates)).toEqual([true, false, true]);
  expect(older.sent).toEqual(["updateOne", "updateOne", "updateOne"]);
  const newer = serverOf(25);
  await updateEach(newer.connection, "creators", updates.slice(0, 1));
  expect(newer.sent).toEqual(["updateOne"]);
});
