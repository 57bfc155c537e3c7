import { z } from "zod";
import { ACCOUNT_TYPES } from "../../domain/account-types.ts";
import { COUNTRY_CODES } from "../../domain/dictionaries/country-table.ts";
import { LANGUAGE_CODES } from "../../domain/dictionaries/language-table.ts";
import { PLATFORMS } from "../../domain/platform.ts";

/** Every filter quotes the words of the query that it was read from. Null: no words ask for this filter. */
const read = <T extends z.ZodRawShape>(shape: T) => z.object({ words: z.string(), ...shape }).nullable();
const codes = (list: readonly string[]) => z.array(z.enum(list));
const bounds = { min: z.number().nullable(), max: z.number().nullable() };

/** What the model may say about a query: closed lists and numbers, no ids and no operators. */
export const llmReadingSchema = z.object({
  platforms: read({ value: z.array(z.enum(PLATFORMS)) }),
  countries: read({ value: codes(COUNTRY_CODES) }),
  languages: read({ value: codes(LANGUAGE_CODES) }),
  account_types: read({ value: z.array(z.enum(ACCOUNT_TYPES)) }),
  followers: read(bounds),
  engagement_rate: read(bounds),
  verified: read({ value: z.boolean() }),
  has_contact: read({ value: z.boolean() }),
  last_active_days: read({ value: z.number().int() }),
  excluded: z.array(z.string()),
  text: z.string(),
  described: z.string(),
});
export type LlmReading = z.infer<typeof llmReadingSchema>;
