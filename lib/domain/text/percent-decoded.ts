/**
 * Decodes percent-encoding, which some systems have already applied. Text that is not validly encoded stays unchanged.
 */
export function percentDecoded(part: string): string {
  if (!/%[0-9a-f]{2}/i.test(part)) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
