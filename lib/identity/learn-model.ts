import { CREATOR_MATCHING, featuresOf } from "../domain/identity-matching/creator-matching.ts";
import { candidatesOf, learn } from "../domain/identity-matching/match.ts";
import type { Training } from "../domain/identity-matching/train.ts";
import type { CreatorId } from "../domain/ids.ts";
import { inTurns } from "../ports/in-turns.ts";
import type { TenantDocuments } from "../ports/tenant-documents.ts";
import { readAccounts } from "./match-accounts.ts";
import { keyBlocks, pairedIn } from "./match-keys.ts";

/** Accounts in blocks, and accounts drawn at random. With a larger sample, shares differ by less than a percent. */
const SAMPLE = 20_000;
/** The first characters tell a key's position among all keys: 32^6 positions. */
const PLACE_CHARACTERS = 6;
const CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Learns a piece's model without labels: m and priors from its first blocks, which hold all accounts that share their
 * values, and u from its first accounts. Ids and keys are digests, so the first ones are a fair sample.
 */
export async function learnModel(
  documents: TenantDocuments,
  piece: {
    readonly prefix: string;
    /** Prefix of its match keys. */
    readonly keys: string;
    /** Its accounts by platform. */
    readonly sizes: Readonly<Record<string, number>>;
    /** The number of such pieces in the whole catalogue. */
    readonly pieces: number;
  },
): Promise<Training> {
  const { ids, share } = await firstBlocks(documents, piece.keys);
  const { features, known } = await readAccounts(documents, ids);
  const drawn = await firstAccounts(documents, piece.prefix);
  const sizes = new Map(Object.entries(piece.sizes).map(([source, size]) => [source, size * piece.pieces]));
  const sample = { drawn, sizes, share: share / piece.pieces };
  const blocks = await inTurns(candidatesOf(CREATOR_MATCHING, features));
  return inTurns(learn(CREATOR_MATCHING, features, blocks, known, sample));
}

async function firstBlocks(documents: TenantDocuments, keys: string) {
  const ids = new Set<CreatorId>();
  for await (const blocks of keyBlocks(documents, keys, null)) {
    for (const id of pairedIn(blocks)) ids.add(id);
    const last = blocks.at(-1)?.key.slice(keys.length);
    if (ids.size >= SAMPLE && last) return { ids: [...ids], share: placeOf(last) };
  }
  return { ids: [...ids], share: 1 };
}

/** The position of a digest among all possible digests, 0 to 1. */
const placeOf = (digest: string): number =>
  [...digest.slice(0, PLACE_CHARACTERS)].reduce(
    (sum, character, at) => sum + (CROCKFORD.indexOf(character) + 1) / 32 ** (at + 1),
    0,
  );

async function firstAccounts(documents: TenantDocuments, prefix: string) {
  const drawn = [];
  for await (const page of documents.scan("creators", prefix)) {
    for (const record of page) if (!record.erased) drawn.push(featuresOf(record));
    if (drawn.length >= SAMPLE) break;
  }
  return drawn;
}
