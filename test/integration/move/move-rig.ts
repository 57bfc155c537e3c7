import { createSearchMemory } from "../../../lib/cache/process-memory.ts";
import { MOVE_PARTS } from "../../../lib/domain/move.ts";
import { moveSystem } from "../../../lib/move/move-system.ts";
import type { MoveOptions, MovePorts, MoveSide } from "../../../lib/move/ports.ts";
import { SEARCH_SETTINGS } from "../../../lib/search/settings.ts";
import { ndjson, xEnvelope, youtubeEnvelope } from "../pipeline/envelopes.ts";
import { createRig, type Rig } from "../pipeline/rig.ts";

/** Creators of X, of whom the first is linked to one of YouTube. */
export const X_CREATORS = 20;

/** A system with creators, an identity and raw objects. */
export async function filledRig(): Promise<Rig> {
  const rig = createRig();
  const accounts = Array.from({ length: X_CREATORS }, (_, at) =>
    xEnvelope({ id: String(at + 1), description: `Trains, part ${at}`, ...linkOf(at) }),
  );
  const linked = youtubeEnvelope(1, "Also on https://x.com/user_1");
  await rig.announce(await rig.drop("drop.ndjson", ndjson(...accounts, linked)));
  await rig.settle();
  return rig;
}

const linkOf = (at: number) => (at === 0 ? { url: "https://www.youtube.com/@channel1" } : {});

const sideOf = ({ ports, folder }: Rig): MoveSide => ({
  ...ports,
  places: { documents: folder, vectors: folder, objects: folder },
});

/** What a move from one rig to another is given. */
export function portsOf(source: Rig, target: Rig, changes: Partial<MovePorts> = {}): MovePorts {
  const { ports } = source;
  return {
    ...ports,
    source: sideOf(source),
    target: sideOf(target),
    parts: MOVE_PARTS,
    embedsAnew: false,
    search: { ...ports, memory: createSearchMemory(), settings: SEARCH_SETTINGS },
    ...changes,
  };
}

export const OPTIONS: MoveOptions = { onProgress: () => undefined, signal: new AbortController().signal };

export const move = (source: Rig, target: Rig, changes: Partial<MovePorts> = {}) =>
  moveSystem(portsOf(source, target, changes), OPTIONS);

/** All that lasts and is carried: not the inbox, nor what a machine's own clock is at. */
export async function carriedOf(rig: Rig): Promise<unknown> {
  const { objects, ...rest } = await rig.dump();
  const kept = (objects as [string, string][]).filter(([key]) => !key.startsWith("inbox/"));
  return { ...rest, objects: kept };
}
