import { describe, expect, it } from "vitest";
import { categories } from "../../lib/domain/dictionaries/entries.ts";
import { envelopeSchema } from "../../lib/domain/envelope.ts";
import { cutContacts } from "../../lib/domain/pii/contacts.ts";
import { PLATFORMS } from "../../lib/domain/platform.ts";
import { PLATFORM_MODULES } from "../../lib/platforms/registry.ts";
import { generateEnvelopes, SAMPLE_NOW, truthOf } from "./generate-envelopes.ts";
import { PHRASES } from "./phrases.ts";
import { TOPICS } from "./topics.ts";

const COUNT = 1_500;
const SEED = 7;
const envelopes = [...generateEnvelopes({ count: COUNT, seed: SEED })];
const profiles = envelopes.map((envelope) => PLATFORM_MODULES[envelope.platform].normalise(envelope));
const truths = envelopes.map((_, index) => truthOf(SEED, index));

describe("generateEnvelopes", () => {
  it("gives the same creator for the same seed and place, however many are asked for", () => {
    expect([...generateEnvelopes({ count: 50, seed: SEED })]).toEqual(envelopes.slice(0, 50));
    expect([...generateEnvelopes({ count: 50, seed: SEED + 1 })]).not.toEqual(envelopes.slice(0, 50));
  });

  it("gives envelopes that ingest takes, marked as synthetic", () => {
    for (const envelope of envelopes) expect(envelopeSchema.parse(envelope).synthetic).toBe(true);
  });

  it("speaks all four platforms, and their normalisers read what is true of each creator", () => {
    expect(new Set(envelopes.map(({ platform }) => platform))).toEqual(new Set(PLATFORMS));
    profiles.forEach((profile, index) => {
      const truth = truths[index];
      expect(profile).toMatchObject({ platform: truth?.platform, platform_user_id: truth?.platformUserId });
      expect(profile.handle).toBe(truth?.handle);
      if (profile.platform !== "youtube") expect(profile.followers).toBe(truth?.followers);
    });
  });

  it("gives no two creators one handle", () => {
    expect(new Set(truths.map(({ platform, handle }) => `${platform} ${handle}`)).size).toBe(COUNT);
  });

  it("spreads followers over many orders of magnitude", () => {
    const sorted = truths.map(({ followers }) => followers).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(COUNT * 0.1)]).toBeLessThan(1_500);
    expect(sorted[Math.floor(COUNT * 0.99)]).toBeGreaterThan(500_000);
  });

  it("dates everything within 30 days before the moment asked for, and no post after its fetch", () => {
    const now = new Date("2030-01-31T00:00:00Z");
    for (const { fetched_at } of generateEnvelopes({ count: 200, seed: SEED, now })) {
      const age = now.getTime() - Date.parse(fetched_at);
      expect(age).toBeGreaterThan(0);
      expect(age).toBeLessThan(30 * 86_400_000);
    }
    for (const { last_post_day } of profiles) {
      expect(last_post_day ?? 0).toBeLessThanOrEqual(SAMPLE_NOW.getTime() / 86_400_000);
    }
  });

  it("puts contact details into some profiles, on names that belong to nobody", () => {
    const mails = envelopes
      .flatMap((envelope) => cutContacts(envelope.payload).contacts)
      .filter(({ kind }) => kind === "email")
      .map(({ value }) => value);
    expect(mails.length).toBeGreaterThan(COUNT / 20);
    for (const mail of mails) expect(mail).toMatch(/(@example\.(com|org|net)|\.example)$/);
  });

  it("lets accounts of one person link to each other, so that identities exist", () => {
    const shared = truths.filter(({ isLinkedMutually }) => isLinkedMutually);
    expect(shared.length).toBeGreaterThan(COUNT / 20);
    for (const { accounts } of shared) {
      const [first, second] = accounts.map((index) => profiles[index]);
      if (first === undefined || second === undefined) continue;
      expect(first.links.join(" ").toLowerCase()).toContain(second.handle);
      expect(second.links.join(" ").toLowerCase()).toContain(first.handle);
    }
  });

  it("hides counts where platforms let people hide them", () => {
    const youtube = profiles.filter(({ platform }) => platform === "youtube");
    expect(youtube.some(({ followers }) => followers === null)).toBe(true);
  });
});

describe("the phrase banks", () => {
  it("know every topic in every language, and each topic is a category of the API", () => {
    for (const phrases of Object.values(PHRASES)) {
      for (const topic of TOPICS)
        expect(phrases.topics[topic].every((phrase) => phrase.trim() !== "")).toBe(true);
    }
    const codes = new Set<string>(categories().map(({ code }) => code));
    expect(TOPICS.filter((topic) => !codes.has(topic))).toEqual([]);
  });
});
