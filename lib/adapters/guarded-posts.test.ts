import { createServer, type Server } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { createGuardedPosts, isPublicAddress } from "./guarded-posts.ts";

test.each([
  ["93.184.215.14", true],
  ["8.8.8.8", true],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["169.254.169.254", false],
  ["172.31.255.255", false],
  ["192.168.1.1", false],
  ["198.19.0.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:8.8.8.8", false],
  ["64:ff9b::a00:1", false],
  ["fd00::1", false],
  ["fe80::1", false],
  ["ff02::1", false],
  ["2002:7f00:1::", false],
  ["2001:0:1::", false],
  ["2001:db8::1", false],
  ["fd00:ec2::254", false],
  ["example.com", false],
  ["", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

describe("a post", () => {
  let server: Server;
  let port = 0;
  const seen: { path: string; body: string; id: unknown }[] = [];
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString();
      seen.push({ path: request.url ?? "", body, id: request.headers["webhook-id"] });
      if (request.url === "/slow") return;
      if (request.url === "/moved") response.setHeader("location", `http://127.0.0.1:${port}/inside`);
      response.writeHead(request.url === "/moved" ? 302 : 204).end();
    });
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => void server.closeAllConnections());

  /** Answers each look-up with the next addresses. */
  const resolving = (...answers: string[][]) => {
    let asked = 0;
    const lookup: LookupFunction = (_name, options, done) => {
      const addresses = (answers[Math.min(asked++, answers.length - 1)] ?? []).map((address) => ({
        address,
        family: address.includes(":") ? 6 : 4,
      }));
      if (options.all) done(null, addresses);
      else done(null, addresses[0]?.address ?? "", 4);
    };
    return { lookup, asked: () => asked };
  };
  /** As if loopback were a public address, so that there is something to reach. */
  const LOOPBACK_IS_PUBLIC = (address: string) => address === "127.0.0.1" || isPublicAddress(address);
  const posts = (lookup: LookupFunction, timeoutMs = 2_000) =>
    createGuardedPosts({ lookup, isAllowed: LOOPBACK_IS_PUBLIC, allowsPlain: true, timeoutMs });
  const to = (path: string, host = "hooks.example") => ({
    url: `http://${host}:${port}${path}`,
    ...{ headers: { "webhook-id": "msg_1" }, body: "{}" },
  });

  it("reaches the address that was checked, by one look-up for each connection", async () => {
    const { lookup, asked } = resolving(["127.0.0.1"]);
    expect(await posts(lookup).post(to("/ok"))).toEqual({ status: 204 });
    expect(seen.at(-1)).toEqual({ path: "/ok", body: "{}", id: "msg_1" });
    expect(asked()).toBe(1);
  });

  it("goes nowhere when a name has a private address, alone or beside a public one", async () => {
    const before = seen.length;
    for (const addresses of [["10.0.0.1"], ["127.0.0.1", "10.0.0.1"], ["127.0.0.1", "::1"], []]) {
      const { lookup } = resolving(addresses);
      await expect(posts(lookup).post(to("/inside"))).rejects.toMatchObject({ code: "private-address" });
    }
    expect(seen).toHaveLength(before);
  });

  it("is not led inside by a name that changes its address between look-ups", async () => {
    const { lookup, asked } = resolving(["127.0.0.1"], ["10.0.0.1"], ["169.254.169.254"]);
    const changing = posts(lookup);
    expect(await changing.post(to("/first"))).toEqual({ status: 204 });
    server.closeAllConnections();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(changing.post(to("/second"))).rejects.toMatchObject({ code: "private-address" });
    expect(asked()).toBe(2);
    expect(seen.at(-1)?.path).toBe("/first");
  });

  it("does not follow where it is sent", async () => {
    expect(await posts(resolving(["127.0.0.1"]).lookup).post(to("/moved"))).toEqual({ status: 302 });
    expect(seen.at(-1)?.path).toBe("/moved");
  });

  it("ends when the receiver is silent", async () => {
    const slow = posts(resolving(["127.0.0.1"]).lookup, 200).post(to("/slow"));
    await expect(slow).rejects.toMatchObject({ kind: "unavailable", code: "no-answer" });
  });

  it("refuses literal addresses inside, in any spelling, and plain HTTP", async () => {
    const strict = createGuardedPosts();
    for (const host of [
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "169.254.169.254",
    ]) {
      const asked = strict.post({ ...to("/inside", host), url: `https://${host}:${port}/inside` });
      await expect(asked, host).rejects.toMatchObject({ code: "private-address" });
    }
    await expect(strict.post(to("/inside", "93.184.215.14"))).rejects.toMatchObject({
      code: "private-address",
    });
  });
});
