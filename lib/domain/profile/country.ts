import { countryOfCode } from "../dictionaries/codes.ts";
import { countryOfLocation, flagsOf } from "../dictionaries/places.ts";

/** Of the posts that name a region, the share that must agree. */
const REGION_SHARE_MIN = 2 / 3;
/**
 * Where an account says it is: the platform's own country field, else the region most of its posts carry, else
 * the place it names, else the one flag in its name or bio. Several flags, or a place that no dictionary knows,
 * are no evidence: a wrong country is worse than none.
 */
export function countryOf(evidence: {
  readonly declared: string | null;
  readonly regionsOfPosts: readonly (string | null)[];
  readonly locationText: string | null;
  /** Name and bio. */
  readonly text: string;
}): string | null {
  return (
    countryOfCode(evidence.declared) ??
    agreedRegion(evidence.regionsOfPosts) ??
    (evidence.locationText === null ? null : countryOfLocation(evidence.locationText)) ??
    onlyFlag(evidence.text)
  );
}

function agreedRegion(regions: readonly (string | null)[]): string | null {
  const known = regions.map(countryOfCode).filter((region) => region !== null);
  const share = (region: string): number => known.filter((one) => one === region).length / known.length;
  return [...new Set(known)].find((region) => share(region) >= REGION_SHARE_MIN) ?? null;
}

function onlyFlag(text: string): string | null {
  const [flag, ...others] = flagsOf(text);
  return flag !== undefined && others.length === 0 ? flag : null;
}
