import type { DeploymentConfig } from "../config.ts";
import { SECRETS } from "../functions.ts";
import { physicalName } from "../physical-names.ts";

/** What a deployment does outside this process. Tests pass their own. */
export interface Hands {
  /** Runs a command of this repository with these settings added to the environment. Returns its exit code. */
  run(command: readonly string[], settings: Readonly<Record<string, string>>): Promise<number>;
  /** Settings with which this machine reaches the stage. */
  stageSettings(): Promise<Readonly<Record<string, string>>>;
  /** The settings that a secret contains. */
  secretSettings(name: string): Promise<Readonly<Record<string, string>>>;
  /** Makes a key for the smoke test, valid only while `use` runs. */
  withSmokeKey(
    settings: Readonly<Record<string, string>>,
    use: (key: string) => Promise<void>,
  ): Promise<void>;
  /** Whether the address answers with any status within some minutes. */
  isReached(url: string): Promise<boolean>;
}

export interface DeployStep {
  readonly name: string;
  /** The command it runs, or the action, as a person would write it. */
  readonly does: string;
  /** What to do when it fails, before running all steps again. */
  readonly remedy: string;
  readonly run: (hands: Hands) => Promise<void>;
}

/**
 * The steps from settings to a system that was checked, in order. Each step is harmless when repeated, so after a
 * failure all steps are run again.
 */
export function deploySteps(
  config: DeploymentConfig,
  { asks }: { readonly asks: boolean },
): readonly DeployStep[] {
  const stage = config.stage.name;
  const deploy = (what: string): string[] => [
    ...["npx", "cdk", "deploy", what],
    ...(asks ? [] : ["--require-approval", "never"]),
  ];
  const [origin = "none"] = config.corsOrigins;
  const url = `https://${config.domain.name}`;
  const smoke = ["npm", "run", "--silent", "smoke", "--", "--url", url, "--stage", stage, "--origin", origin];
  return [
    {
      name: "settings",
      does: "check that no setting of the deployment is a placeholder",
      remedy: "docs/DEPLOY.md, Settings: set each in the environment.",
      run: async () => {
        if (config.missing.length > 0) throw new Error(`Not set: ${config.missing.join(", ")}.`);
      },
    },
    command("synth", ["npx", "cdk", "synth", "--quiet"], "The templates are wrong: npm test names what."),
    command(
      "data",
      deploy(`InCreator-${stage}-Data`),
      "Where it says that the environment is not bootstrapped: npx cdk bootstrap aws://<account>/<region>, once. Where credentials lack: aws configure, or AWS_PROFILE.",
    ),
    secretsStep(stage),
    command(
      "deploy",
      deploy("--all"),
      "CloudFormation has rolled the stack back and says why above (docs/DEPLOY.md, Roll back).",
    ),
    {
      ...command(
        "migrate",
        ["npx", "increator", "migrate"],
        "May this machine reach the cluster (Atlas, Network Access)? Is the MONGODB_URI of the secret operator a user that may make indexes?",
      ),
      run: async (hands) => runs(hands, ["npx", "increator", "migrate"], await hands.stageSettings()),
    },
    {
      name: "address",
      does: `wait until ${url} answers`,
      remedy: `Does the zone's domain point to Route 53's name servers? Look with: dig ${config.domain.name}`,
      run: async ({ isReached }) => {
        if (!(await isReached(`${url}/health`))) throw new Error(`${url} does not answer.`);
      },
    },
    {
      name: "smoke",
      does: `${smoke.join(" ")}, with a key of an hour that is revoked afterwards, in INCREATOR_API_KEY`,
      remedy: "The step that failed stands above, with what to do about it.",
      run: async (hands) =>
        hands.withSmokeKey(await hands.stageSettings(), (key) =>
          runs(hands, smoke, { INCREATOR_API_KEY: key }),
        ),
    },
  ];
}

/** Every secret of the stage must hold the settings that its functions read. */
const secretsStep = (stage: string): DeployStep => ({
  name: "secrets",
  does: `look whether ${Object.keys(SECRETS).join(", ")}, each behind increator-${stage}-, hold what they must`,
  remedy:
    "docs/DEPLOY.md, Secrets: npx increator migrate --roles makes the database's users, secrets.json and its loop put them.",
  run: async ({ secretSettings }) => {
    const lacking: string[] = [];
    for (const [name, settings] of Object.entries(SECRETS)) {
      const secret = physicalName(stage, name);
      const kept = await secretSettings(secret);
      const missing = settings.filter((setting) => !kept[setting]);
      if (missing.length > 0) lacking.push(`${secret} lacks ${missing.join(", ")}.`);
    }
    if (lacking.length > 0) throw new Error(lacking.join(" "));
  },
});

const command = (name: string, words: readonly string[], remedy: string): DeployStep => ({
  ...{ name, remedy, does: words.join(" ") },
  run: (hands) => runs(hands, words, {}),
});

async function runs(
  hands: Hands,
  words: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const code = await hands.run(words, settings);
  if (code !== 0) throw new Error(`It ended with ${code}.`);
}

/** Runs the steps until one fails, and says what it does. Returns false if one failed. */
export async function runDeploy(
  steps: readonly DeployStep[],
  hands: Hands,
  say: (line: string) => void,
): Promise<boolean> {
  for (const { name, does, remedy, run } of steps) {
    say(`== ${name}: ${does}`);
    try {
      await run(hands);
    } catch (error) {
      say(`FAULT ${name}: ${error instanceof Error ? error.message : String(error)}`);
      say(`remedy: ${remedy}`);
      say("What was done stands, and may be done twice: run the same command again.");
      return false;
    }
  }
  return true;
}
