import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createJoseTokenVerifier } from "../../lib/adapters/oidc/jose-token-verifier.ts";
import type { Operation } from "../../lib/domain/api/operation.ts";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import { readCursor, writeCursor } from "../../lib/search/page/cursor.ts";
import { AUDIENCE, ISSUER, startTokenIssuer } from "../doubles/token-issuer.ts";
import { requestFor } from "../integration/access/requests.ts";
import { ACME, openWorld, type World } from "../integration/access/tenant-worlds.ts";

const now = new Date("2026-11-20T10:00:00Z");
const binding = {
  keyring: { current: 1, keys: new Map([[1, new Uint8Array(32).fill(7)]]) },
  tenantId: "local",
  order: "order",
  now,
};

test("a cursor is taken as it was given out, and with nothing behind, before or between", () => {
  const position = { kind: "browse", relaxed: 0, keyset: "k" } as const;
  const cursor = writeCursor(binding, position, 60);
  expect(readCursor(binding, cursor)).toEqual(position);
  const [content, signed] = cursor.split(".");
  const changed = [
    `${cursor}.x`,
    `${cursor}.`,
    `.${cursor}`,
    `${content}..${signed}`,
    `${content}.`,
    `${cursor}=`,
    `${cursor} `,
  ];
  for (const one of changed)
    expect(() => readCursor(binding, one), one).toThrow(expect.objectContaining({ code: "bad-cursor" }));
});

const LISTINGS = OPERATIONS.filter(({ isListing }) => isListing);

test("every operation that tells where its next page begins is a listing or signs its cursors by itself", () => {
  const paging = OPERATIONS.filter(({ shape }) => shape.at(["cursor"]) !== null);
  const others = paging.filter(({ isListing }) => !isListing).map(({ id }) => id);
  expect(others).toEqual(["searchCreators", "searchCreatorsByBody"]);
  expect(LISTINGS.length).toBeGreaterThan(7);
});

describe("a listing's cursor", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld([ACME]);
  });
  afterAll(() => world?.close());
  const named = (id: string): Operation => LISTINGS.find((one) => one.id === id) ?? (undefined as never);
  const ask = async (id: string, values: Record<string, unknown>) => {
    const { statusCode, body } = await world.send(ACME, requestFor(named(id), values));
    return { status: statusCode, ...JSON.parse(body) };
  };

  test("is taken as it was given out, never with a sign changed or added, and by no other listing", async () => {
    for (const name of ["one", "two", "three"])
      await world.send(ACME, {
        ...requestFor(named("listLists"), {}),
        method: "POST",
        headers: { "content-type": ["application/json"] },
        body: Buffer.from(JSON.stringify({ name })),
      });
    const first = await ask("listLists", { limit: 1 });
    const cursor: string = first.next_cursor;
    const second = await ask("listLists", { limit: 1, cursor });
    expect([second.status, second.data.length]).toEqual([200, 1]);
    expect(second.data[0].id).not.toBe(first.data[0].id);
    const last = cursor.at(-1) === "A" ? "B" : "A";
    const changed = [
      ...[...cursor].map(
        (sign, at) => `${cursor.slice(0, at)}${sign === "x" ? "y" : "x"}${cursor.slice(at + 1)}`,
      ),
      ...["=", "A", " ", "\u200b", "\0", ".x"].map((sign) => `${cursor}${sign}`),
      `${cursor.slice(0, -1)}${last}`,
      cursor.split(".")[0],
    ];
    for (const one of changed) {
      const { status, code } = await ask("listLists", { limit: 1, cursor: one });
      expect([status, code], one).toEqual([400, "bad-cursor"]);
    }
    for (const id of ["listSavedSearches", "listExports", "listAudit"])
      expect(await ask(id, { cursor }), id).toMatchObject({ status: 400, code: "bad-cursor" });
  });
});

let issuer: Awaited<ReturnType<typeof startTokenIssuer>>;
beforeAll(async () => {
  issuer = await startTokenIssuer();
});
afterAll(() => issuer?.close());

test.each([[""], [" "], [0], [7], [null], [["user"]], [{ id: 1 }], [true]])(
  "a token whose subject is %j is refused",
  async (sub) => {
    const verifier = createJoseTokenVerifier({
      ...{ issuer: ISSUER, audience: AUDIENCE, jwksUrl: issuer.jwksUrl, algorithms: ["ES256"] },
      ...{ clockSkewSeconds: 30, clock: { now: () => now }, cooldownMs: 0 },
    });
    const seconds = now.getTime() / 1_000;
    const claims = { iss: ISSUER, aud: AUDIENCE, iat: seconds, exp: seconds + 300 };
    // biome-ignore lint/suspicious/noExplicitAny: what no honest issuer signs
    expect(await verifier.verify(await issuer.sign({ ...claims, sub } as any))).toBeNull();
    expect(await verifier.verify(await issuer.sign({ ...claims, sub: "user-1" }))).not.toBeNull();
  },
);
