import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { deploymentFrom } from "../config.ts";
import { deploySteps, type Hands, runDeploy } from "./deploy-steps.ts";

const SETTINGS = {
  INCREATOR_STAGE: "dev",
  INCREATOR_DOMAIN: "api.example.com",
  INCREATOR_ZONE_NAME: "example.com",
  INCREATOR_ZONE_ID: "Z0123456789",
  INCREATOR_ALERT_EMAIL: "ops@example.com",
  PINECONE_INDEX_HOST: "index.example.com",
  UPSTASH_REDIS_REST_URL: "https://redis.example.com",
};
const KEPT = Object.fromEntries(
  ["MONGODB_URI", "PINECONE_API_KEY", "OPENAI_API_KEY", "UPSTASH_REDIS_REST_TOKEN", "INCREATOR_KEYRING"].map(
    (name) => [name, `secret of ${name}`],
  ),
);

/** Hands that note what they are asked for; `fails` is the beginning of the command that ends with 1. */
function scripted({
  fails = "nothing",
  kept = KEPT,
}: {
  fails?: string;
  kept?: Record<string, string>;
} = {}) {
  const ran: string[] = [];
  const given: Record<string, string>[] = [];
  const keys: string[] = [];
  const said: string[] = [];
  const hands: Hands = {
    async run(command, settings) {
      ran.push(command.join(" "));
      given.push({ ...settings });
      return command.join(" ").startsWith(fails) ? 1 : 0;
    },
    stageSettings: async () => ({ INCREATOR_SECRET_ARN: "increator-dev-settings,increator-dev-operator" }),
    secretSettings: async () => kept,
    async withSmokeKey(_, use) {
      keys.push("made");
      await use("ick_secret").finally(() => keys.push("revoked"));
    },
    isReached: async () => true,
  };
  const deploy = (environment: Record<string, string> = SETTINGS) =>
    runDeploy(deploySteps(deploymentFrom(environment), { asks: false }), hands, (line) => said.push(line));
  return { ran, given, keys, said, deploy };
}

test("synthesises, deploys the data before the rest, migrates, and lets the smoke test judge", async () => {
  const { ran, given, keys, deploy } = scripted();
  expect(await deploy()).toBe(true);
  expect(ran).toEqual([
    "npx cdk synth --quiet",
    "npx cdk deploy InCreator-dev-Data --require-approval never",
    "npx cdk deploy --all --require-approval never",
    "npx increator migrate",
    "npm run --silent smoke -- --url https://api.example.com --stage dev --origin none",
  ]);
  expect(given[3]).toEqual({ INCREATOR_SECRET_ARN: "increator-dev-settings,increator-dev-operator" });
  expect(given[4]).toEqual({ INCREATOR_API_KEY: "ick_secret" });
  expect(keys).toEqual(["made", "revoked"]);
});

test("stops at the first failure with the remedy, and revokes the key of a smoke test that failed", async () => {
  const early = scripted({ fails: "npx cdk deploy InCreator-dev-Data" });
  expect(await early.deploy()).toBe(false);
  expect(early.ran).toHaveLength(2);
  expect(early.said.join("\n")).toContain("npx cdk bootstrap");
  const late = scripted({ fails: "npm run --silent smoke" });
  expect(await late.deploy()).toBe(false);
  expect(late.keys).toEqual(["made", "revoked"]);
});

test("deploys no function before its secret is filled, and says how; the second run goes through", async () => {
  const { ran, said, deploy } = scripted({ kept: { unset: "generated" } });
  expect(await deploy()).toBe(false);
  expect(ran).not.toContain("npx cdk deploy --all --require-approval never");
  expect(said.join("\n")).toMatch(/increator-dev-crawl lacks MONGODB_URI.*\n.*increator migrate --roles/);
  expect(await scripted().deploy()).toBe(true);
});

test("deploys nothing over placeholders", async () => {
  const { ran, said, deploy } = scripted();
  expect(await deploy({ INCREATOR_STAGE: "dev" })).toBe(false);
  expect(ran).toEqual([]);
  expect(said.join("\n")).toContain("INCREATOR_ZONE_ID");
});

test("no secret is said or stands on a command line", async () => {
  const { ran, said, deploy } = scripted();
  await deploy();
  expect([...ran, ...said].join("\n")).not.toMatch(/secret of|ick_/);
});

test("a dry run prints every step and runs none", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["cdk/deploy/main.ts", "--stage", "dev", "--dry-run"],
    { env: { ...process.env, ...SETTINGS, PATH: "" } },
  );
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.split(":")[0]),
  ).toEqual([...["settings", "synth", "data", "secrets", "deploy", "migrate", "address", "smoke"]]);
});
