import { expect, it } from "vitest";
import type { CollectionName } from "../../ports/documents.ts";
import { connectMongo, type MongoConnection, STALENESS_MAX_SECONDS } from "./mongo-connection.ts";

/** A client connects with its first operation, and none is made. */
const OPTIONS = { uri: "mongodb://127.0.0.1:1", database: "increator" };
const THERE = { region: "EU_CENTRAL_1" };

const readsOf = (connection: MongoConnection, name: CollectionName) =>
  connection.within(name, async ({ readPreference }) => readPreference);

it("reads what searches read near by, from no member that is far behind, and all else from the primary", async () => {
  const near = connectMongo({ ...OPTIONS, reads: { region: "eu-central-1", strictly: false } });
  expect(await readsOf(near, "creators")).toMatchObject({
    ...{ mode: "nearest", tags: [THERE, {}], maxStalenessSeconds: STALENESS_MAX_SECONDS },
  });
  for (const name of ["erasures", "lists", "audit", "job_runs"] as const)
    expect(await readsOf(near, name)).toMatchObject({ mode: "primary" });
  await near.close();
});

it("asks the members of a region alone for what they hold, over the same client", async () => {
  const home = connectMongo(OPTIONS);
  expect(await readsOf(home, "creators")).toMatchObject({ mode: "primary" });
  const there = await readsOf(home.reading({ region: "eu-central-1", strictly: true }), "creators");
  expect(there).toMatchObject({ mode: "nearest", tags: [THERE] });
  expect(there?.maxStalenessSeconds).toBeUndefined();
  await home.close();
});
