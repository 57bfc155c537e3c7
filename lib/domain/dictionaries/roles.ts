import { lazily } from "../made-once.ts";
import { stemOf } from "../text/stem.ts";
import { ROLES } from "./role-table.ts";

/** Words for people by what they do, by stem, each with other words for the same people. */
const roles = lazily(
  (): ReadonlyMap<string, readonly string[]> =>
    new Map(
      ROLES.trim()
        .split("\n")
        .map((line) => line.split(" "))
        .map(([word = "", ...others]) => [stemOf(word), others]),
    ),
);

/** Whether an English word names people by what they do: "speakers". */
export const isRole = (term: string): boolean => roles().has(stemOf(term));

/** Other English words for people by what they do: "attorney" for "lawyers". */
export const otherRoles = (term: string): readonly string[] => roles().get(stemOf(term)) ?? [];
