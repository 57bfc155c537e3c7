/** What a supplier says of itself in public. */
export interface SupplierStatus {
  readonly supplier: string;
  /** For people. */
  readonly page: string;
  /** Null: it has no page that a program can read, or the page did not answer. */
  readonly isWell: boolean | null;
  readonly says: string;
}

/** Public status pages of what the system stands on. Never throws: a page that does not answer is told as such. */
export interface StatusPages {
  look(): Promise<SupplierStatus[]>;
}
