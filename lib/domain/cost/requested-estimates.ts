import type { Bill } from "./monthly-bill.ts";

/** A figure from section 7 of the requester's system design, beside the bill's figure. */
export interface RequestedEstimate {
  readonly item: string;
  /** As the requester wrote it, in US dollars a month. */
  readonly estimate: string;
  /** US dollars a month in the bill. */
  readonly billed: number;
  readonly holds: boolean;
  readonly why: string;
}

/** Number of vectors in an x1 pod at 768 dimensions (facts: Pinecone, capacity). */
const P2_VECTORS = 1_000_000;
const S1_VECTORS = 5_000_000;

interface Figure {
  readonly item: string;
  readonly estimate: string;
  readonly most: number;
  readonly lines: readonly string[];
  readonly why: (bill: Bill, holds: boolean) => string;
}

const FIGURES: readonly Figure[] = [
  {
    item: "MongoDB Atlas, shared cluster",
    estimate: "1,000+",
    most: 1_000,
    lines: ["MongoDB Atlas"],
    why: () =>
      "Shared clusters are for trying out: no sharding, no continuous backup. This number of documents needs dedicated shards, and storage is billed by the GB.",
  },
  {
    item: "S3, 20 TB",
    estimate: "500",
    most: 500,
    lines: ["AWS S3"],
    why: () =>
      "20 TB would cost what was estimated, but raw profiles live 30 days and backups 28, so far less is kept.",
  },
  {
    item: "Pinecone, 5 p2 or 10 s1 pods",
    estimate: "500-2,000",
    most: 2_000,
    lines: ["Pinecone"],
    why: ({ volumes: { creators } }) =>
      `5 p2 pods hold ${5 * (P2_VECTORS / 1e6)} million vectors and 10 s1 pods ${10 * (S1_VECTORS / 1e6)} million; ${(creators / 1e6).toLocaleString("en")} million need ${Math.ceil(creators / P2_VECTORS).toLocaleString("en")} or ${Math.ceil(creators / S1_VECTORS).toLocaleString("en")}. Pods are also closed to organisations that signed up on or after 18 August 2025; what there is now bills by gigabyte read.`,
  },
  {
    item: "Scrapers on Spot",
    estimate: "1,000",
    most: 1_000,
    lines: ["AWS Fargate"],
    why: (_bill, holds) =>
      holds
        ? "Computing alone is far below; proxies and platforms' own fees are in neither figure."
        : "This number of fetches needs more workers than were counted on.",
  },
  {
    item: "OpenAI, embeddings",
    estimate: "200",
    most: 200,
    lines: ["OpenAI embeddings"],
    why: (_bill, holds) =>
      holds ? "Text that did not change is not embedded again." : "More text changes than was counted on.",
  },
  {
    item: "OpenAI, reranking",
    estimate: "500",
    most: 500,
    lines: ["OpenAI reranking"],
    why: (_bill, holds) =>
      holds
        ? "As long as the share of reranked searches stays as stated."
        : "It grows with every search that is reranked: a fifth of a cent each.",
  },
];

/** Each of the requester's figures beside the bill's, and why it can hold or not. */
export const requestedEstimates = (bill: Bill): RequestedEstimate[] =>
  FIGURES.map(({ item, estimate, most, lines, why }) => {
    const billed = sumOf(bill, lines);
    const hasUnpriced = bill.unpriced.some((one) =>
      lines.some((prefix) => one.replace(":", "").startsWith(prefix)),
    );
    const holds = billed <= most && !hasUnpriced;
    return { item, estimate, billed, holds, why: why(bill, holds) };
  });

const sumOf = ({ lines }: Bill, prefixes: readonly string[]): number =>
  lines
    .filter(({ supplier, item }) => prefixes.some((prefix) => `${supplier} ${item}`.startsWith(prefix)))
    .reduce((sum, { usd }) => sum + (usd ?? 0), 0);

export const REQUESTED_TOTAL = { least: 4_000, most: 6_000 } as const;
