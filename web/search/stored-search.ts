import type { StoredSearch } from "../../lib/domain/search-request.ts";

type Kind = "list" | "range" | "flag" | "figure";

/** The form of each filter in an address. The compiler checks that none of the API's filters is missing. */
const KINDS: Readonly<Record<keyof StoredSearch["filters"], Kind>> = {
  platforms: "list",
  followers: "range",
  engagement_rate: "range",
  countries: "list",
  languages: "list",
  categories: "list",
  verified: "flag",
  account_types: "list",
  has_contact: "flag",
  last_active_days: "figure",
  places: "list",
  growth: "range",
  median_views: "range",
  recent_posts: "range",
  has_linked_accounts: "flag",
  keywords: "list",
  exclude_keywords: "list",
  exclude_ids: "list",
  list_ids: "list",
  exclude_list_ids: "list",
};
/** `days` belongs to growth only. */
const BOUNDS = ["min", "max", "days"] as const;

/** A number if the text is one. Other text is kept, so that the API says what is wrong with it. */
const figure = (text: string): number | string => (Number.isFinite(Number(text)) ? Number(text) : text);
const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

function readFilter(kind: Kind, name: string, parameters: URLSearchParams): unknown {
  if (kind === "range") {
    const bounds = BOUNDS.flatMap((bound) => {
      const text = parameters.get(`${name}_${bound}`);
      return text === null ? [] : [[bound, figure(text)] as const];
    });
    return bounds.length === 0 ? undefined : Object.fromEntries(bounds);
  }
  const text = parameters.get(name);
  if (text === null) return undefined;
  if (kind === "list") return text.split(",").map((one) => one.trim());
  return kind === "flag" ? (FLAGS[text] ?? text) : figure(text);
}

/** The search in an address (parameters of `GET /search`) in the form that the API stores. */
export function storedSearch(parameters: URLSearchParams): object {
  const filters = Object.entries(KINDS).flatMap(([name, kind]) => {
    const value = readFilter(kind, name, parameters);
    return value === undefined ? [] : [[name, value] as const];
  });
  const [sort, mode, collapse] = ["sort", "mode", "collapse"].map((name) => parameters.get(name));
  return {
    query: parameters.get("q") ?? "",
    filters: Object.fromEntries(filters),
    ...(sort && { sort }),
    ...(mode && { mode }),
    ...(collapse && { collapse: FLAGS[collapse] ?? collapse }),
  };
}

/** The address of a stored search: parameters of `GET /search`. */
export function parametersOf({ query, filters, sort, mode, collapse }: StoredSearch): Record<string, string> {
  const flat = Object.entries(filters).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (typeof value !== "object" || Array.isArray(value)) return [[name, String(value)] as const];
    return Object.entries(value).map(([bound, one]) => [`${name}_${bound}`, String(one)] as const);
  });
  return {
    ...(query !== "" && { q: query }),
    ...Object.fromEntries(flat),
    ...(sort !== "relevance" && { sort }),
    ...(mode !== "hybrid" && { mode }),
    ...(collapse && { collapse: "true" }),
  };
}
