import { type Condition, meetsCondition, type Scalar } from "../../domain/condition.ts";
import {
  CREATOR_FACETS,
  type CreatorFacet,
  FACET_NAMES,
  type FacetKind,
  type FacetRow,
  type FacetValue,
  LIST_MARK,
  readAllFacets,
} from "./sqlite-creator-facets.ts";
import type { SqliteDatabase } from "./sqlite-database.ts";

/** Whether the creator in a row passes. */
export type RowTest = (doc: number) => boolean;

/** The filter columns of live creators, by document number. A filter costs nanoseconds per row. */
export interface CreatorColumns {
  /** The highest document number plus one. */
  readonly end: number;
  /** The number of live creators. */
  readonly live: number;
  readonly averageWords: number;
  /** The number of each creator's indexed words, by document number. */
  readonly words: Uint16Array;
  /** Ids by document number, including documents that are gone. */
  readonly ids: readonly string[];
  set(doc: number, row: FacetRow | null): void;
  belongsTo(tenants: readonly string[]): RowTest;
  /** Null if the field has no column here. */
  meets(condition: Condition): RowTest | null;
  /** The number of passing creators that have each value. A list counts for each of its values. */
  counts(field: CreatorFacet, passes: RowTest): Map<string, number>;
}

/** These fields have nearly as many values as creators, so a column of codes would save nothing. */
const UNIQUE_FIELDS: ReadonlySet<CreatorFacet> = new Set([
  "handle_lc",
  "identity_id",
  "fetched_at",
  "updated_at",
]);
const hasColumn = (name: CreatorFacet): boolean => !UNIQUE_FIELDS.has(name);
const ABSENT = 0;

interface CodedColumn {
  readonly kind: Exclude<FacetKind, "number">;
  /** The value of each code. Code 0 is null. */
  readonly values: (FieldValue | null)[];
  readonly codes: Map<FacetValue, number>;
  rows: Codes;
}
/** As wide as the codes need. Most fields have fewer than 256 values. */
type Codes = Uint8Array | Uint16Array | Uint32Array;
interface NumberColumn {
  readonly kind: "number";
  /** NaN is null. */
  rows: Float64Array;
}
type FieldValue = Scalar | readonly string[];

export function loadCreatorColumns(database: SqliteDatabase): CreatorColumns {
  const columns = createColumns();
  for (const row of readAllFacets(database, hasColumn)) columns.set(row.doc, row);
  return columns;
}

function createColumns(): CreatorColumns {
  const fields = FACET_NAMES.filter(hasColumn).map((name) => ({
    name,
    at: FACET_NAMES.indexOf(name),
    column: emptyColumn(CREATOR_FACETS[name]),
  }));
  const erasedAt = FACET_NAMES.indexOf("erased");
  const tenants = codedColumn("text");
  const byName = new Map(fields.map(({ name, column }) => [name as string, column]));
  const ids: string[] = [];
  let words = new Uint16Array(0);
  let end = 0;
  let live = 0;
  let totalWords = 0;

  const grow = (doc: number): void => {
    end = Math.max(end, doc + 1);
    if (doc < words.length) return;
    const size = Math.max(1_024, 2 * doc);
    words = grown(words, new Uint16Array(size));
    tenants.rows = grown(tenants.rows, sameKind(tenants.rows, size));
    for (const { column } of fields) {
      if (column.kind === "number") column.rows = grown(column.rows, new Float64Array(size).fill(Number.NaN));
      else column.rows = grown(column.rows, sameKind(column.rows, size));
    }
  };
  const forget = (doc: number): void => {
    if (tenants.rows[doc] === ABSENT) return;
    live -= 1;
    totalWords -= words[doc] ?? 0;
    tenants.rows[doc] = ABSENT;
  };
  const isOf = (names: readonly string[]): RowTest => {
    const allowed = new Uint8Array(tenants.values.length);
    for (const name of names) allowed[tenants.codes.get(name) ?? ABSENT] = 1;
    allowed[ABSENT] = 0;
    return (doc) => allowed[tenants.rows[doc] ?? ABSENT] === 1;
  };

  return {
    get end() {
      return end;
    },
    get live() {
      return live;
    },
    get averageWords() {
      return live > 0 ? totalWords / live : 0;
    },
    get words() {
      return words;
    },
    ids,
    set(doc, row) {
      grow(doc);
      forget(doc);
      if (!row || row.values[erasedAt] === 1) return;
      setCode(tenants, doc, row.tenant_id);
      words[doc] = row.words;
      ids[doc] = row.id;
      live += 1;
      totalWords += row.words;
      for (const { column, at } of fields) write(column, doc, row.values[at] ?? null);
    },
    belongsTo: isOf,
    meets(condition) {
      if (condition.field === "id") return idTest(ids, condition);
      const column = byName.get(condition.field);
      if (!column) return null;
      return column.kind === "number" ? numberTest(column, condition) : codedTest(column, condition);
    },
    counts(field, passes) {
      const column = byName.get(field);
      return column && column.kind !== "number" ? countCodes(column, end, passes) : new Map();
    },
  };
}

