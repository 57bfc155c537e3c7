import type { z } from "zod";
import type { exportViewSchema } from "../../lib/domain/api/export-operations.ts";
import { page } from "../address.ts";
import { ask, loadedFrom } from "../api.ts";

export type ExportView = z.infer<typeof exportViewSchema>;

/** In the order of the menu. The compiler checks that the API knows each format. */
export const EXPORT_FORMATS = ["csv", "ndjson", "parquet"] as const satisfies readonly ExportView["format"][];
/** The API's limit. */
export const EXPORT_ROWS_MAX = 100_000;

/** Milliseconds between two polls of an export that is being made. */
const MOVES_MS = 1_500;
const isUnderWay = ({ status }: ExportView): boolean => status === "queued" || status === "running";

export const EXPORTS_PATH = "/exports?limit=200";
export const exportsMade = loadedFrom<{ data: ExportView[] }>(
  () => (page.value === "exports" ? EXPORTS_PATH : null),
  MOVES_MS,
  ({ data }) => data.some(isUnderWay),
);

/** What is exported: a search, or a list. */
export type ExportSource = { readonly search: object } | { readonly list_id: string };

export const requestExport = (
  source: ExportSource,
  what: { readonly format: string; readonly limit: number },
): Promise<unknown> => ask("/exports", { method: "POST", body: { ...source, ...what } });

/** Has the browser save the file. It asks for a new link each time, since a link is valid for a quarter of an hour. */
export async function download(id: string): Promise<void> {
  const { data } = await ask<{ data: ExportView }>(`/exports/${id}`);
  if (data.link === null) exportsMade.again();
  else location.assign(data.link);
}
