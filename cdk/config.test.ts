import { expect, test } from "vitest";
import { deploymentFrom } from "./config.ts";

test("nothing set is a development stage in us-east-1, and says what stands in for real settings", () => {
  const config = deploymentFrom({});
  expect(config).toMatchObject({ region: "us-east-1", stage: { name: "dev", isProtected: false } });
  expect(config.missing).toContain("INCREATOR_ZONE_ID");
});

test("another region is a setting", () => {
  expect(deploymentFrom({ INCREATOR_REGION: "eu-central-1" }).region).toBe("eu-central-1");
});

test("a wrong setting is named and its value is not repeated", () => {
  const bad = () => deploymentFrom({ INCREATOR_ACCOUNT: "no-number", INCREATOR_STAGE: "staging" });
  expect(bad).toThrow(/INCREATOR_STAGE, INCREATOR_ACCOUNT/);
  expect(bad).not.toThrow(/no-number|staging/);
});

test("a scraper's image is named by digest, so that what runs is what was tested", () => {
  expect(() => deploymentFrom({ INCREATOR_SCRAPER_IMAGE: "scraper:latest" })).toThrow();
});
