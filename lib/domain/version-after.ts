/** The version that outranks a stored record's: a counter of fixed width, since versions compare as text. */
export const versionAfter = (stored: { readonly version: string } | undefined): string =>
  String(Number(stored?.version ?? 0) + 1).padStart(12, "0");
