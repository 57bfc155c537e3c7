import { Command, Option } from "commander";
import { processEnvironment } from "../../lib/config.ts";
import { isAppError } from "../../lib/domain/errors.ts";
import { deploymentFrom } from "../config.ts";
import { deploySteps, runDeploy } from "./deploy-steps.ts";

const HELP = `
It may be run as often as you like: a first deployment, an update, and again after a step that failed. What it deploys is
the environment's to say (docs/DEPLOY.md, Settings). No secret stands on a command line: those of the suppliers are in
AWS Secrets Manager, the key of the smoke test goes by the environment.

Examples:
  npm run deploy -- --stage dev --dry-run
  npm run deploy -- --stage dev
Exit codes: 0 deployed and seen to work, 1 a step failed (its remedy is printed).`;

const options = new Command("npm run deploy --")
  .description("Deploys a stage and shows that it works: synth, deploy, migrate, smoke.")
  .addOption(new Option("--stage <stage>", "which").choices(["dev", "prod"]).makeOptionMandatory())
  .option("--dry-run", "print what it would run, and run nothing")
  .option("--yes", "let no step ask; without it cdk asks before rights are widened")
  .addHelpText("after", HELP)
  .showSuggestionAfterError()
  .parse()
  .opts<{ readonly stage: "dev" | "prod"; readonly dryRun?: boolean; readonly yes?: boolean }>();

const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const environment = { ...processEnvironment(), INCREATOR_STAGE: options.stage };
  const config = deploymentFrom(environment);
  const steps = deploySteps(config, { asks: !options.yes });
  if (options.dryRun) {
    for (const { name, does } of steps) say(`${name}: ${does}`);
    if (config.missing.length > 0) say(`It would stop at once: not set are ${config.missing.join(", ")}.`);
  } else {
    const { realHands } = await import("./hands.ts");
    process.exitCode = (await runDeploy(steps, realHands(options.stage, environment), say)) ? 0 : 1;
  }
} catch (error) {
  if (!isAppError(error)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
