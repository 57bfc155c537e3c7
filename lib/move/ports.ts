import type { MovePart } from "../domain/move.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { Ports } from "../ports/ports.ts";
import type { SearchPorts } from "../search/ports.ts";

/** The stores of one side. A part that is not moved is the same on both. */
export interface MoveSide
  extends Pick<Ports, "openDocuments" | "keywords" | "vectors" | "objects" | "keyWrapping"> {
  /** Where each part is kept, as a text for people. */
  readonly places: Readonly<Record<MovePart, string>>;
}

/** `queues` are the source's; messages in them are not moved. */
export interface MovePorts extends Pick<Ports, "keyring" | "queues" | "clock" | "ids"> {
  readonly source: MoveSide;
  readonly target: MoveSide;
  /** In the order of `MOVE_PARTS`: vectors and objects follow the documents. */
  readonly parts: readonly MovePart[];
  /** Whether the target makes all vectors again with its own model. */
  readonly embedsAnew: boolean;
  readonly embedder: Pick<Embedder, "model" | "dimensions">;
  /** What searches on both sides share. */
  readonly search: Omit<SearchPorts, "documents" | "keywords" | "vectors">;
}

interface MoveProgress {
  readonly what: string;
  readonly done: number;
}

export interface MoveOptions {
  readonly onProgress: (progress: MoveProgress) => void;
  readonly signal: AbortSignal;
}
