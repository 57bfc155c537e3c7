import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { someOf } from "../deep.ts";
import { VEGAN_COACH, xEnvelope } from "./envelopes.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { ask, ingest, start, temporaryFolder } from "./running-system.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;
let port: number;
const logged: string[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  const at = (message: string, fields: object) => void logged.push(JSON.stringify([message, fields]));
  system = await start(folder.path, { log: { info: at, warn: at, error: at } });
  port = Number(new URL(system.url).port);
  await ingest(folder.path, [xEnvelope(VEGAN_COACH)]);
});
afterAll(async () => {
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

const ANSWER_MS = 10_000;
const isProblem = (type: string | null): boolean => type === "application/problem+json";

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(system.url + path, {
    ...init,
    headers: { "x-api-key": system.devKey, ...init.headers },
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  return { status: response.status, type: response.headers.get("content-type"), body: await response.text() };
}

/** Every answer is one of ours, whole, and none is a failure of ours. */
function expectCalm(answer: Awaited<ReturnType<typeof send>>, what: string): void {
  expect(answer.status, what).toBeLessThan(500);
  // Anyone who is turned away by limits has tried nothing.
  expect(answer.status, what).not.toBe(429);
  expect(() => JSON.parse(answer.body), what).not.toThrow();
  if (answer.status >= 400) expect(isProblem(answer.type), what).toBe(true);
  else expect(answer.type, what).toBe("application/json; charset=utf-8");
  expect(answer.body, what).not.toMatch(/at .+\.ts:\d+|SQLITE|node_modules|ECONN|\/tmp\//);
}

describe("texts that break naive programs", () => {
  const texts = hostileTexts();

  test("are only words: as a query, a keyword, a cursor, a handle, an id and a dictionary's name", async () => {
    for (const [turn, text] of texts.entries()) {
      const sent = encodeURIComponent(text.toWellFormed());
      const targets = [
        ...[
          `/search?q=${sent}`,
          `/search?keywords=${sent}`,
          `/search?exclude_keywords=${sent}`,
          `/search?cursor=${sent}`,
        ],
        ...[`/creators/${sent}`, `/creators/${sent}/similar`, `/dictionaries/${sent}`, `/erasures/${sent}`],
        // The bare address is the console's, whose page is no JSON.
        ...[`/search?${sent}=1`, ...(/^[.\s]*$/.test(text) ? [] : [`/${sent}`])],
      ];
      for (const target of someOf(targets, 3, turn))
        expectCalm(await send(target), `${target.slice(0, 80)} ${text.slice(0, 20)}`);
    }
  }, 300_000);

  test("are only words in a body too, as values and as names", async () => {
    const post = (path: string, body: unknown) =>
      send(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    for (const [turn, text] of texts.entries()) {
      const bodies = [
        ["/search", { query: text, filters: { keywords: [text] } }],
        ["/search", { [text]: 1 }],
        ["/search", { filters: { [text]: { $gt: "" } } }],
        ["/erasures", { platform: "x", handle: text }],
        ["/erasures", { platform: "youtube", url: text }],
      ] as const;
      for (const [path, body] of someOf(bodies, 2, turn))
        expectCalm(await post(path, body), JSON.stringify(body).slice(0, 80));
    }
  }, 300_000);

  test("stay out of the log, as does the key that brought them", () => {
    const log = logged.join("\n");
    expect(log).not.toContain(system.devKey);
    expect(log).not.toContain(system.devKey.split("_")[2]);
    for (const text of texts)
      if (text.length > 12) expect(log).not.toContain(JSON.stringify(text).slice(1, -1));
  });
});

test("no operator, no regular expression and no prototype reaches a store", async () => {
  const filters = [
    { followers: { $gt: 0 } },
    { followers: { min: { $ne: null } } },
    { countries: [{ $regex: ".*" }] },
    { platforms: { $in: ["x"] } },
    { keywords: [{ $where: "sleep(1000)" }] },
    { verified: { $exists: true } },
    { exclude_ids: ["' OR 1=1 --"] },
  ];
  for (const filter of filters) {
    const answer = await send("/search", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ filters: filter }),
    });
    expect(answer.status, JSON.stringify(filter)).toBe(400);
  }
  const polluted = '{"query":"x","__proto__":{"limit":1},"constructor":{"prototype":{"polluted":true}}}';
  const answer = await send("/search", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: polluted,
  });
  expect(answer.status).toBe(400);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  // A pattern is words like any other: it finds nothing that its letters do not.
  const pattern = JSON.parse(
    (await send(`/search?mode=keyword&q=${encodeURIComponent("zz.*zz^$[a-z]+(((")}`)).body,
  );
  expect(pattern.data).toEqual([]);
});

test("markup comes back as data of a type that no browser runs", async () => {
  const script = '<script>alert("x")</script>';
  const { type, body } = await send(`/search?q=${encodeURIComponent(script)}`);
  const response = await fetch(`${system.url}/search?q=x`, { headers: { "x-api-key": system.devKey } });
  expect(type).toBe("application/json; charset=utf-8");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(JSON.parse(body).meta.interpreted).toBeDefined();
  const refused = await send(`/search?${encodeURIComponent(script)}=1`);
  expect([refused.status, isProblem(refused.type)]).toEqual([400, true]);
});

describe("bodies", () => {
  const post = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}) =>
    send("/search", { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

  test.each<[string, string | Buffer<ArrayBuffer>, number]>([
    ["of 200,000 open brackets", "[".repeat(200_000), 400],
    ["of 100,000 nested objects", '{"a":'.repeat(40_000), 400],
    ["above the limit", `{"query":"${"x".repeat(300_000)}"}`, 413],
    ["cut off in the middle", '{"query":"ma', 400],
    ["in UTF-16", Buffer.from('{"query":"x"}', "utf16le"), 400],
    ["in Latin-1", Buffer.from('{"query":"caf\xe9"}', "latin1"), 400],
    ["with an overlong encoding", Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ["with a byte order mark", Buffer.from('\ufeff{"query":"x"}'), 200],
    ["with half a surrogate pair", '{"query":"\\ud800"}', 200],
    ["with NUL", '{"query":"a\\u0000b"}', 200],
    ["with a number beyond all numbers", '{"limit":1e999}', 400],
    ["with the same name twice", '{"query":"a","query":"b"}', 200],
    ["of nothing", "", 400],
    ["of null", "null", 400],
  ])("%s are answered", async (what, body, status) => {
    const answer = await post(body);
    expectCalm(answer, what);
    expect(answer.status, what).toBe(status);
  });

  test("that say they are packed are not unpacked", async () => {
    const answer = await post(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), { "content-encoding": "gzip" });
    expect(answer.status).toBe(400);
  });
});

/** Sends bytes as they are; what comes back until the other side ends or the time is over. */
function raw(bytes: string, waitMs = ANSWER_MS): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes, "latin1"));
    let received = "";
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(received);
    });
  });
}

