import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export const ISSUER = "https://issuer.example";
export const AUDIENCE = "increator";

/** An OpenID Connect issuer on this machine: it signs tokens, publishes its keys, and changes them when a test asks. */
export async function startTokenIssuer() {
  let key = await newKey("1");
  let fetches = 0;
  let isBroken = false;
  const server = createServer((_request, response) => {
    fetches += 1;
    if (isBroken) return void response.writeHead(503).end();
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ keys: [key.jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    fetches: () => fetches,
    break: (now: boolean) => {
      isBroken = now;
    },
    async rotate(id: string) {
      key = await newKey(id);
    },
    sign: (claims: JWTPayload, header: { readonly alg?: string; readonly kid?: string } = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "ES256", kid: key.jwk.kid ?? "", ...header })
        .sign(key.privateKey),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

async function newKey(id: string) {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), kid: id, alg: "ES256", use: "sig" } };
}
