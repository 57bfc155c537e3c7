/** Made-up accounts in the platforms' own shapes. */
export const FETCHED_AT = "2026-11-20T10:00:00Z";

interface XUser {
  readonly id: string;
  readonly username?: string;
  readonly description?: string;
  readonly followers?: number;
  readonly fetched_at?: string;
  readonly url?: string;
}

export function xEnvelope({ id, username = `user_${id}`, description = "Tea and trains", ...rest }: XUser) {
  const { followers = 12_000, fetched_at = FETCHED_AT, url } = rest;
  return {
    platform: "x",
    fetched_at,
    payload: {
      id,
      username,
      name: `Name ${id}`,
      description,
      ...(url !== undefined && { url, entities: { url: { urls: [{ url, expanded_url: url }] } } }),
      public_metrics: { followers_count: followers, following_count: 10, tweet_count: 100 },
    },
  };
}

/** 24 characters, as channel ids are. */
export const channelId = (number: number): string => `UC${String(number).padStart(22, "0")}`;

export function youtubeEnvelope(number: number, description = "Baking bread", fetched_at = FETCHED_AT) {
  return {
    platform: "youtube",
    fetched_at,
    payload: {
      kind: "youtube#channel",
      id: channelId(number),
      snippet: { title: `Channel ${number}`, description, customUrl: `@channel${number}` },
      statistics: { subscriberCount: "45000", videoCount: "12", hiddenSubscriberCount: false },
    },
  };
}

export const ndjson = (...envelopes: readonly unknown[]): string =>
  envelopes.map((one) => `${typeof one === "string" ? one : JSON.stringify(one)}\n`).join("");
