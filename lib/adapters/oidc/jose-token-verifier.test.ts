import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AUDIENCE, ISSUER, startTokenIssuer } from "../../../test/doubles/token-issuer.ts";
import type { TokenVerifier } from "../../ports/token-verifier.ts";
import { createJoseTokenVerifier } from "./jose-token-verifier.ts";

const START = Date.parse("2026-11-20T10:00:00Z");
const SECONDS = START / 1_000;
const CLAIMS = { iss: ISSUER, aud: AUDIENCE, sub: "user-1", iat: SECONDS, exp: SECONDS + 300 };

let issuer: Awaited<ReturnType<typeof startTokenIssuer>>;
let now: Date;
let verifier: TokenVerifier;

const verifierWith = (cooldownMs: number): TokenVerifier =>
  createJoseTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    jwksUrl: issuer.jwksUrl,
    algorithms: ["ES256"],
    clockSkewSeconds: 30,
    clock: { now: () => now },
    cooldownMs,
  });

beforeAll(async () => {
  issuer = await startTokenIssuer();
});
beforeEach(() => {
  now = new Date(START);
  issuer.break(false);
  verifier = verifierWith(0);
});
afterAll(() => issuer?.close());

test("a token of the issuer for us is believed until its end", async () => {
  expect(await verifier.verify(await issuer.sign(CLAIMS))).toMatchObject({
    subject: "user-1",
    expiresAt: new Date(START + 300_000),
  });
});

test.each([
  ["another issuer's", { iss: "https://rival.example" }],
  ["meant for somebody else", { aud: "billing" }],
  ["expired, by more than clocks may differ", { exp: SECONDS - 31 }],
  ["not good yet, by more than clocks may differ", { nbf: SECONDS + 31 }],
  ["without an end", { exp: undefined }],
  ["without a subject", { sub: undefined }],
])("a token that is %s is refused", async (_how, change) => {
  // As JSON, so that a claim that is undefined is not there.
  const claims = JSON.parse(JSON.stringify({ ...CLAIMS, ...change }));
  expect(await verifier.verify(await issuer.sign(claims))).toBeNull();
});

test("clocks may differ by half a minute", async () => {
  expect(await verifier.verify(await issuer.sign({ ...CLAIMS, exp: SECONDS - 29 }))).not.toBeNull();
  expect(await verifier.verify(await issuer.sign({ ...CLAIMS, nbf: SECONDS + 29 }))).not.toBeNull();
});

test("a token does not choose how it is checked: none, shared secrets and changed bytes are refused", async () => {
  const unsigned = new UnsecuredJWT(CLAIMS).encode();
  const secret = new TextEncoder().encode(JSON.stringify({ any: "text" }).repeat(4));
  const shared = await new SignJWT(CLAIMS).setProtectedHeader({ alg: "HS256", kid: "1" }).sign(secret);
  const good = await issuer.sign(CLAIMS);
  const [head, body, signature] = good.split(".");
  const admin = Buffer.from(JSON.stringify({ ...CLAIMS, roles: ["admin"] })).toString("base64url");
  for (const token of [unsigned, shared, `${head}.${admin}.${signature}`, `${head}.${body}.AAAA`, "a.b.c"]) {
    expect(await verifier.verify(token), token).toBeNull();
  }
});

test("a new key of the issuer is fetched when a token names it, the old one's tokens end", async () => {
  const old = await issuer.sign(CLAIMS);
  expect(await verifier.verify(old)).not.toBeNull();
  await issuer.rotate("2");
  expect(await verifier.verify(await issuer.sign(CLAIMS))).not.toBeNull();
  expect(await verifier.verify(old)).toBeNull();
});

test("invented key ids make nobody ask the issuer again before the cooldown is over", async () => {
  const patient = verifierWith(60_000);
  await patient.verify(await issuer.sign(CLAIMS));
  const before = issuer.fetches();
  for (const kid of ["x", "y", "z"]) {
    expect(await patient.verify(await issuer.sign(CLAIMS, { kid }))).toBeNull();
  }
  expect(issuer.fetches()).toBe(before);
});

test("an issuer that does not publish its keys is an outage, not a wrong token", async () => {
  issuer.break(true);
  const token = await issuer.sign(CLAIMS);
  await expect(verifier.verify(token)).rejects.toMatchObject({
    kind: "unavailable",
    code: "issuer-unavailable",
  });
});
