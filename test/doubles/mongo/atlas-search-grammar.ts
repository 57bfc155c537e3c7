import { z } from "zod";

/**
 * What of Atlas Search's published grammar the adapter uses, closed: an operator, option or value beyond it fails.
 * mongodb.com/docs/atlas/atlas-search: compound, equals, in, range, text, highlighting, facet, analyzers/custom.
 */
const field = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const multiPath = z.strictObject({ value: field, multi: z.string().min(1) });
export type MultiPath = z.infer<typeof multiPath>;
const anyPath = z.union([field, multiPath]);
const textPath = z.union([anyPath, z.array(anyPath).nonempty()]);

const worth = z.strictObject({ value: z.number().positive() });
const score = z.union([z.strictObject({ boost: worth }), z.strictObject({ constant: worth })]);
/** The values of one `in` are of one type. */
const values = z.union([
  z.array(z.string()).nonempty(),
  z.array(z.number()).nonempty(),
  z.array(z.boolean()).nonempty(),
]);

const equals = z.strictObject({
  equals: z.strictObject({ path: field, value: z.union([z.string(), z.number(), z.boolean()]) }),
});
const oneOf = z.strictObject({ in: z.strictObject({ path: field, value: values, score: score.optional() }) });
const bound = z.union([z.string(), z.number()]).optional();
const range = z.strictObject({
  range: z
    .strictObject({ path: field, gte: bound, lte: bound })
    .refine(({ gte, lte }) => gte !== undefined || lte !== undefined),
});
const text = z.strictObject({
  text: z.strictObject({
    query: z.string().min(1),
    path: textPath,
    matchCriteria: z.enum(["any", "all"]).optional(),
    fuzzy: z
      .strictObject({
        maxEdits: z.union([z.literal(1), z.literal(2)]),
        prefixLength: z.int().nonnegative(),
        maxExpansions: z.int().positive(),
      })
      .optional(),
    score: score.optional(),
  }),
});
/** One field each; its type needs `tokenization` and grams in the index. */
const autocomplete = z.strictObject({
  autocomplete: z.strictObject({
    query: z.string().min(1),
    path: field,
    tokenOrder: z.enum(["any", "sequential"]).optional(),
  }),
});
export type AutocompleteOperator = z.infer<typeof autocomplete>["autocomplete"];
export type TextOperator = z.infer<typeof text>["text"];

const compound = z.strictObject({
  get compound() {
    return compoundBody;
  },
});
const operator = z.union([equals, oneOf, range, text, autocomplete, compound]);
const clauses = z.array(operator).nonempty().optional();
const compoundBody: z.ZodType<Compound> = z.lazy(() =>
  z.strictObject({
    filter: clauses,
    must: clauses,
    should: clauses,
    mustNot: clauses,
    minimumShouldMatch: z.int().nonnegative().optional(),
  }),
);

type Leaf = z.infer<typeof equals | typeof oneOf | typeof range | typeof text | typeof autocomplete>;
export type SearchOperator = Leaf | { compound: Compound };
export interface Compound {
  filter?: SearchOperator[] | undefined;
  must?: SearchOperator[] | undefined;
  should?: SearchOperator[] | undefined;
  mustNot?: SearchOperator[] | undefined;
  minimumShouldMatch?: number | undefined;
}

const meta = <N extends string>(name: N) => z.strictObject({ $meta: z.literal(name) });

export const searchPipeline = z.tuple([
  z.strictObject({
    $search: z.strictObject({
      index: z.string().min(1),
      compound: compoundBody,
      sort: z.union([
        z.strictObject({ score: meta("searchScore"), _id: z.literal(1) }),
        z.strictObject({ followers: z.literal(-1), _id: z.literal(1) }),
      ]),
    }),
  }),
  z.strictObject({ $limit: z.int().positive() }),
  z.strictObject({
    $project: z.strictObject({
      score: meta("searchScore"),
    }),
  }),
]);

