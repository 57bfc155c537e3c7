import type { MovePart, MovePreview } from "../domain/move.ts";
import { everyObject } from "../stored/every-object.ts";
import { checkMove, placesOf } from "./begin-move.ts";
import { CARRIED_PREFIXES, carriedCollections, onlyScope, ownersIn } from "./collections.ts";
import type { MovePorts } from "./ports.ts";

type Row = MovePreview["rows"][number];

/**
 * Entries per second: docs/BENCH.md, Moving to the cloud. For objects, the rate of 16 puts at a time with some 60 ms
 * each.
 */
const PER_SECOND: Readonly<Record<MovePart, number>> = { documents: 1_000, vectors: 1_000, objects: 250 };

/** Records that are sampled to estimate the size of all. */
const SAMPLE = 100;
const BYTES_A_COMPONENT = 4;

/**
 * What a move would carry, after the same checks. Writes nothing.
 * @throws AppError as `checkMove`.
 */
export async function previewMove(ports: MovePorts): Promise<MovePreview> {
  const move = await checkMove(ports);
  const rows: Row[] = [];
  for (const part of ports.parts) rows.push(...(await PREVIEWS[part](ports)));
  const seconds = rows.reduce((sum, { part, records }) => sum + records / PER_SECOND[part], 0);
  return { to: placesOf(ports), rows, began_at: move?.began_at ?? null, seconds: Math.ceil(seconds) };
}

const PREVIEWS: Readonly<Record<MovePart, (ports: MovePorts) => Promise<Row[]>>> = {
  async documents(ports) {
    const rows: Row[] = [];
    const owners = await ownersIn(ports.source);
    for (const collection of carriedCollections(ports)) {
      for (const owner of owners) {
        const documents = ports.source.openDocuments(onlyScope(owner));
        const records = await documents.count(collection, []);
        if (records === 0) continue;
        const { items } = await documents.find(collection, { where: [], limit: SAMPLE });
        const each = JSON.stringify(items).length / items.length;
        const bytes = Math.round(each * records);
        rows.push({ part: "documents", name: `${collection} of ${owner}`, records, bytes });
      }
    }
    return rows;
  },
  async vectors({ source, embedder }) {
    const { namespaces } = await source.vectors.stats();
    return Object.entries(namespaces).map(([name, { count: records }]) => {
      const bytes = records * embedder.dimensions * BYTES_A_COMPONENT;
      return { part: "vectors", name, records, bytes };
    });
  },
  async objects({ source }) {
    const rows: Row[] = [];
    for (const prefix of CARRIED_PREFIXES) {
      const row = { part: "objects" as const, name: prefix, records: 0, bytes: 0 };
      for await (const page of everyObject(source.objects, prefix)) {
        row.records += page.length;
        row.bytes += page.reduce((sum, { size }) => sum + size, 0);
      }
      if (row.records > 0) rows.push(row);
    }
    return rows;
  },
};
