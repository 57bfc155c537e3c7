import { awsLines } from "./aws-lines.ts";
import type { Line } from "./line.ts";
import { PRICES } from "./prices.ts";
import { secondRegionLines } from "./second-region-lines.ts";
import {
  atlasLines,
  dedicatedNodes,
  openAiLines,
  pineconeLines,
  readUnitsPerQuery,
  upstashLines,
} from "./supplier-lines.ts";
import { HOURS_A_MONTH, indexedQueries, SIZES, type Volumes } from "./volumes.ts";

export interface Bill {
  readonly volumes: Volumes;
  readonly lines: readonly Line[];
  /** US dollars a month, summed over the lines that have a price. */
  readonly total: number;
  /** Items that are not in the total, since their price is unknown here. */
  readonly unpriced: readonly string[];
  /** Lines whose price was not read on the vendor's own page, and their part of the total. */
  readonly unconfirmed: {
    readonly lines: readonly string[];
    readonly usd: number;
    /** Share of the total: 0 to 1. */
    readonly share: number;
  };
}

/** The cost of a month, line by line, at list prices in us-east-1. */
export function monthlyBill(volumes: Volumes): Bill {
  const lines = [
    ...pineconeLines(volumes),
    ...atlasLines(volumes),
    ...openAiLines(volumes),
    ...upstashLines(volumes),
    ...awsLines(volumes),
    ...secondRegionLines(volumes),
  ];
  const total = lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  return {
    volumes,
    lines,
    total,
    unconfirmed: unconfirmedOf(lines, total),
    unpriced: lines.filter(({ usd }) => usd === null).map(({ supplier, item }) => `${supplier}: ${item}`),
  };
}

function unconfirmedOf(lines: readonly Line[], total: number): Bill["unconfirmed"] {
  const open = lines.filter(({ isConfirmed, usd }) => !isConfirmed && usd !== null);
  const usd = open.reduce((sum, line) => sum + (line.usd ?? 0), 0);
  return {
    lines: open.map(({ supplier, item }) => `${supplier}: ${item}`),
    usd,
    share: total > 0 ? usd / total : 0,
  };
}

/**
 * US dollars an hour for one dedicated node at which dedicated reads cost as much as reads on demand. Below this price
 * dedicated reads are cheaper. Grows with the searches; 0 without any.
 */
export function breakEvenNodeHour(volumes: Volumes): number {
  const onDemand = ((indexedQueries(volumes) * readUnitsPerQuery(volumes)) / 1e6) * PRICES.pineconeReads.usd;
  return onDemand / (dedicatedNodes(volumes) * HOURS_A_MONTH);
}

/** Maximum number of read units a second of an index on demand (facts: Pinecone, rates). */
const READ_UNITS_PER_SECOND = 2_000;

/** Number of searches a second that an index on demand can answer. */
export const onDemandQueriesPerSecond = (volumes: Volumes): number =>
  READ_UNITS_PER_SECOND / readUnitsPerQuery(volumes);

/**
 * US dollars, once, for embedding every creator through the Batch API. Pinecone gives the price of bulk imports on
 * request.
 */
export const firstFill = ({ creators }: Volumes): number =>
  ((creators * SIZES.tokensPerProfile) / 1e6) * PRICES.embeddingTokensBatch.usd;
