import { readFileSync } from "node:fs";
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

/** Settings of functions that a deployment makes itself, that are kept as secrets, or that only one machine has. */
const NOT_GIVEN = [
  ...[
    "AWS_REGION",
    "INCREATOR_CRAWL_QUEUE",
    "INCREATOR_LOG_LEVEL",
    "INCREATOR_MONGO_POOL",
    "INCREATOR_READS",
  ],
  ...[
    "INCREATOR_BACKUP_BUCKET",
    "INCREATOR_EXPORT_BUCKET",
    "INCREATOR_QUARANTINE_BUCKET",
    "INCREATOR_RAW_BUCKET",
  ],
  ...["INCREATOR_CONTACT_KEY_ARN", "INCREATOR_PLATFORMS_SECRET_ARN", "INCREATOR_SECRET_ARN"],
  ...["INCREATOR_KEYRING", "MONGODB_URI", "OPENAI_API_KEY", "PINECONE_API_KEY", "UPSTASH_REDIS_REST_TOKEN"],
  ...["INCREATOR_PROXIES", "INSTAGRAM_ACCESS_TOKEN", "INSTAGRAM_USER_ID", "YOUTUBE_API_KEY"],
  ...["TIKTOK_CLIENT_KEY", "TIKTOK_CLIENT_SECRET"],
  ...["INCREATOR_DATA_DIR", "INCREATOR_EF_SEARCH", "INCREATOR_SENTENCES"],
];
/** Settings that the deployment reads too, and so takes only in their form. */
const OWN_FORM: Readonly<Record<string, string>> = {
  INCREATOR_REGIONS: "us-east-1,eu-central-1",
  INCREATOR_PRIMARY_REGION: "us-east-1",
  INCREATOR_CORS_ORIGINS: "https://app.example.com",
  UPSTASH_REDIS_REST_URL: "https://cache.example.com",
};
const textOf = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const settings = [
  ...new Set(
    [...textOf("lib/config.ts").matchAll(/\b([A-Z][A-Z\d]+(?:_[A-Z\d]+)+): /g)].map(([, name = ""]) => name),
  ),
];

test("every other setting of the functions is passed on to them", () => {
  const given = Object.fromEntries(
    settings.filter((name) => !NOT_GIVEN.includes(name)).map((name) => [name, OWN_FORM[name] ?? "given"]),
  );
  expect(deploymentFrom(given).functionSettings).toMatchObject(given);
});

test("the docs name every setting that a person chooses", () => {
  const made = ["AWS_REGION", "INCREATOR_CRAWL_QUEUE", "INCREATOR_MONGO_POOL", "INCREATOR_READS"];
  const docs = ["DEPLOY", "RUNBOOK"].map((name) => textOf(`docs/${name}.md`)).join();
  const chosen = settings.filter((name) => !made.includes(name) && !name.endsWith("_ARN"));
  const named = new Set(docs.match(/[A-Z][A-Z\d_]+/g));
  expect(chosen.filter((name) => !named.has(name))).toEqual([]);
});
