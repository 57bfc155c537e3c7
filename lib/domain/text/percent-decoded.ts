/** A text as it was before its percent-encoding, which some systems send already applied. */
export function percentDecoded(part: string): string {
  if (!/%[0-9a-f]{2}/i.test(part)) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
