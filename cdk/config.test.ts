import { expect, test } from "vitest";
import { deploymentFrom } from "./config.ts";

test("nothing set is a development stage in us-east-1, and says what stands in for real settings", () => {
  const config = deploymentFrom({});
  expect(config).toMatchObject({ region: "us-east-1", stage: { name: "dev", isProtected: false } });
  expect(config.missing).toContain("INCREATOR_ZONE_ID");
});

test("regions are settings: another one, or a second one with an index and a cache of its own", () => {
  expect(deploymentFrom({ INCREATOR_REGIONS: "eu-central-1" })).toMatchObject({ region: "eu-central-1" });
  const two = deploymentFrom({ INCREATOR_REGIONS: "us-east-1, eu-central-1" });
  expect(two).toMatchObject({ primary: "us-east-1", regions: ["us-east-1", "eu-central-1"] });
  expect(two.missing).toContain("PINECONE_INDEX_HOST_IN_EU_CENTRAL_1");
  for (const wrong of [
    { INCREATOR_REGIONS: "us-east-1,us-east-1" },
    { INCREATOR_REGIONS: "us-east-1,eu-central-1,eu-west-1" },
    { INCREATOR_PRIMARY_REGION: "eu-central-1" },
  ])
    expect(() => deploymentFrom(wrong)).toThrow(/REGION/);
});

test("a wrong setting is named and its value is not repeated", () => {
  const bad = () => deploymentFrom({ INCREATOR_ACCOUNT: "no-number", INCREATOR_STAGE: "staging" });
  expect(bad).toThrow(/INCREATOR_STAGE, INCREATOR_ACCOUNT/);
  expect(bad).not.toThrow(/no-number|staging/);
});

test("a scraper's image is named by digest, so that what runs is what was tested", () => {
  expect(() => deploymentFrom({ INCREATOR_SCRAPER_IMAGE: "scraper:latest" })).toThrow();
});
