/**
 * A contact detail found in a text, by UTF-16 indexes. `value` is its one normal form; null where something is
 * surely a contact detail, to be cut, but cannot be brought into that form.
 */
export interface FoundContact {
  readonly start: number;
  readonly end: number;
  readonly value: string | null;
}
