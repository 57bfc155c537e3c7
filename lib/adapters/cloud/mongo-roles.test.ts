import { expect, test } from "vitest";
import { atlasCommands } from "./mongo-roles.ts";

const commands = atlasCommands("increator");
/** Names of roles whose command grants something that matches. */
const granting = (pattern: RegExp): string[] =>
  commands.flatMap((line) => {
    const [, role = ""] = /customDbRoles create increator-(\w+)/.exec(line) ?? [];
    return role !== "" && pattern.test(line) ? [role] : [];
  });

test("entries of the audit are added by all that act, and changed or removed by nobody", () => {
  expect(granting(/INSERT@increator\.audit(,|$)/)).toEqual(["search", "manage", "privacy", "pipeline"]);
  expect(granting(/(UPDATE|REMOVE)@increator\.audit(,|$)/)).toEqual([]);
});

test("keys of the API are made by people alone, and changed by none but the authoriser", () => {
  expect(granting(/(INSERT|REMOVE)@increator\.api_keys/)).toEqual([]);
  expect(granting(/UPDATE@increator\.api_keys/)).toEqual(["authorise"]);
});

test("creators are made and removed by few, and search writes none", () => {
  expect(granting(/INSERT@increator\.creators/)).toEqual(["privacy", "pipeline"]);
  expect(granting(/UPDATE@increator\.creators/)).toEqual(["manage", "privacy", "pipeline", "crawl"]);
  expect(granting(/REMOVE@increator\.creators/)).toEqual(["pipeline"]);
});

test("roles that search have what looking at the search index takes, and the others read what they name", () => {
  expect(granting(/--inheritedRole read@increator --privilege/)).toEqual([
    ...["search", "manage", "privacy", "pipeline"],
  ]);
  expect(granting(/FIND@increator\./)).toEqual(["authorise", "crawl"]);
});

test("every role has its user, and people theirs", () => {
  const users = commands.flatMap(
    (line) => /dbusers create --username (\S+) --role (\S+)$/.exec(line)?.slice(1) ?? [],
  );
  expect(users).toHaveLength(14);
  expect(users.slice(-2)).toEqual(["increator-operator", "readWrite@increator"]);
});
