import type { RequestedErasure } from "../lib/domain/api/erasure-operations.ts";
import { type ErasureView, isOpen } from "../lib/domain/erasure.ts";
import { type Column, figure, table } from "./table.ts";

type Store = ErasureView["stores"][number];

const COLUMNS: readonly Column<Store>[] = [
  { title: "STORE", cell: ({ store, region }) => (region ? `${store} in ${region}` : store) },
  { title: "STATUS", cell: ({ status }) => status },
  figure("REMOVED", ({ removed }) => String(removed)),
  figure("LEFT", ({ left }) => (left === null ? "-" : String(left))),
  { title: "CHECKED", cell: ({ checked_at }) => checked_at ?? "-" },
];

/** One erasure with its evidence, store by store. */
export function erasurePage(erasure: RequestedErasure, width: number): string {
  const others = (erasure.other_bearers ?? []).map(
    ({ id, last_seen_at }) =>
      `\nIt was the handle of ${id} too, seen under it last on ${last_seen_at.slice(0, 10)}, which stays.\n`,
  );
  return [
    `${erasure.id}: ${erasure.status}, due by ${erasure.due_by}\n\n`,
    table(COLUMNS, erasure.stores, width),
    ...others,
    isOpen(erasure) ? `\nIt goes on. Ask again: increator erasures show ${erasure.id}\n` : "",
  ].join("");
}
