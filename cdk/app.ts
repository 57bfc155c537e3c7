import { fileURLToPath } from "node:url";
import { processEnvironment } from "../lib/config.ts";
import { isAppError } from "../lib/domain/errors.ts";
import { bundleFunctions } from "./bundle.ts";
import { bundleScraper } from "./bundle-scraper.ts";
import { deploymentFrom } from "./config.ts";
import { deploymentOf } from "./deployment.ts";

const BUNDLES = fileURLToPath(new URL("../dist/functions/", import.meta.url));

try {
  const config = deploymentFrom(processEnvironment());
  if (!config.scraperImage) await bundleScraper();
  deploymentOf(config, await bundleFunctions(BUNDLES)).app.synth();
} catch (error) {
  if (!isAppError(error)) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
