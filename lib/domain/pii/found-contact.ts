/**
 * A contact detail found in a text, by UTF-16 indexes. `value` is its one normal form. Null if it is certainly a
 * contact detail, to be cut, but has no such form.
 */
export interface FoundContact {
  readonly start: number;
  readonly end: number;
  readonly value: string | null;
}
