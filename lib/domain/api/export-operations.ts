import { z } from "zod";
import { EXPORT_FORMATS, EXPORT_HOURS, EXPORT_ROWS_MAX, exportIdSchema, exportSchema } from "../export.ts";
import { storedSearchSchema } from "../search-request.ts";
import { listIdSchema } from "../shortlist.ts";
import { operationsOf } from "./operation.ts";
import { pageInput, pageOf } from "./page.ts";

const operation = operationsOf("manage");

/** Number of rows that cost one unit, and that count as one page of results. */
const ROWS_PER_UNIT = 1_000;
const ROWS_PER_PAGE = 100;

export const exportViewSchema = exportSchema
  .omit({
    ...{ tenant_id: true, version: true, subscribes_shared: true },
    ...{ parts: true, cursor: true, is_read: true, attempts: true },
  })
  .extend({
    link: z
      .string()
      .nullable()
      .describe(
        "Opens the file without a key for a quarter of an hour. On one machine it is relative to this document's address.",
      ),
  });
const exportAnswerSchema = z.object({ data: exportViewSchema });

export const createExport = operation({
  id: "createExport",
  route: "POST /exports",
  role: "analyst",
  summary: "Export a search or a shortlist as a file",
  description: `Up to 100,000 creators as CSV, NDJSON or Parquet, with the fields that the API shows of them; contacts never. Give \`search\` or \`list_id\`. A search by words exports what its pages would bring. Ask \`GET /exports/{id}\` for progress and the link. The file is gone after ${EXPORT_HOURS} hours, or as soon as a creator in it is erased. Text that a spreadsheet would take for a formula starts with an apostrophe in CSV. Each 100 rows of \`limit\` count as a page of results.`,
  input: z
    .strictObject({
      search: storedSearchSchema
        .optional()
        .describe("The search whose results go into the file; without it give `list_id`."),
      list_id: listIdSchema
        .optional()
        .describe("The shortlist whose creators go into the file; without it give `search`."),
      format: z.enum(EXPORT_FORMATS).default("csv").describe("`ndjson` is a JSON object on each line."),
      limit: z
        .number()
        .int()
        .min(1)
        .max(EXPORT_ROWS_MAX)
        .default(10_000)
        .describe("Maximum number of rows, one a creator."),
    })
    .refine(
      ({ search, list_id }) => (search === undefined) !== (list_id === undefined),
      "give search or list_id, one of them",
    ),
  status: 202,
  answer: exportAnswerSchema,
  cost: ({ limit }) => 1 + Math.ceil(limit / ROWS_PER_UNIT),
  pages: ({ limit }) => Math.ceil(limit / ROWS_PER_PAGE),
  example: { search: { query: "vegan cooking" }, format: "csv", limit: 1_000 },
  problems: [404],
});

export const listExports = operation({
  id: "listExports",
  route: "GET /exports",
  role: "analyst",
  summary: "Exports of the last day",
  description: "The tenant's, newest first, without links.",
  input: z.strictObject({ ...pageInput }),
  answer: pageOf(exportViewSchema),
  example: { limit: 50 },
});

export const getExport = operation({
  id: "getExport",
  route: "GET /exports/{id}",
  role: "analyst",
  summary: "How far an export is, and its file",
  description:
    "`rows` of `total` are written. A `ready` one has a `link`, a fresh one each time; it may be relative to the address of the API. `withdrawn`: a creator in it was erased, ask for it again. `failed` says why in `failure`.",
  input: z.strictObject({ id: exportIdSchema }),
  answer: exportAnswerSchema,
  example: { id: "ex_0123456789abcdefghjkmnpqrs" },
});
