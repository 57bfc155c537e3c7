import { createHash } from "node:crypto";
import { z } from "zod";
import {
  type AccountFeatures,
  CREATOR_MATCHING,
  calledBy,
} from "../../lib/domain/identity-matching/creator-matching.ts";
import { readJsonLines } from "../sets/json-lines.ts";
import { inFirstHalf } from "./halves.ts";
import type { LabelledSet } from "./measure.ts";

const legislatorSchema = z.object({
  entity_id: z.string(),
  official_full: z.string(),
  first: z.string(),
  nickname: z.string().nullable(),
  last: z.string(),
  chamber: z.enum(["rep", "sen"]),
  twitter: z.string().nullable(),
  instagram: z.string().nullable(),
  youtube: z.string().nullable(),
  youtube_id: z.string().nullable(),
});
type Legislator = z.infer<typeof legislatorSchema>;

type Writing = "handles" | "names" | "namesakes";

interface LabelledAccount extends AccountFeatures {
  readonly entity: string;
}

/**
 * Accounts of members of the US Congress, with their real handles on each platform. The source gives one name per
 * person, not per account. So the name is written in the ways that accounts use (full, short, with the title), or left
 * out. `namesakes` adds for every third person a stranger on each platform, with the same name and a different handle.
 */
export function legislators(
  name: string,
  file: string,
  as: Writing,
  seed: number,
): LabelledSet<AccountFeatures> {
  const accounts = readJsonLines(file, legislatorSchema).flatMap((one) => [
    ...accountsOf(one, as !== "handles"),
    ...(as === "namesakes" ? namesakesOf(one) : []),
  ]);
  const entities = new Map(accounts.map(({ id, entity }) => [id, entity]));
  return {
    name,
    matching: CREATOR_MATCHING,
    train: accounts.filter(({ entity }) => inFirstHalf(personOf(entity), seed)),
    test: accounts.filter(({ entity }) => !inFirstHalf(personOf(entity), seed)),
    entityOf: ({ id }) => entities.get(id) ?? id,
    table: {
      compared: as === "handles" ? ["stem", "handle"] : ["stem", "name"],
      blocks: as === "handles" ? ["stem"] : ["stem", "name_ends"],
      rowOf: ({ stem, handle, nameKey, nameEnds }) => ({ stem, handle, name: nameKey, name_ends: nameEnds }),
    },
  };
}

/** A stranger stays in the same half as the person with the same name. */
const personOf = (entity: string): string => entity.split("/")[0] ?? entity;

/** Each stranger is a different person. */
function namesakesOf(one: Legislator): LabelledAccount[] {
  const chance = createHash("sha256").update(one.entity_id).digest().readUInt32BE(4);
  if (chance % 3 !== 0) return [];
  return accountsOf(one, true).flatMap((account, at) => {
    const handle = `${["blue", "north", "lucky"][at]}${chance}${account.source}`;
    const entity = `${account.entity}/stranger-${at}`;
    return { ...account, id: `${account.source}/${entity}`, entity, handle, stem: handle };
  });
}

function accountsOf(one: Legislator, names: boolean): LabelledAccount[] {
  const short = `${one.nickname ?? one.first} ${one.last}`;
  const titled = `${one.chamber === "rep" ? "Rep." : "Senator"} ${one.first} ${one.last}`;
  const found = [
    { source: "x", handle: one.twitter, name: one.official_full },
    { source: "instagram", handle: one.instagram, name: short },
    // Most channels are known by an id alone. Without a name, nothing could tell their owner.
    { source: "youtube", handle: one.youtube ?? (names ? one.youtube_id : null), name: titled },
  ] as const;
  return found.flatMap(({ source, handle, name }) => {
    if (handle === null) return [];
    const isChannelId = source === "youtube" && one.youtube === null;
    return [
      {
        id: `${source}/${one.entity_id}`,
        entity: one.entity_id,
        source,
        ...calledBy(isChannelId ? null : handle, names ? name : ""),
        sites: new Set<string>(),
        digests: new Set<string>(),
        country: null,
        languages: [],
        categories: [],
        verified: false,
        isPerson: null,
      },
    ];
  });
}
