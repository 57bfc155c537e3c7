import { readFileSync } from "node:fs";
import type { Matchable, Matching } from "../../lib/domain/identity-matching/match.ts";
import type { Field } from "../../lib/domain/identity-matching/model.ts";
import { jaroWinkler } from "../../lib/domain/identity-matching/similarity.ts";
import { inFirstHalf } from "./halves.ts";
import type { LabelledSet } from "./measure.ts";

interface Person extends Matchable {
  readonly entity: string;
  readonly values: Readonly<Record<string, string>>;
}

const text = (name: string): Field<Person> => ({
  name,
  levels: ["equal", "nearly equal", "alike", "different"],
  m: [0.7, 0.15, 0.05, 0.1],
  levelOf(a, b) {
    const [one = "", other = ""] = [a.values[name], b.values[name]];
    if (one === "" || other === "") return null;
    if (one === other) return 0;
    const likeness = jaroWinkler(one, other);
    return likeness >= 0.92 ? 1 : likeness >= 0.8 ? 2 : 3;
  },
  term: { of: ({ values }) => values[name] || null, upTo: 1 },
});

const TEXTS = ["given_name", "surname", "address_1", "suburb", "postcode", "date_of_birth"] as const;
const BLOCKED = ["surname", "suburb", "postcode", "date_of_birth"] as const;

/** Names, addresses and birthdays. The person's number is left out, because it alone would be enough. */
const MATCHING: Matching<Person> = {
  fields: TEXTS.map(text),
  keysOf: ({ values }) =>
    BLOCKED.flatMap((field) => (values[field] ? [{ field, value: values[field] }] : [])),
  mayPair: () => true,
};

/** FEBRL's generated duplicates: `rec-7-org` and `rec-7-dup-0` are one person. */
export function febrl(name: string, file: string, seed: number): LabelledSet<Person> {
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const columns = header.split(",").map((column) => column.trim());
  const people = lines.map((line): Person => {
    const cells = line.split(",").map((cell) => cell.trim());
    const id = cells[0] ?? "";
    return {
      id,
      source: "register",
      entity: id.split("-")[1] ?? id,
      values: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""])),
    };
  });
  return {
    name,
    matching: MATCHING,
    train: people.filter(({ entity }) => inFirstHalf(entity, seed)),
    test: people.filter(({ entity }) => !inFirstHalf(entity, seed)),
    entityOf: ({ entity }) => entity,
    table: {
      compared: TEXTS,
      blocks: BLOCKED,
      rowOf: ({ values }) => Object.fromEntries(TEXTS.map((field) => [field, values[field] || null])),
    },
  };
}
