import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { z } from "zod";
import { type FunctionBundles, functionStems } from "../../cdk/bundle.ts";
import { deploymentFrom } from "../../cdk/config.ts";
import { deploymentOf } from "../../cdk/deployment.ts";

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
});
const templateSchema = z.object({ Resources: z.record(z.string(), resourceSchema) });

export interface Resource extends z.infer<typeof resourceSchema> {
  readonly stack: string;
  readonly id: string;
}

/** Every resource of every template of a deployment. */
export interface Templates {
  readonly all: readonly Resource[];
  of(type: string): readonly Resource[];
  /** Findings of cdk-nag without an acknowledged reason, and CDK's own errors. */
  readonly findings: readonly string[];
}

/** Synthesises a deployment as app.ts does, but with empty functions, because another test covers bundling. */
export function templatesOf(environment: Readonly<Record<string, string>>): Templates {
  const folder = mkdtempSync(join(tmpdir(), "increator-cdk-"));
  const config = deploymentFrom(environment);
  const { app } = deploymentOf(config, emptyBundles(join(folder, "functions")), {
    outdir: join(folder, "out"),
    // It takes 15 s and only warns; `.ci/cfn-lint.sh` synthesises with it.
    builtinCloudFormationValidation: false,
  });
  const assembly = app.synth();
  const all = assembly.stacks.flatMap((stack) =>
    Object.entries(templateSchema.parse(stack.template).Resources).map(([id, resource]) => ({
      ...resource,
      id,
      stack: stack.stackName,
    })),
  );
  const errors = assembly.stacks.flatMap(({ messages }) =>
    messages.filter(({ level }) => level === "error").map(({ entry }) => textOf(entry.data)),
  );
  return {
    all,
    of: (type) => all.filter(({ Type }) => Type === type),
    findings: [...errors, ...findingsIn(app)],
  };
}

/** What cdk-nag finds in a tree of constructs, by rule and path. */
export const findingsIn = (scope: App): string[] =>
  new AwsSolutionsChecks(scope)
    .validateScope(scope)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(
        (resource) => `${ruleName} ${"constructPath" in resource ? resource.constructPath : ""}`,
      ),
    );

function emptyBundles(folder: string): FunctionBundles {
  return new Map(
    functionStems().map((stem) => {
      const own = join(folder, stem);
      mkdirSync(own, { recursive: true });
      writeFileSync(join(own, "index.mjs"), `export const handler = async () => ${JSON.stringify(stem)};\n`);
      return [stem, { stem, folder: own, bytes: 0, packageBytes: 0, startInputs: [], inputs: [] }];
    }),
  );
}

const statementSchema = z.object({
  Effect: z.string(),
  Action: z.union([z.string(), z.array(z.string())]).transform((one) => [one].flat()),
  Resource: z
    .unknown()
    .optional()
    .transform((one) => (one === undefined ? [] : [one].flat())),
  Principal: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type Statement = z.infer<typeof statementSchema>;

/** Statements of a policy document, with actions and resources as lists. */
export const statementsOf = (document: unknown): Statement[] =>
  z.object({ Statement: z.array(statementSchema) }).parse(document).Statement;

/** Any part of a template as text, to look for references in it. */
export const textOf = (value: unknown): string => JSON.stringify(value);
