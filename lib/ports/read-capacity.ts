/**
 * Nodes that answer a vector index's queries, if an operator may add some.
 * Errors: `unavailable` when the index's control does not answer, `invalid` when it refuses.
 */
export interface ReadCapacity {
  /** The largest number of copies of the index that the operator allows; 0: none are ever added. */
  readonly most: number;
  /** Copies of the index; null if it scales by itself (on demand) and has none to count. */
  replicas(): Promise<number | null>;
  /** Requests that number. The index keeps serving until they are there. */
  setReplicas(replicas: number): Promise<void>;
}
