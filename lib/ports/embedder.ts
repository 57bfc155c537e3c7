export interface EmbedOptions {
  readonly signal?: AbortSignal;
  /** What the texts are. `draft`: a quick first vector of a profile. Default: `profile`. */
  readonly as?: "question" | "profile" | "draft";
}

/** What tells one embedder's vectors from another's. */
export type EmbedderKind = Pick<Embedder, "model" | "dimensions">;

/**
 * Turns texts into vectors. The cosine of two vectors tells how near they are in meaning.
 * Errors: `unavailable` or `rate-limited` when a service behind it does not answer.
 */
export interface Embedder {
  /** Names model and revision, such as "static-minilm-l6-v2-r2". Stored in every index mark and compared at start. */
  readonly model: string;
  readonly dimensions: number;
  /**
   * Whether `as: "draft"` gives another vector than `as: "profile"`. Then a draft in the index is to be replaced later.
   */
  readonly drafts: boolean;
  /**
   * One vector of unit length per text, in order. Text with nothing to embed gives a deterministic unit vector, never
   * NaN.
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Float32Array[]>;
}
