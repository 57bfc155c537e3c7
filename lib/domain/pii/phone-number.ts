import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** ITU-T E.164 allows 15 digits, with separators between them. Longer texts are not given to the library. */
const WRITTEN_MAX = 60;

/**
 * The E.164 form of a number. A number in national form is read as one of `country`. Null if it is not a valid number.
 */
export const normalisedPhone = (number: string, country: string | null): string | null =>
  knownNumber(number, country)?.value ?? null;

export interface KnownNumber {
  readonly value: string;
  /** ISO 3166-1 alpha-2; null if unknown. */
  readonly country: string | null;
  /** Whether it is certainly mobile. In North America no number shows it. */
  readonly isMobile: boolean;
}

/** What libphonenumber's metadata says about a number; null if it is not a valid number. */
export function knownNumber(number: string, country: string | null): KnownNumber | null {
  if (number.length > WRITTEN_MAX) return null;
  const region = supportedCountry(country);
  const parsed =
    region === null ? parsePhoneNumberFromString(number) : parsePhoneNumberFromString(number, region);
  if (!parsed?.isValid()) return null;
  return {
    value: parsed.number,
    country: parsed.country ?? null,
    isMobile: parsed.getType() === "MOBILE",
  };
}

const supportedCountry = (country: string | null): CountryCode | null =>
  country !== null && isSupportedCountry(country) ? country : null;
