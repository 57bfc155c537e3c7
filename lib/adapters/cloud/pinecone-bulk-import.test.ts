import { expect, it } from "vitest";
import { createPineconeBulkImport } from "./pinecone-bulk-import.ts";

interface Asked {
  readonly route: string;
  readonly body: unknown;
}

/** Answers in turn, as the service's documentation shows them, and keeps what was asked. */
function importsAnswering(answers: readonly { readonly status: number; readonly body: unknown }[]) {
  const asked: Asked[] = [];
  const waiting = [...answers];
  const bulkImport = createPineconeBulkImport({
    apiKey: "test-key",
    indexHost: "https://index.example",
    bucket: "increator-backups",
    integrationId: "a12b3d4c",
    random: () => 0,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const text = await request.text();
      asked.push({
        route: `${request.method} ${new URL(request.url).pathname}`,
        body: text === "" ? null : JSON.parse(text),
      });
      const { status, body } = waiting.shift() ?? { status: 503, body: {} };
      return Response.json(body, { status });
    },
  });
  return { bulkImport, asked };
}

it("asks for every namespace below a prefix of the bucket, all or nothing", async () => {
  const { bulkImport, asked } = importsAnswering([{ status: 200, body: { id: "101" } }]);
  expect(await bulkImport.start("backups/b_1/vectors/")).toBe("101");
  expect(asked).toEqual([
    {
      route: "POST /bulk/imports",
      body: {
        uri: "s3://increator-backups/backups/b_1/vectors/",
        errorMode: { onError: "abort" },
        integrationId: "a12b3d4c",
      },
    },
  ]);
});

it.each([
  ["Pending", "pending"],
  ["InProgress", "running"],
  ["Completed", "complete"],
  ["Failed", "failed"],
  ["Cancelled", "cancelled"],
])("reads the state %s", async (status, read) => {
  const body = {
    ...{ id: "101", uri: "s3://increator-backups/backups/b_1/vectors/", status },
    ...{ createdAt: "2026-11-20T10:00:00Z", percentComplete: 40, recordsImported: 1_000 },
  };
  const { bulkImport, asked } = importsAnswering([{ status: 200, body }]);
  expect(await bulkImport.state("101")).toEqual({ status: read, percent: 40, records: 1_000, error: null });
  expect(asked.map(({ route }) => route)).toEqual(["GET /bulk/imports/101"]);
});

it("comes again after a refusal for pace, and tells an unknown import apart", async () => {
  const tooFast = { status: 429, body: { code: 8, message: "Request failed.", details: [] } };
  const patient = importsAnswering([tooFast, { status: 200, body: { id: "102" } }]);
  expect(await patient.bulkImport.start("backups/b_2/vectors/")).toBe("102");
  expect(patient.asked).toHaveLength(2);
  const { bulkImport } = importsAnswering([
    { status: 404, body: { code: 5, message: "Operation not found", details: [] } },
  ]);
  await expect(bulkImport.state("none")).rejects.toMatchObject({ kind: "not-found" });
});
