import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../lib/domain/api/operations.ts";
import { problemSchema } from "../../lib/domain/api/problem-schema.ts";
import { searchByQuery } from "../../lib/domain/api/search-operations.ts";
import type { LocalSystem } from "../../local/local-system.ts";
import { rounds } from "../deep.ts";
import { crowd, SONGWRITER, VEGAN_COACH, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { type Answer, ask, ingest, post, start, temporaryFolder } from "./running-system.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let system: LocalSystem;
let coachId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  system = await start(folder.path);
  const others = crowd(40);
  await ingest(folder.path, [
    ...[VEGAN_COACH, SONGWRITER, ...others.slice(0, 30)].map((person) => xEnvelope(person)),
    ...others.slice(30).map(youtubeEnvelope),
  ]);
  const { body } = await ask(system, "/search?q=vegan+fitness+coach&limit=1");
  coachId = body.data[0].id;
});

afterAll(async () => {
  await system?.close();
  await folder?.[Symbol.asyncDispose]();
});

const answerSchemaOf = (id: string) => {
  const operation = OPERATIONS.find((one) => one.id === id);
  if (!operation) throw new Error(`No operation ${id}.`);
  return operation.answer;
};

const problem = (answer: Answer) => {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const parsed = problemSchema.parse(answer.body);
  expect(parsed.status).toBe(answer.status);
  return parsed;
};