/** A page of a figure's order; the id behind it makes the order whole, as `searchAfter` demands. */
export const browsePipeline = z.tuple([
  z.strictObject({
    $search: z.strictObject({
      index: z.string().min(1),
      compound: compoundBody,
      sort: z
        .record(field, z.union([z.literal(1), z.literal(-1)]))
        .refine((sort) => Object.keys(sort).at(-1) === "_id"),
      count: z.strictObject({ type: z.literal("lowerBound"), threshold: z.int().positive() }),
      searchAfter: z.string().min(1).optional(),
    }),
  }),
  z.strictObject({ $limit: z.int().positive() }),
  z.strictObject({
    $project: z.strictObject({ place: meta("searchSequenceToken"), meta: z.literal("$$SEARCH_META") }),
  }),
]);

/** A count is asked with a page of an order alone. */
export const isBrowse = ([first]: readonly unknown[]): boolean => JSON.stringify(first).includes('"count"');

export const facetPipeline = z.tuple([
  z.strictObject({
    $searchMeta: z.strictObject({
      index: z.string().min(1),
      facet: z.strictObject({
        operator: compound,
        facets: z.record(
          field,
          z.strictObject({
            type: z.literal("string"),
            path: field,
            numBuckets: z.int().min(1).max(1_000),
          }),
        ),
      }),
    }),
  }),
]);

const charFilter = z.strictObject({ type: z.literal("mapping"), mappings: z.record(z.string(), z.string()) });
const tokenizer = z.strictObject({ type: z.enum(["standard", "keyword", "whitespace"]) });
const tokenFilter = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("icuFolding") }),
  z.strictObject({ type: z.literal("porterStemming") }),
  z.strictObject({ type: z.literal("englishPossessive") }),
  z.strictObject({ type: z.literal("flattenGraph") }),
  z.strictObject({
    type: z.literal("regex"),
    pattern: z.string(),
    replacement: z.string(),
    matches: z.enum(["all", "first"]),
  }),
  z.strictObject({
    type: z.literal("wordDelimiterGraph"),
    delimiterOptions: z.partialRecord(
      z.enum([
        "generateWordParts",
        "generateNumberParts",
        "concatenateWords",
        "concatenateNumbers",
        "concatenateAll",
        "preserveOriginal",
        "splitOnCaseChange",
        "splitOnNumerics",
        "stemEnglishPossessive",
        "ignoreKeywords",
      ]),
      z.boolean(),
    ),
  }),
]);
const stringMapping = z.strictObject({
  type: z.literal("string"),
  analyzer: z.string(),
  searchAnalyzer: z.string(),
  multi: z
    .record(
      z.string(),
      z.strictObject({ type: z.literal("string"), analyzer: z.string(), searchAnalyzer: z.string() }),
    )
    .optional(),
});
const mapping = z.discriminatedUnion("type", [
  stringMapping,
  z.strictObject({
    type: z.literal("autocomplete"),
    analyzer: z.string(),
    tokenization: z.enum(["edgeGram", "rightEdgeGram", "nGram"]),
    minGrams: z.int().positive(),
    maxGrams: z.int().positive(),
    foldDiacritics: z.boolean(),
  }),
  z.strictObject({ type: z.literal("token"), normalizer: z.enum(["none", "lowercase"]).optional() }),
  z.strictObject({ type: z.literal("number") }),
  z.strictObject({ type: z.literal("boolean") }),
]);

export const indexDefinition = z.strictObject({
  analyzers: z.array(
    z.strictObject({
      name: z.string().regex(/^(?!lucene\.|builtin\.|mongodb\.)/),
      charFilters: z.array(charFilter).optional(),
      tokenizer,
      tokenFilters: z.array(tokenFilter),
    }),
  ),
  mappings: z.strictObject({
    dynamic: z.literal(false),
    fields: z.record(field, z.array(mapping).nonempty()),
  }),
});
