/**
 * Nodes that answer a vector index's questions, where an operator may add some.
 * Errors: `unavailable` when the index's control does not answer, `invalid` when it refuses.
 */
export interface ReadCapacity {
  /** Copies of the index that the operator allows at most; 0: none are ever added. */
  readonly most: number;
  /** Copies of the index; null where it scales by itself (on demand) and has none to count. */
  replicas(): Promise<number | null>;
  /** Asks for that many; they come while the index goes on serving. */
  setReplicas(replicas: number): Promise<void>;
}
