import { z } from "zod";

/** Metadata as it was sent. */
export type Metadata = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** The error for a filter that breaks the grammar. */
export class MalformedFilter extends Error {}

const textOrNumber = z.union([z.string(), z.number()]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** `$in` and `$nin` take up to 10,000 values: docs.pinecone.io, "Filter by metadata". */
const values = z.array(textOrNumber).min(1).max(10_000);

type Value = string | number | boolean;
type Test = (held: readonly Value[]) => boolean;

const compare =
  (holds: (held: number, bound: number) => boolean) =>
  (bound: unknown): Test => {
    const limit = parse(z.number(), bound);
    return (held) => held.some((one) => typeof one === "number" && holds(one, limit));
  };

/**
 * An absent field fails every operator but `$exists: false`: the stricter of the two readings that the documentation
 * leaves open for `$ne` and `$nin`, so that an adapter must not depend on the other.
 */
const OPERATORS: Readonly<Record<string, (operand: unknown) => Test>> = {
  $eq: (operand) => {
    const value = parse(scalar, operand);
    return (held) => held.includes(value);
  },
  $ne: (operand) => {
    const value = parse(scalar, operand);
    return (held) => held.length > 0 && !held.includes(value);
  },
  $in: (operand) => {
    const some = new Set<Value>(parse(values, operand));
    return (held) => held.some((one) => some.has(one));
  },
  $nin: (operand) => {
    const none = new Set<Value>(parse(values, operand));
    return (held) => held.length > 0 && !held.some((one) => none.has(one));
  },
  $exists: (operand) => {
    const wanted = parse(z.boolean(), operand);
    return (held) => held.length > 0 === wanted;
  },
  $gt: compare((held, bound) => held > bound),
  $gte: compare((held, bound) => held >= bound),
  $lt: compare((held, bound) => held < bound),
  $lte: compare((held, bound) => held <= bound),
};

/**
 * Compiles a filter of Pinecone's language.
 * @throws MalformedFilter for anything outside its grammar.
 */
export function compileFilter(filter: unknown): (metadata: Metadata) => boolean {
  const parts = Object.entries(parse(z.record(z.string(), z.unknown()), filter));
  if (parts.length === 0) throw new MalformedFilter("A filter names at least one field.");
  const tests = parts.map(([name, operand]) => compilePart(name, operand));
  return (metadata) => tests.every((test) => test(metadata));
}

function compilePart(name: string, operand: unknown): (metadata: Metadata) => boolean {
  if (name === "$and" || name === "$or") {
    const parts = parse(z.array(z.unknown()).min(1), operand).map(compileFilter);
    return name === "$and"
      ? (metadata) => parts.every((part) => part(metadata))
      : (metadata) => parts.some((part) => part(metadata));
  }
  if (name.startsWith("$")) throw new MalformedFilter(`${name} is no logical operator.`);
  const tests = compileOperators(operand);
  return (metadata) => {
    const held = metadata[name];
    const list = held === undefined ? [] : typeof held === "object" ? held : [held];
    return tests.every((test) => test(list));
  };
}

/** A bare value stands for `$eq`. */
function compileOperators(operand: unknown): Test[] {
  if (typeof operand !== "object" || operand === null) return [operatorNamed("$eq")(operand)];
  const operators = Object.entries(operand);
  if (operators.length === 0) throw new MalformedFilter("A field is filtered by an operator.");
  return operators.map(([name, value]) => operatorNamed(name)(value));
}

function operatorNamed(name: string): (operand: unknown) => Test {
  const operator = OPERATORS[name];
  if (operator === undefined) throw new MalformedFilter(`${name} is no operator.`);
  return operator;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MalformedFilter("An operand has the wrong form.");
}
