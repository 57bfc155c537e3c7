import { afterAll, beforeAll, expect, test } from "vitest";
import { createJoseTokenVerifier } from "../../lib/adapters/oidc/jose-token-verifier.ts";
import { readCursor, writeCursor } from "../../lib/search/cursor.ts";
import { AUDIENCE, ISSUER, startTokenIssuer } from "../doubles/token-issuer.ts";

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
