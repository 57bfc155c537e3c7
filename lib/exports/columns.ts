import type { CreatorView } from "../domain/creator-view.ts";

export type Cell = string | number | boolean | readonly string[] | null;
/** A creator in an export: the fields of the API's view that fit into a table. */
export type Row = Readonly<Record<string, Cell>>;

export interface Column {
  readonly name: string;
  readonly type: "text" | "number" | "boolean" | "texts";
  readonly of: (creator: CreatorView) => Cell;
}

const text = (name: string, of: (creator: CreatorView) => string | null): Column => ({
  ...{ name, type: "text", of },
});
const texts = (name: string, of: (creator: CreatorView) => readonly string[]): Column => ({
  ...{ name, type: "texts", of },
});
const number = (name: string, of: (creator: CreatorView) => number | null | undefined): Column => ({
  ...{ name, type: "number", of: (creator) => of(creator) ?? null },
});
const boolean = (name: string, of: (creator: CreatorView) => boolean | null): Column => ({
  ...{ name, type: "boolean", of },
});

/** In table order. The first column is the id, by which parts are cleaned. */
export const COLUMNS: readonly Column[] = [
  text("id", ({ id }) => id),
  text("platform", ({ platform }) => platform),
  // Without the @, which a spreadsheet would read as a formula.
  text("handle", ({ handle }) => handle.slice(1)),
  text("display_name", ({ display_name }) => display_name),
  text("url", ({ url }) => url),
  number("followers", ({ followers }) => followers),
  number("following", ({ following }) => following),
  number("posts_count", ({ posts_count }) => posts_count),
  number("engagement_rate", ({ engagement_rate }) => engagement_rate),
  text("quality_tier", ({ quality }) => quality?.tier ?? null),
  number("growth_30_days", ({ growth }) => growth?.d30),
  number("growth_90_days", ({ growth }) => growth?.d90),
  text("country", ({ country }) => country),
  text("location", ({ location_text }) => location_text),
  texts("languages", ({ languages }) => languages),
  texts("categories", ({ categories }) => categories),
  texts("hashtags", ({ hashtags }) => hashtags),
  boolean("verified", ({ verified }) => verified),
  text("account_type", ({ account_type }) => account_type),
  boolean("has_contact", ({ has_contact }) => has_contact),
  text("identity_id", ({ identity_id }) => identity_id),
  text("fetched_at", ({ fetched_at }) => fetched_at),
  text("bio", ({ bio }) => bio),
];

export const rowOf = (creator: CreatorView): Row =>
  Object.fromEntries(COLUMNS.map(({ name, of }) => [name, of(creator)]));
