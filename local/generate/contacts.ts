import type { Random } from "./random.ts";

/** RFC 2606: names that belong to nobody, ever. */
const MAIL_DOMAINS = ["example.com", "example.org", "example.net"];

/** # is any digit. Numbers kept for films and books, so that no telephone rings. */
const FICTIONAL_NUMBERS: Readonly<Record<string, readonly string[]>> = {
  // 555-0100 to 555-0199: North American Numbering Plan, https://nationalnanpa.com
  US: ["+1 (212) 555-01##", "310-555-01##", "+1 512 555 01##"],
  CA: ["+1 416-555-01##", "(604) 555-01##"],
  // https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
  GB: ["07700 900###", "+44 7700 900###", "020 7946 0###"],
  // https://www.acma.gov.au/phone-numbers-use-tv-shows-films-and-creative-works
  AU: ["0491 570 006", "+61 491 570 156", "0491 570 157"],
  // Arcep, décision 2018-0881: kept for audiovisual works
  FR: ["06 39 98 ## ##", "+33 6 39 98 ## ##", "01 99 00 ## ##"],
  // Bundesnetzagentur, Drama-Nummern
  DE: ["030 23125 ###", "+49 30 23125 ###", "0171 39200##"],
};

export function fictionalMail(random: Random, name: string): string {
  const domain = random.chance(0.5) ? random.pick(MAIL_DOMAINS) : `${name}.example`;
  const address = `${random.pick(["hello", "contact", "collab", "business", name, "info"])}@${domain}`;
  return random.chance(0.12) ? address.replace("@", " [at] ").replace(".", " [dot] ") : address;
}

/** Null where no numbers are kept for fiction. */
export function fictionalPhone(random: Random, country: string): string | null {
  const numbers = FICTIONAL_NUMBERS[country];
  return numbers ? random.pick(numbers).replaceAll("#", () => String(random.between(0, 9))) : null;
}
