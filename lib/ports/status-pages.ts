/** What a supplier publishes about its own state. */
export interface SupplierStatus {
  readonly supplier: string;
  /** For people. */
  readonly page: string;
  /** Null: it has no page that a program can read, or the page did not answer. */
  readonly isWell: boolean | null;
  readonly says: string;
}

/**
 * Public status pages of the services that we depend on. Never throws: a page that does not answer is reported so.
 */
export interface StatusPages {
  read(): Promise<SupplierStatus[]>;
}
