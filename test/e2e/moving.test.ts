import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { runProgram } from "../../cli/program.ts";
import { createPineconeVectorIndex } from "../../lib/adapters/cloud/pinecone-vector-index.ts";
import { holdsSentences } from "../../lib/compose/folder-parts.ts";
import type { Environment } from "../../lib/config.ts";
import { type MovedRow, moveReportSchema } from "../../lib/domain/move.ts";
import { IS_DEEP } from "../deep.ts";
import { openLink } from "../doubles/cloud/link.ts";
import { ferretdbPath, startFerretdb } from "../doubles/mongo/ferretdb-process.ts";
import { type PineconeDouble, startPineconeDouble } from "../doubles/pinecone/server.ts";
import { crowd, xEnvelope, youtubeEnvelope } from "./envelopes.ts";
import { ingest, start, temporaryFolder } from "./running-system.ts";

const X_CREATORS = 40;
const DIMENSIONS = 384;

const pineconeAt = (indexHost: string): Environment => ({
  PINECONE_API_KEY: "test-key",
  PINECONE_INDEX_HOST: indexHost,
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let pinecone: PineconeDouble;
beforeAll(async () => {
  folder = await temporaryFolder();
  pinecone = await startPineconeDouble({ dimensions: DIMENSIONS });
  const system = await start(folder.path);
  const [channel] = crowd(1);
  if (!channel) throw new Error("Nobody in the crowd.");
  await ingest(folder.path, [
    ...crowd(X_CREATORS).map((one) => xEnvelope(one)),
    youtubeEnvelope({ ...channel, id: "1" }),
  ]);
  await system.close();
}, 60_000);
afterAll(async () => {
  await pinecone.close();
  await folder[Symbol.asyncDispose]();
});

/** Runs the command in this process, over the filled folder unless another is named. */
async function move(args: readonly string[], environment: Environment, dataDir = folder.path) {
  const written = { out: "", err: "" };
  const code = await runProgram(["move", ...args, "--data-dir", dataDir], {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    stdin: Readable.from([]),
    environment,
    ...{ columns: 120, isWatched: false, signal: new AbortController().signal },
  });
  return { code, ...written };
}

const countsIn = async (indexHost: string) => {
  const settings = { apiKey: "test-key", indexHost, dimensions: DIMENSIONS };
  return (await (await createPineconeVectorIndex(settings)).stats()).namespaces;
};

describe("increator move", () => {
  it("says what is missing or in the way, and how to help", async () => {
    const other = await startPineconeDouble({ dimensions: 64 });
    expect(await move([], {})).toMatchObject({ code: 1, err: expect.stringContaining("Set MONGODB_URI") });
    expect(await move([], pineconeAt(other.host))).toMatchObject({
      ...{ code: 1, err: expect.stringContaining("Make an index of 384 dimensions") },
    });
    const keys = { 1: Buffer.alloc(32, 1).toString("base64") };
    const keyring = { INCREATOR_KEYRING: JSON.stringify({ current: 1, keys }) };
    expect(await move([], { ...pineconeAt(pinecone.host), ...keyring })).toMatchObject({
      ...{ code: 1, err: expect.stringContaining("the content of the folder's keys.json") },
    });
    const system = await start(folder.path);
    expect(await move([], pineconeAt(pinecone.host))).toMatchObject({
      ...{ code: 1, err: expect.stringContaining("End it") },
    });
    await system.close();
    await other.close();
  }, 30_000);

  it("keeps vectors with a sentence model's part in the folder, and says how to go on", async () => {
    await using sentences = await temporaryFolder();
    vi.stubEnv("INCREATOR_SENTENCES", "on");
    onTestFinished(() => void vi.unstubAllEnvs());
    const system = await start(sentences.path);
    await ingest(
      sentences.path,
      crowd(1).map((one) => xEnvelope(one)),
    );
    await system.close();
    expect(await move([], pineconeAt(pinecone.host), sentences.path)).toMatchObject({
      ...{ code: 1, err: expect.stringContaining("INCREATOR_SENTENCES=off") },
    });
    expect(holdsSentences(sentences.path)).toBe(true);
  });

  it("shows first what it would do", async () => {
    const { code, out } = await move(["--dry-run"], pineconeAt(pinecone.host));
    expect(code).toBe(0);
    expect(out).toMatch(/vectors +local\.x +40/);
    expect(await countsIn(pinecone.host)).toEqual({});
  });

  it("killed in the middle and run again carries the rest, and nothing twice", async () => {
    const link = await openLink({ port: Number(new URL(pinecone.host).port) });
    const environment = pineconeAt(`http://127.0.0.1:${link.port}`);
    const child = spawn(process.execPath, ["cli/increator.ts", "move", "--data-dir", folder.path], {
      cwd: new URL("../..", import.meta.url),
      env: { ...process.env, ...environment },
      stdio: "ignore",
    });
    let upserts = 0;
    link.onRequest = (bytes) => {
      if (!bytes.includes("POST /vectors/upsert")) return;
      upserts += 1;
      if (upserts < 2) return;
      link.trouble = { kind: "silent" };
      child.kill("SIGKILL");
    };
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
    expect(await countsIn(pinecone.host)).toEqual({ "local.x": { count: X_CREATORS } });

    link.trouble = { kind: "none" };
    link.onRequest = () => undefined;
    const { code, out } = await move(["--json"], environment);
    expect(code).toBe(0);
    const { status, rows, searches } = moveReportSchema.parse(JSON.parse(out));
    expect({ status, overlap: searches?.vector.overlap }).toEqual({ status: "complete", overlap: 1 });
    expect(rows.map(writtenOf)).toEqual([
      ["local.x", 0, X_CREATORS],
      ["local.youtube", 1, 1],
    ]);
    expect(await move([], environment)).toMatchObject({
      code: 0,
      out: expect.stringContaining("nothing to do"),
    });
    await link.close();
  }, 60_000);

  const ferretdb = IS_DEEP ? ferretdbPath() : null;
  if (ferretdb === null)
    console.warn("NOT RUN: a move of documents to MongoDB: npm run test:deep, with .ci/install-ferretdb.sh");
  it.skipIf(ferretdb === null)(
    "carries documents and vectors to a database and an index, and back",
    async () => {
      const mongo = await startFerretdb(ferretdb ?? "");
      onTestFinished(() => mongo.close());
      const index = await startPineconeDouble({ dimensions: DIMENSIONS });
      onTestFinished(() => index.close());
      const environment = { ...pineconeAt(index.host), MONGODB_URI: mongo.uri };
      const { code, out, err } = await move(["--json"], environment);
      expect({ code, err }).toMatchObject({ code: 0 });
      const { status, rows, searches } = moveReportSchema.parse(JSON.parse(out));
      expect(status).toBe("complete");
      expect(rows.map(writtenOf)).toContainEqual(["creators of local", X_CREATORS + 1, X_CREATORS + 1]);
      // No FerretDB searches by words.
      expect(searches).toMatchObject({ hybrid: { degraded: ["keywords"] }, vector: { overlap: 1 } });

      await using other = await temporaryFolder();
      const keyring = { INCREATOR_KEYRING: await readFile(join(folder.path, "keys.json"), "utf8") };
      const back = await move(["--back", "--json"], { ...environment, ...keyring }, other.path);
      expect(back).toMatchObject({ code: 0 });
      const returned = moveReportSchema.parse(JSON.parse(back.out));
      // The way back is a move of its own, so that there is one record more.
      const [, ...carried] = rows.map(writtenOf);
      expect(returned.rows.slice(1).map(writtenOf)).toEqual(carried);
    },
    60_000,
  );
});

const writtenOf = ({ name, written, there }: MovedRow) => [name, written, there];