const emptyColumn = (kind: FacetKind): CodedColumn | NumberColumn =>
  kind === "number" ? { kind, rows: new Float64Array(0) } : codedColumn(kind);

function codedColumn(kind: CodedColumn["kind"]): CodedColumn {
  return { kind, values: [null], codes: new Map([[null, ABSENT]]), rows: new Uint8Array(0) };
}

function sameKind(rows: Codes, size: number): Codes {
  if (rows instanceof Uint8Array) return new Uint8Array(size);
  return rows instanceof Uint16Array ? new Uint16Array(size) : new Uint32Array(size);
}

/** The same rows, in an array wide enough for a code. */
function withRoom(rows: Codes, code: number): Codes {
  if (code < 2 ** (8 * rows.BYTES_PER_ELEMENT)) return rows;
  return code < 2 ** 16 ? Uint16Array.from(rows) : Uint32Array.from(rows);
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

function write(column: CodedColumn | NumberColumn, doc: number, value: FacetValue): void {
  if (column.kind === "number") column.rows[doc] = typeof value === "number" ? value : Number.NaN;
  else setCode(column, doc, value);
}

function setCode(column: CodedColumn, doc: number, value: FacetValue): void {
  // Get the code first, because a new code may replace `rows` by a wider array.
  const code = codeOf(column, value);
  column.rows[doc] = code;
}

function codeOf(column: CodedColumn, stored: FacetValue): number {
  const known = column.codes.get(stored);
  if (known !== undefined) return known;
  const code = column.values.push(fieldValueOf(column.kind, stored)) - 1;
  column.codes.set(stored, code);
  column.rows = withRoom(column.rows, code);
  return code;
}

function fieldValueOf(kind: CodedColumn["kind"], stored: FacetValue): FieldValue | null {
  if (stored === null) return null;
  if (kind === "boolean") return stored === 1;
  return kind === "list" ? String(stored).split(LIST_MARK).slice(1, -1) : stored;
}

/** Checks a condition once per distinct value, not once per row. */
function codedTest(column: CodedColumn, condition: Condition): RowTest {
  const passes = new Uint8Array(column.values.length);
  for (let code = 0; code < passes.length; code += 1)
    passes[code] = Number(meetsCondition(column.values[code], condition));
  return (doc) => passes[column.rows[doc] ?? ABSENT] === 1;
}

function idTest(ids: readonly string[], condition: Condition): RowTest {
  if (condition.op !== "in" && condition.op !== "notIn") return (doc) => meetsCondition(ids[doc], condition);
  const named = new Set<Scalar | undefined>(condition.values);
  return condition.op === "in" ? (doc) => named.has(ids[doc]) : (doc) => !named.has(ids[doc]);
}

function numberTest({ rows }: NumberColumn, condition: Condition): RowTest {
  const at = (doc: number): number => rows[doc] ?? Number.NaN;
  switch (condition.op) {
    case "gte":
    case "lte": {
      const { value, op } = condition;
      if (typeof value !== "number") return () => false;
      return op === "gte" ? (doc) => at(doc) >= value : (doc) => at(doc) <= value;
    }
    default:
      return (doc) => meetsCondition(Number.isNaN(at(doc)) ? null : at(doc), condition);
  }
}

function countCodes(column: CodedColumn, end: number, isCounted: RowTest): Map<string, number> {
  const byCode = new Uint32Array(column.values.length);
  for (let doc = 0; doc < end; doc += 1) {
    if (isCounted(doc)) byCode[column.rows[doc] ?? ABSENT] = (byCode[column.rows[doc] ?? ABSENT] ?? 0) + 1;
  }
  const counts = new Map<string, number>();
  column.values.forEach((value, code) => {
    const values = value === null ? [] : Array.isArray(value) ? value : [String(value)];
    for (const one of values) counts.set(one, (counts.get(one) ?? 0) + (byCode[code] ?? 0));
  });
  return counts;
}