describe("routes", () => {
  test.each([
    ["searchCreators", () => "/search?q=songwriter&explain=true"],
    ["getCreator", () => `/creators/${coachId}`],
    ["similarCreators", () => `/creators/${coachId}/similar?limit=3`],
    ["suggest", () => "/suggest?q=veg"],
    ["listDictionary", () => "/dictionaries/platforms"],
    ["health", () => "/health"],
    ["openapi", () => "/openapi.json"],
  ])("%s answers as it is described", async (id, path) => {
    const { status, body } = await ask(system, path());
    expect(status).toBe(200);
    expect(answerSchemaOf(id).safeParse(body).error).toBeUndefined();
  });

  test("the first fields of an answer are the requester's, in his order", async () => {
    const { body } = await ask(system, "/search?q=vegan+fitness+coach");
    expect(Object.keys(body)).toEqual(["data", "meta"]);
    expect(Object.keys(body.data[0]).slice(0, 5)).toEqual([
      "id",
      "handle",
      "relevance_score",
      "why_ranked",
      "cache_hit",
    ]);
    expect(Object.keys(body.meta).slice(0, 2)).toEqual(["latency", "source"]);
    expect(body.data[0].handle).toBe("@vegan_vera");
  });

  test("GET and POST of the same search give the same creators", async () => {
    const query =
      "/search?q=home+cooking&platforms=x,youtube&followers_min=600&followers_max=1500&limit=7&mode=keyword";
    const get = await ask(system, query);
    const posted = await post(system, "/search", {
      query: "home cooking",
      filters: { platforms: ["x", "youtube"], followers: { min: 600, max: 1500 } },
      limit: 7,
      mode: "keyword",
    });
    expect(get.body.data.length).toBeGreaterThan(0);
    const essence = ({ body }: Answer) =>
      body.data.map(({ cache_hit: _hit, ...item }: { cache_hit: boolean }) => item);
    expect(essence(posted)).toEqual(essence(get));
  });

  test("the same search again comes from the cache and says so", async () => {
    const path = "/search?q=chess+puzzles";
    await ask(system, path);
    const { body } = await ask(system, path);
    expect(body.meta).toMatchObject({ source: "cache", cache: "l1" });
    expect(body.data[0].cache_hit).toBe(true);
  });

  test("a cursor leads through every creator once", async () => {
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await ask(system, `/search?sort=followers&limit=10${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.meta.next_cursor ?? "";
    } while (cursor !== "");
    expect(new Set(seen).size).toBe(42);
    expect(seen.length).toBe(42);
  });

  test("contact details of a profile are in no answer", async () => {
    const { body } = await ask(system, `/creators/${coachId}`);
    expect(JSON.stringify(body)).not.toContain("vera@example.com");
    expect(body.data.contact_kinds).toEqual(["email"]);
  });

  test("HEAD is GET without a body, and OPTIONS tells what a page may send", async () => {
    const head = await ask(system, "/health", { method: "HEAD" });
    expect([head.status, head.body]).toEqual([200, null]);
    const options = await ask(system, "/search", { method: "OPTIONS" });
    expect(options.status).toBe(204);
    expect(options.headers.get("allow")).toBe("GET, HEAD, POST, OPTIONS");
    expect(options.headers.get("access-control-allow-headers")).toContain("x-api-key");
  });
});

describe("who may ask", () => {
  test.each([
    ["no key", {}],
    ["a wrong key", { "x-api-key": `ick_${"0".repeat(26)}_${"0".repeat(26)}` }],
    ["what is no key", { authorization: "Bearer nonsense" }],
  ])("%s is a 401 that says how to send one", async (_case, headers) => {
    const answer = await ask(system, "/search?q=x", { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    expect(problem(answer).code).toBe("bad-key");
  });

  test("a key is taken as a bearer token too", async () => {
    const answer = await ask(system, "/search?q=x", {
      headers: { authorization: `Bearer ${system.devKey}` },
    });
    expect(answer.status).toBe(200);
  });

  test("health and the description of the API need no key", async () => {
    for (const path of ["/health", "/openapi.json"]) {
      expect((await ask(system, path, { headers: {} })).status).toBe(200);
    }
  });
});

describe("wrong input", () => {
  test.each([
    ["/search?followersmin=3", "followersmin", 'Did you mean "followers_min"?'],
    ["/search?colour=red", "colour", "Known are q, platforms"],
    ["/search?followers_min=1e3", "followers_min", "whole number"],
    ["/search?followers_min=NaN", "followers_min", "whole number"],
    ["/search?followers_min=-1", "followers_min", "0 or more"],
    ["/search?followers_min=", "followers_min", "whole number"],
    ["/search?followers_min=5&followers_max=2", "followers_min", "min is above max"],
    ["/search?engagement_rate_min=5%25", "engagement_rate_min", "0.02"],
    ["/search?limit=0", "limit", "at least 1"],
    ["/search?limit=101", "limit", "at most 100"],
    ["/search?q=a&q=b", "q", "more than once"],
    ["/search?verified=yes", "verified", "true or false"],
    ["/search?platforms=facebook", "platforms", "instagram, tiktok, x, youtube"],
    ["/search?platforms=x,,youtube", "platforms", "empty element"],
    ["/search?sort=best", "sort", "relevance"],
    ["/search?cursor=", "cursor", "empty"],
    ["/search?countries=UK", "countries", "did you mean GB?"],
    ["/search?categories=gamng", "categories", "did you mean gaming?"],
    [`/search?q=${"x".repeat(501)}`, "q", "at most 500"],
    ["/creators/nobody", "id", "Crockford"],
    ["/dictionaries/colours", "name", "countries"],
    ["/erasures/17", "id", "er_"],
  ])("%s is a 400 that names %s and the remedy", async (path, field, remedy) => {
    const answer = await ask(system, path);
    expect(answer.status).toBe(400);
    const { errors = [], detail } = problem(answer);
    expect(errors.map(({ pointer }) => pointer)).toContain(`#/${field}`);
    expect(detail).toContain(remedy);
  });

  test.each([
    [{ query: "x", filter: {} }, "#/filter", 'Did you mean "filters"?'],
    [{ filters: { followers: { mn: 3 } } }, "#/filters/followers/mn", 'Did you mean "min"?'],
    [{ filters: { followers: {} } }, "#/filters/followers", "give min, max or both"],
    [{ filters: { platforms: [] } }, "#/filters/platforms", "at least 1"],
    [{ filters: { followers: { min: "10k" } } }, "#/filters/followers/min", "a number"],
    [{ limit: "10" }, "#/limit", "a number"],
    [{ query: null }, "#/query", "text"],
  ])("POST %j is a 400 that points at %s", async (body, pointer, remedy) => {
    const answer = await post(system, "/search", body);
    expect(answer.status).toBe(400);
    const { errors = [], detail } = problem(answer);
    expect(errors.map((error) => error.pointer)).toContain(pointer);
    expect(detail).toContain(remedy);
  });

  test.each([
    ["no JSON", "{", "invalid-json", 400],
    ["a list", "[]", "invalid-json", 400],
    ["too long", JSON.stringify({ query: "x".repeat(300_000) }), "body-too-large", 413],
  ])("a body that is %s has a problem of its own", async (_case, body, code, status) => {
    const answer = await post(system, "/search", body);
    expect(answer.status).toBe(status);
    expect(problem(answer).code).toBe(code);
  });

  test("a body of another media type is a 415, one where none is taken a 400", async () => {
    const key = { "x-api-key": system.devKey };
    const text = await ask(system, "/search", {
      method: "POST",
      headers: { ...key, "content-type": "text/plain" },
      body: "{}",
    });
    expect([text.status, problem(text).code]).toEqual([415, "unsupported-media-type"]);
    const unwanted = await ask(system, `/creators/${coachId}`, {
      method: "DELETE",
      headers: key,
      body: "{}",
    });
    expect([unwanted.status, problem(unwanted).code]).toEqual([400, "body-not-taken"]);
  });

  test("a method that a path does not have is a 405 that names those it has", async () => {
    const answer = await ask(system, "/search", { method: "PUT" });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, POST");
    expect(problem(answer).code).toBe("method-not-allowed");
  });

  test.each([
    ["/nowhere", 404],
    ["/search/", 404],
    ["//search", 404],
    ["/creators/%E0%A4%A", 400],
    ["/search?q=%zz", 400],
    ["/search?q=%ff", 400],
    [`/creators/c_${"0".repeat(26)}`, 404],
  ])("%s is a %i problem", async (path, status) => {
    const answer = await ask(system, path);
    expect(answer.status).toBe(status);
    problem(answer);
  });

  test("whatever is asked, the answer is never a failure of ours", async () => {
    const names = fc.oneof(
      fc.constantFrom(...searchByQuery.query.names),
      fc.string({ unit: "binary", maxLength: 20 }),
    );
    const values = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.integer().map(String),
      fc.double().map(String),
    );
    const queries = fc.array(fc.tuple(names, values), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(queries, fc.boolean(), async (pairs, asBody) => {
        const target = `/search?${new URLSearchParams(pairs)}`;
        const answer = asBody
          ? await post(system, "/search", Object.fromEntries(pairs))
          : await ask(system, target);
        expect([200, 400]).toContain(answer.status);
      }),
      { numRuns: rounds(150, 30) },
    );
  }, 90_000);

  test("queries of any characters are answered in every mode", async () => {
    const nasty = [
      '"',
      "' OR 1=1 --",
      "NEAR(a b)",
      "a* AND",
      "\0",
      "\u202e",
      "🏳️‍🌈",
      "(((",
      "-",
      "@",
      "%",
      "^a:b",
      "ﷺ",
    ];
    for (const query of nasty) {
      for (const mode of ["hybrid", "keyword", "vector"]) {
        const { status } = await post(system, "/search", {
          query,
          mode,
          filters: { exclude_keywords: [query] },
        });
        expect([200, 400], `${JSON.stringify(query)} in ${mode}`).toContain(status);
      }
    }
  });
});

