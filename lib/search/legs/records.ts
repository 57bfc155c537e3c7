import type { SearchedRecord } from "../../domain/creator.ts";
import { idsOf } from "../../domain/ids.ts";
import type { SearchPorts } from "../ports.ts";

/** Creators' records by id. */
export type Records = ReadonlyMap<string, SearchedRecord>;

/** The records of the hits. */
export const readRecords = (
  { documents }: Pick<SearchPorts, "documents">,
  hits: readonly { readonly id: string }[],
): Promise<Records> => documents.getSearched(idsOf(hits));
