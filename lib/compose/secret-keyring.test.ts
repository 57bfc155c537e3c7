import { afterEach, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import { startLocalSecret } from "../../test/doubles/local-secrets.ts";
import { keyringFromText } from "./key-file.ts";
import { secretKeyringStore } from "./secret-keyring.ts";

const FIRST = Buffer.alloc(32, 7).toString("base64");
const NOW = new Date("2026-11-27T00:00:00Z");
const KEYRING = JSON.stringify({ current: 1, keys: { 1: FIRST } });

let secret: Awaited<ReturnType<typeof startLocalSecret>>;
beforeEach(async () => {
  secret = await startLocalSecret(JSON.stringify({ OTHER: "stays", INCREATOR_KEYRING: KEYRING }));
});
afterEach(() => secret.close());

const store = () => secretKeyringStore(secret.arn, () => NOW, secret.client());
const settings = (label = "AWSCURRENT") =>
  z.record(z.string(), z.string()).parse(JSON.parse(secret.valueAt(label) ?? "{}"));
const kept = () => keyringFromText("secret", settings().INCREATOR_KEYRING ?? "");

it("adds a key that waits until every process must have read it, and leaves the other settings alone", async () => {
  expect(await store().add()).toEqual({ version: 2, since: new Date("2026-11-27T00:30:00Z") });
  expect(kept().current).toBe(2);
  expect(Buffer.from(kept().keys.get(1) ?? []).toString("base64")).toBe(FIRST);
  expect(kept().keys.get(2)).toHaveLength(32);
  expect(settings().OTHER).toBe("stays");
  expect([...secret.labels.keys()].toSorted()).toEqual(["AWSCURRENT", "AWSPREVIOUS"]);
  expect(settings("AWSPREVIOUS").INCREATOR_KEYRING).toBe(KEYRING);
});

it("adds none while another waits for its time", async () => {
  await store().add();
  const before = secret.valueAt("AWSCURRENT");
  await expect(store().add()).rejects.toMatchObject({ kind: "conflict", code: "rotation-under-way" });
  expect(secret.valueAt("AWSCURRENT")).toBe(before);
});

it("takes a key away", async () => {
  await store().add();
  await store().remove(1);
  expect([...kept().keys.keys()]).toEqual([2]);
});

it("adds one key where several rotate at once, and tells the others so", async () => {
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => store().add()));
  const failed = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
  expect(failed).toHaveLength(3);
  for (const code of failed) expect(["keyring-contended", "rotation-under-way"]).toContain(code);
  expect([...kept().keys.keys()]).toEqual([1, 2]);
});

it.each(["PutSecretValue", "UpdateSecretVersionStage"])(
  "leaves what somebody else wrote between reading and %s, and says that nothing was done",
  async (operation) => {
    const theirs = JSON.stringify({ OTHER: "theirs", INCREATOR_KEYRING: KEYRING });
    secret.onNext(operation, (carryOut) => {
      secret.write("theirs", theirs);
      return carryOut();
    });
    await expect(store().add()).rejects.toMatchObject({ kind: "conflict", code: "keyring-contended" });
    expect(secret.valueAt("AWSCURRENT")).toBe(theirs);
    await store().add();
    expect(settings()).toMatchObject({ OTHER: "theirs" });
    expect([...kept().keys.keys()]).toEqual([1, 2]);
  },
);

it.each(["PutSecretValue", "UpdateSecretVersionStage"])(
  "adds one key where the answer of %s is lost and the request is sent again",
  async (operation) => {
    secret.onNext(operation, (carryOut) => {
      carryOut();
      return { status: 500, body: "{}" };
    });
    expect(await store().add()).toMatchObject({ version: 2 });
    expect([...kept().keys.keys()]).toEqual([1, 2]);
    expect(secret.versions.size).toBe(2);
  },
);

it("changes nothing and says what the service said where the label may not be moved", async () => {
  const before = secret.valueAt("AWSCURRENT");
  secret.onNext("UpdateSecretVersionStage", () => ({
    status: 400,
    body: '{"__type":"AccessDeniedException"}',
  }));
  await expect(store().add()).rejects.toMatchObject({ kind: "unavailable", code: "keyring-access-denied" });
  expect(secret.valueAt("AWSCURRENT")).toBe(before);
});

it("says that the secret holds no keyring, and shows nothing of it", async () => {
  secret.write("v2", '{"MONGODB_URI":"mongodb://user:hush@host"}');
  const failed = await store()
    .add()
    .catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "secret-malformed" });
  expect(JSON.stringify(failed)).not.toContain("hush");
});
