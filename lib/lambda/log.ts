import { Logger } from "@aws-lambda-powertools/logger";
import { logLevelFrom, processEnvironment } from "../config.ts";
import { isAppError } from "../domain/errors.ts";
import { sourceFrame } from "./source-frames.ts";

export type LogFields = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Structured lines with ids, names, counts and times; never payloads, queries or secrets. */
export interface Log {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
}

/** Log of a Lambda function. It is made at the first line, so importing this file needs no environment. */
export function lambdaLog(): Log {
  let logger: Logger | undefined;
  const made = () => {
    logger ??= new Logger({ serviceName: "increator", logLevel: logLevelFrom(processEnvironment()) });
    return logger;
  };
  return {
    info: (message, fields) => made().info(message, { ...fields }),
    warn: (message, fields) => made().warn(message, { ...fields }),
    error: (message, fields) => made().error(message, { ...fields }),
  };
}

const CAUSES_MAX = 3;

/**
 * What may be logged about an error. The message of an error that is not ours may quote a user's text (a database's
 * syntax error does), so only its name and its place in the code are kept.
 */
export function errorFields(error: unknown): LogFields {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < CAUSES_MAX; one = one.cause) chain.push(one);
  return {
    error: chain.map(nameOf).join(" < ") || typeof error,
    ...(isAppError(error) && { error_message: error.message }),
    frames: chain.flatMap(frames),
  };
}

const nameOf = (error: Error): string => (isAppError(error) ? `${error.kind}/${error.code}` : error.name);

const FRAMES_MAX = 8;

const frames = (error: Error): string[] =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, FRAMES_MAX)
    .map((line) => sourceFrame(line.trim()));
