import { describe, expect, it } from "vitest";
import { embeddedSettingsFrom, logLevelFrom, statementsFrom } from "./config.ts";

describe("configuration", () => {
  it("has defaults that work with an empty environment", () => {
    expect(embeddedSettingsFrom({})).toEqual({ dataDir: "./data", efSearch: 100 });
    expect(statementsFrom({}, { allowSynthetic: true })).toEqual({
      platforms: ["instagram", "tiktok", "x", "youtube"],
      derivedMetricsAccepted: [],
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

  it("names the key and the mend, never the value", () => {
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
