import { PRICES, type Price, type PriceName } from "./prices.ts";

/** One line of the bill. */
export interface Line {
  readonly supplier: string;
  readonly item: string;
  readonly quantity: number;
  readonly unit: string;
  /** US dollars for one unit; null: unknown here. */
  readonly price: number | null;
  /** US dollars a month; null if the price is null. */
  readonly usd: number | null;
  /** Whether the price was read on the vendor's own page, or given by the caller. */
  readonly isConfirmed: boolean;
  readonly why: string;
  readonly source: string;
}

/** A line with a list price. The quantity is in the price's own unit. */
export function priced(item: string, name: PriceName, quantity: number, why: string): Line {
  const { supplier, usd, unit, source, asOf, trust, reportedBy }: Price = PRICES[name];
  const reported = reportedBy ? `; others name the same: ${reportedBy}` : "";
  const said = `${source}, ${asOf}${trust === "check" ? `, to be checked there${reported}` : ""}`;
  return {
    supplier,
    item,
    quantity,
    unit,
    price: usd,
    usd: quantity * usd,
    isConfirmed: trust === "page",
    why,
    source: said,
  };
}

/** A line whose price must be asked for at the vendor. */
export const asked = (
  line: Omit<Line, "usd" | "source" | "isConfirmed"> & { readonly option: string },
): Line => {
  const { option, ...rest } = line;
  return {
    ...rest,
    isConfirmed: line.price !== null,
    usd: line.price === null ? null : line.price * line.quantity,
    source: line.price === null ? `ask for it, then ${option}` : `given by ${option}`,
  };
};

export const MILLION = 1e6;
