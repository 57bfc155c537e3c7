import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** ITU-T E.164 allows 15 digits; separators stand between them. Longer texts are not handed to the library. */
const WRITTEN_MAX = 60;

/** The E.164 form of a number, read as one of `country` where it is in national form; null for what is no valid number. */
export const normalisedPhone = (number: string, country: string | null): string | null =>
  knownNumber(number, country)?.value ?? null;

export interface KnownNumber {
  readonly value: string;
  /** ISO 3166-1 alpha-2, where one can be told. */
  readonly country: string | null;
  /** Surely mobile: in North America no number tells. */
  readonly isMobile: boolean;
}

/** What libphonenumber's metadata knows of a number; null for what is none. */
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
