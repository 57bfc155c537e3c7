import { z } from "zod";
import type { StatusPages, SupplierStatus } from "../ports/status-pages.ts";

/** The format of Atlassian Statuspage, which other pages also use: https://developer.statuspage.io/. */
const statuspageSchema = z
  .object({ status: z.object({ indicator: z.string(), description: z.string() }) })
  .transform(({ status }) => ({ isWell: status.indicator === "none", says: status.description }));

/**
 * Meta's format: products with their services, and a sentence for each service. Instagram's API is part of the Graph
 * API.
 */
const metaSchema = z
  .array(z.object({ id: z.string(), services: z.array(z.object({ status: z.string() })).default([]) }))
  .transform((products) => {
    const graph = products.find(({ id }) => id === "graph-api");
    if (!graph) return { isWell: null, says: "the page does not speak of the Graph API" };
    const troubles = graph.services.filter(({ status }) => !/no known issues|resolved/i.test(status));
    return { isWell: troubles.length === 0, says: troubles[0]?.status ?? "No known issues" };
  });

type Read = z.ZodType<Pick<SupplierStatus, "says" | "isWell">>;

interface Page {
  readonly page: string;
  /** The same page in a machine-readable format; null if there is none. */
  readonly data: { readonly url: string; readonly form: Read } | null;
}

const PAGES = {
  instagram: {
    page: "https://metastatus.com",
    data: { url: "https://metastatus.com/data/orgs.json", form: metaSchema },
  },
  pinecone: {
    page: "https://status.pinecone.io",
    data: { url: "https://status.pinecone.io/api/v2/status.json", form: statuspageSchema },
  },
  tiktok: { page: "https://developers.tiktok.com", data: null },
  x: { page: "https://docs.x.com/status", data: null },
  youtube: { page: "https://status.cloud.google.com", data: null },
} as const satisfies Record<string, Page>;

export type Supplier = keyof typeof PAGES;

/** Short, because a person waits for the command. */
const TIMEOUT_MS = 3_000;

/** Reads the public pages of these suppliers, all at the same time. */
export const createPublicStatusPages = (
  suppliers: readonly Supplier[],
  get: (url: string) => Promise<unknown> = getJson,
): StatusPages => ({
  read: () => Promise.all(suppliers.map((supplier) => statusOf(supplier, PAGES[supplier], get))),
});

async function statusOf(
  supplier: string,
  { page, data }: Page,
  get: (url: string) => Promise<unknown>,
): Promise<SupplierStatus> {
  if (data === null) return { supplier, page, isWell: null, says: "has no page that a program can read" };
  const read = await get(data.url).then(
    (body) => data.form.safeParse(body),
    () => null,
  );
  if (read === null) return { supplier, page, isWell: null, says: "the page does not answer" };
  return read.success
    ? { supplier, page, ...read.data }
    : { supplier, page, isWell: null, says: "the page has another form than known" };
}

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "error" });
  if (!answer.ok) throw new Error(`The page answers ${answer.status}.`);
  return answer.json();
}
