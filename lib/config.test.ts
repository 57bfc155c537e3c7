import { describe, expect, it } from "vitest";
import {
  embeddedSettingsFrom,
  logLevelFrom,
  mongoSettingsFrom,
  openAiSettingsFrom,
  queueUrlsFrom,
  regionsFrom,
  settingsIn,
  statementsFrom,
} from "./config.ts";
import { QUEUES } from "./ports/queues.ts";

describe("configuration", () => {
  it("has defaults that work with an empty environment", () => {
    expect(embeddedSettingsFrom({})).toEqual({
      dataDir: "./data",
      efSearch: 100,
      sentences: "on",
    });
    expect(statementsFrom({}, { allowSynthetic: true })).toEqual({
      platforms: ["instagram", "tiktok", "x", "youtube"],
      derivedMetricsAccepted: [],
      researchEligible: [],
      allowSynthetic: true,
    });
    expect(logLevelFrom({})).toBe("INFO");
  });

  it("takes an empty variable for an unset one", () => {
    expect(embeddedSettingsFrom({ INCREATOR_DATA_DIR: "", INCREATOR_EF_SEARCH: "" }).efSearch).toBe(100);
  });

  it("reads platform lists whatever their case and spacing", () => {
    expect(
      statementsFrom({ INCREATOR_DERIVED_METRICS: " YouTube, x ," }, { allowSynthetic: false }),
    ).toMatchObject({
      derivedMetricsAccepted: ["youtube", "x"],
    });
  });

  it("names the key and the remedy, never the value", () => {
    const secret = "hunter2";
    expect(() => embeddedSettingsFrom({ INCREATOR_EF_SEARCH: secret })).toThrow(/INCREATOR_EF_SEARCH/);
    for (const parse of [
      () => embeddedSettingsFrom({ INCREATOR_EF_SEARCH: secret }),
      () => statementsFrom({ INCREATOR_PLATFORMS: secret }, { allowSynthetic: false }),
      () => logLevelFrom({ INCREATOR_LOG_LEVEL: secret }),
    ]) {
      expect(parse).toThrow(expect.not.objectContaining({ message: expect.stringContaining(secret) }));
    }
  });
});

describe("settings of the cloud", () => {
  it("tell every missing key at once", () => {
    expect(() => queueUrlsFrom({})).toThrow(/INCREATOR_QUEUE_URL_INGEST.*INCREATOR_QUEUE_URL_CRAWL_LOW/);
  });

  it("put a queue's dead letters beside it", () => {
    const environment = Object.fromEntries(
      QUEUES.map((queue) => [
        `INCREATOR_QUEUE_URL_${queue.replaceAll("-", "_").toUpperCase()}`,
        `https://sqs.example/1/increator-dev-${queue}`,
      ]),
    );
    const urls = queueUrlsFrom(environment);
    expect(urls["embed-high"]).toBe("https://sqs.example/1/increator-dev-embed-high");
    expect(urls["embed-high-dead"]).toBe("https://sqs.example/1/increator-dev-embed-high-dead");
  });

  it("never show a secret in a message", () => {
    const secret = "mongodb://user:hunter2@host";
    expect(mongoSettingsFrom({ MONGODB_URI: secret }).database).toBe("increator");
    expect(() => openAiSettingsFrom({ OPENAI_API_KEY: secret, OPENAI_BASE_URL: secret.slice(10) })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("hunter2") }),
    );
  });

  it("embed in 512 dimensions unless told otherwise, since cost grows with them", () => {
    expect(openAiSettingsFrom({ OPENAI_API_KEY: "k" }).embedding).toMatchObject({ dimensions: 512 });
  });

  it("keep the spaces of the prefixes that a model expects", () => {
    const prefixes = { OPENAI_EMBEDDING_QUESTION_PREFIX: "query: ", OPENAI_EMBEDDING_PROFILE_PREFIX: "" };
    expect(openAiSettingsFrom({ OPENAI_API_KEY: "k", ...prefixes }).embedding.prefixes).toEqual({
      question: "query: ",
      profile: "",
    });
  });
});

describe("regions", () => {
  const two = { INCREATOR_REGIONS: "us-east-1,eu-central-1", AWS_REGION: "eu-central-1" };

  it("are none to speak of where one is named, and the first is the primary unless another took over", () => {
    expect(regionsFrom({})).toBeNull();
    expect(regionsFrom({ ...two, INCREATOR_REGIONS: "us-east-1" })).toBeNull();
    expect(regionsFrom(two)).toMatchObject({ here: "eu-central-1", primary: "us-east-1" });
    expect(regionsFrom({ ...two, INCREATOR_PRIMARY_REGION: "eu-central-1" })?.primary).toBe("eu-central-1");
  });

  it("refuse a process that is in none of them, and a third one", () => {
    const refusal = /INCREATOR_REGIONS/;
    expect(() => regionsFrom({ ...two, AWS_REGION: "eu-west-1" })).toThrow(refusal);
    expect(() => regionsFrom({ ...two, INCREATOR_PRIMARY_REGION: "eu-west-1" })).toThrow(refusal);
    expect(() => regionsFrom({ ...two, INCREATOR_REGIONS: `${two.INCREATOR_REGIONS},eu-west-1` })).toThrow(
      refusal,
    );
  });

  it("have settings of their own, which stand in for the common ones there alone", () => {
    const settings = { ...two, PINECONE_INDEX_HOST: "us", PINECONE_INDEX_HOST_IN_EU_CENTRAL_1: "eu" };
    expect(settingsIn(settings, "eu-central-1")).toMatchObject({ PINECONE_INDEX_HOST: "eu" });
    expect(settingsIn(settings, "us-east-1")).toMatchObject({
      PINECONE_INDEX_HOST: "us",
      AWS_REGION: "us-east-1",
    });
  });
});
