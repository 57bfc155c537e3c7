import type { Keyring } from "../domain/keyring.ts";
import type { MovePart } from "../domain/move.ts";
import type { Clock, Ids } from "../ports/clock.ts";
import type { Embedder } from "../ports/embedder.ts";
import type { KeyWrapping } from "../ports/key-wrapping.ts";
import type { KeywordIndex } from "../ports/keyword-index.ts";
import type { Objects } from "../ports/objects.ts";
import type { Queues } from "../ports/queues.ts";
import type { OpenTenantDocuments } from "../ports/tenant-documents.ts";
import type { VectorIndex } from "../ports/vector-index.ts";
import type { SearchPorts } from "../search/ports.ts";

/** The stores of one side. A part that is not moved is the same on both. */
export interface MoveSide {
  readonly openDocuments: OpenTenantDocuments;
  readonly keywords: KeywordIndex;
  readonly vectors: VectorIndex;
  readonly objects: Objects;
  readonly keyWrapping: KeyWrapping;
  /** Where each part is kept, for people. */
  readonly places: Readonly<Record<MovePart, string>>;
}

export interface MovePorts {
  readonly source: MoveSide;
  readonly target: MoveSide;
  /** In the order of `MOVE_PARTS`: vectors and objects follow the documents. */
  readonly parts: readonly MovePart[];
  /** Whether the target makes all vectors anew, with a model of its own. */
  readonly embedsAnew: boolean;
  readonly embedder: Pick<Embedder, "model" | "dimensions">;
  readonly keyring: Keyring;
  /** The source's; what waits in them is not carried. */
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  /** What a search on either side shares. */
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