describe("what is no proper HTTP", () => {
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(system.url).port), "127.0.0.1", () => socket.write(text));
      let answer = "";
      socket.on("data", (chunk) => {
        answer += chunk;
      });
      socket.on("end", () => resolve(answer));
      socket.on("error", reject);
    });

  test("is told so as a problem", async () => {
    expect(await raw("nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 [\s\S]*"code":"bad-http"/);
  });

  test("header fields beyond the limit are a 431", async () => {
    const head = `GET /health HTTP/1.1\r\nhost: x\r\nx-long: ${"x".repeat(40_000)}\r\n\r\n`;
    expect(await raw(head)).toMatch(/^HTTP\/1\.1 431 [\s\S]*"code":"headers-too-large"/);
  });

  test("a target in absolute form is served", async () => {
    const head = "GET http://elsewhere/health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    expect(await raw(head)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe("ids of a request", () => {
  test("a sane correlation id is kept, any other is replaced", async () => {
    const sent = async (id: string) => {
      const headers = { "x-api-key": system.devKey, "x-correlation-id": id };
      const answer = await ask(system, "/health", { headers });
      return [answer.headers.get("x-correlation-id"), answer.headers.get("x-request-id")];
    };
    expect((await sent("order-2026-0001"))[0]).toBe("order-2026-0001");
    const [correlation, request] = await sent("{forged: line}");
    expect(correlation).toBe(request);
  });
});