describe("what is no proper HTTP", () => {
  const closing = "host: x\r\nconnection: close\r\n";

  test.each([
    ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400],
    ["an unknown method", `BREW /search HTTP/1.1\r\n${closing}\r\n`, 400],
    ["a bare line", "GET\r\n\r\n", 400],
    ["header fields of 100 kB", `GET /health HTTP/1.1\r\n${closing}x-a: ${"a".repeat(100_000)}\r\n\r\n`, 431],
    ["thousands of header fields", `GET /health HTTP/1.1\r\n${closing}${"a: b\r\n".repeat(20_000)}\r\n`, 431],
    [
      "two lengths",
      `POST /search HTTP/1.1\r\n${closing}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
      400,
    ],
    [
      "a length and chunks",
      `POST /search HTTP/1.1\r\n${closing}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    ["a negative length", `POST /search HTTP/1.1\r\n${closing}content-length: -1\r\n\r\n`, 400],
    ["a broken chunk", `POST /search HTTP/1.1\r\n${closing}transfer-encoding: chunked\r\n\r\nzz\r\n`, 400],
    ["a line break in a header field", `GET /health HTTP/1.1\r\n${closing}x-a: b\nx-b\r\n\r\n`, 400],
    ["a way out of the folder", `GET /../../etc/passwd HTTP/1.1\r\n${closing}\r\n`, 404],
    ["an encoded way out", `GET /creators/..%2f..%2fdev-key HTTP/1.1\r\n${closing}\r\n`, 401],
    ["broken percent signs", `GET /search?q=%ff%zz HTTP/1.1\r\n${closing}\r\n`, 400],
    ["another host's address", `GET http://evil.example/health HTTP/1.1\r\n${closing}\r\n`, 200],
    ["a star for a target", `GET * HTTP/1.1\r\n${closing}\r\n`, 400],
  ])("%s is answered and the connection ends", async (_what, bytes, status) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toContain("root:");
  });

  test("pipelined requests are answered in order, each for itself", async () => {
    const one = (path: string, end = "") => `GET ${path} HTTP/1.1\r\nhost: x\r\n${end}\r\n`;
    const answer = await raw(
      one("/health") + one("/nothing") + one("/search") + one("/health", "connection: close\r\n"),
    );
    expect([...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
      "200",
      "404",
      "401",
      "200",
    ]);
  });

  test("requests that never end hold nobody up", async () => {
    const slow = Array.from({ length: 100 }, () =>
      raw("POST /search HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{", 4_000),
    );
    const dripping = Array.from({ length: 50 }, () => raw("GET /search HTTP/1.1\r\nhost: x\r\nx-a: ", 4_000));
    for (let asked = 0; asked < 20; asked += 1) expect((await send("/search?q=vegan")).status).toBe(200);
    await Promise.all([...slow, ...dripping]);
  }, 30_000);
});

test("every route answers every method, also those that it does not have", async () => {
  const paths = [...new Set(OPERATIONS.map(({ path }) => path.replaceAll(/\{\w+\}/g, "x")))];
  for (const path of paths) {
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const response = await fetch(system.url + path, { method, headers: { "x-api-key": system.devKey } });
      expect(response.status, `${method} ${path}`).toBeLessThan(500);
      await response.arrayBuffer();
    }
  }
});

test("after all of it the system answers as before", async () => {
  const { status, body } = await ask(system, "/search?q=vegan");
  expect(status).toBe(200);
  expect(body.data).toHaveLength(1);
  expect(logged.filter((line) => /"status":5|internal-error/.test(line))).toEqual([]);
});
