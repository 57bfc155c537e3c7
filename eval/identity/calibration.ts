export interface Judged {
  readonly probability: number;
  readonly isMatch: boolean;
}

const BINS = 10;

/**
 * Expected calibration error. For each tenth of probability, it compares the mean probability with the share of
 * matches, weighted by pairs. 0 to 1; 0 if nothing is judged. M. P. Naeini et al., "Obtaining Well Calibrated
 * Probabilities" (2015).
 */
export function calibrationError(judged: readonly Judged[]): number {
  const bins = Map.groupBy(judged, ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)));
  let error = 0;
  for (const bin of bins.values()) {
    const claimed = bin.reduce((sum, { probability }) => sum + probability, 0);
    const found = bin.filter(({ isMatch }) => isMatch).length;
    error += Math.abs(claimed - found) / judged.length;
  }
  return error;
}
