import { z } from "zod";
import type { Envelope } from "../../lib/domain/envelope.ts";

const text = z.string().catch("");
/** An object that may be missing. Then its fields are empty. */
const part = <S extends z.ZodRawShape>(shape: S) => z.preprocess((value) => value ?? {}, z.object(shape));

/** The fields of a payload that people would put in a search engine, under the names of all four platforms. */
const payloadSchema = z.object({
  username: text,
  name: text,
  display_name: text,
  description: text,
  biography: text,
  bio_description: text,
  location: text,
  snippet: part({ title: text, description: text, customUrl: text, country: text }),
  brandingSettings: part({ channel: part({ keywords: text }) }),
  topicDetails: part({ topicCategories: z.array(z.string()).catch([]) }),
});

/** A raw profile as one plain text: name, handle, description, place, keywords, topics. */
export function profileText({ payload }: Envelope): string {
  const { snippet, brandingSettings, topicDetails, ...own } = payloadSchema.parse(payload);
  const topics = topicDetails.topicCategories.map((url) => url.split("/").at(-1)?.replaceAll("_", " "));
  const parts = [
    own.name,
    own.display_name,
    own.username,
    own.description,
    own.biography,
    own.bio_description,
    own.location,
    snippet.title,
    snippet.customUrl,
    snippet.description,
    snippet.country,
    brandingSettings.channel.keywords,
    ...topics,
  ];
  return parts.filter((one) => one).join("\n");
}
