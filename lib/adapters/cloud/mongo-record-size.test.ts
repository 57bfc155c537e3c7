import { MongoBulkWriteError, MongoClientBulkWriteError, MongoServerError } from "mongodb";
import { expect, it } from "vitest";
import { namingTooLarge } from "./mongo-record-size.ts";

const WRITES = ["one", "two"].map((id) => ({ id, operation: { set: id } }));
const failing = (error: unknown, writes = WRITES) =>
  namingTooLarge("creators", writes, () => Promise.reject(error));
const secret = "detail of the server";

/** A record may grow too large by an update that is small itself, so only the server can tell. */
it("names the record that the server says became too large, in each form of its answer", async () => {
  const writeError = { index: 1, code: 17_419, errmsg: secret };
  const bulk = new MongoBulkWriteError(
    { message: secret, code: 17_419, writeErrors: [writeError] } as never,
    {} as never,
  );
  const client = new MongoClientBulkWriteError({ message: secret });
  client.writeErrors.set(1, { code: 17_420, message: secret });
  for (const error of [bulk, client])
    await expect(failing(error)).rejects.toMatchObject({ code: "record-too-large", context: { id: "two" } });
  const single = new MongoServerError({ message: secret, code: 10_334 });
  await expect(failing(single, WRITES.slice(0, 1))).rejects.toMatchObject({
    kind: "invalid",
    context: { id: "one" },
  });
});

it("leaves every other error as it is", async () => {
  const outage = new MongoServerError({ message: secret, code: 91 });
  await expect(failing(outage)).rejects.toBe(outage);
});
