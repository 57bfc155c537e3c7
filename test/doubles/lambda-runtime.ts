import { join } from "node:path";
import type { FunctionBundle } from "../../cdk/bundle.ts";
import { NODE_OPTIONS } from "../../cdk/constructs/system-function.ts";
import { freeAddress, installedPath, startInstalled } from "./installed-server.ts";

/** A deployed bundle in AWS's emulator of Lambda, started anew by its first event. */
export interface LambdaRuntime {
  /** What it answers, as text. */
  invoke(event: unknown): Promise<string>;
  /** All that it has logged, with the emulator's own lines. */
  log(): string;
  close(): Promise<void>;
}

/** Tries up to `most` times in all, if the failure is temporary. */
export async function again<T>(
  work: () => Promise<T>,
  most: number,
  passes: (error: unknown) => boolean,
): Promise<T> {
  for (let at = 1; ; at += 1) {
    try {
      return await work();
    } catch (error) {
      if (at === most || !passes(error)) throw error;
    }
  }
}

/** Why this machine cannot run one; null if it can. */
export const lambdaRuntimeLacks = (): string | null =>
  installedPath("lambda-runtime") === null ? "Lambda's runtime: .ci/install-lambda-runtime.sh" : null;

/** @throws Error where `lambdaRuntimeLacks` it; the refusal when its port was taken by another process meanwhile. */
export async function startLambdaRuntime(
  { stem, folder }: Pick<FunctionBundle, "stem" | "folder">,
  environment: Readonly<Record<string, string | undefined>>,
  { seconds }: { readonly seconds: number },
): Promise<LambdaRuntime> {
  const runtime = installedPath("lambda-runtime");
  if (runtime === null) throw new Error(`No ${lambdaRuntimeLacks()}`);
  let log = "";
  const api = await freeAddress();
  const emulator = await startInstalled(
    join(runtime, "aws-lambda-rie"),
    ({ address }) => [
      ...["--runtime-interface-emulator-address", address, "--runtime-api-address", api],
      ...[process.execPath, join(runtime, "node_modules/aws-lambda-ric/index.mjs"), "index.handler"],
    ],
    {
      cwd: folder,
      env: {
        ...(environment as Record<string, string>),
        NODE_OPTIONS,
        LAMBDA_TASK_ROOT: folder,
        AWS_LAMBDA_FUNCTION_NAME: stem,
        AWS_LAMBDA_FUNCTION_TIMEOUT: String(seconds),
      },
      onOutput: (text) => {
        log += text;
      },
    },
  );
  const url = `http://${emulator.address}/2015-03-31/functions/function/invocations`;
  return {
    invoke: async (event) => (await fetch(url, { method: "POST", body: JSON.stringify(event) })).text(),
    log: () => log,
    close: () => emulator.close(),
  };
}
