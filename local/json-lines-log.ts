import type { Log, LogFields } from "../lib/lambda/log.ts";

const LEVELS = ["DEBUG", "INFO", "WARN", "ERROR", "SILENT"] as const;
export type LogLevel = (typeof LEVELS)[number];

/** Writes the same log lines as the functions in the cloud, to any stream. */
export function jsonLinesLog(
  output: { write(line: string): unknown },
  options: { readonly level: LogLevel; readonly now?: () => Date },
): Log {
  const { level: least, now = () => new Date() } = options;
  const at = (level: LogLevel) => (message: string, fields: LogFields) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(least)) return;
    output.write(`${JSON.stringify({ level, message, timestamp: now().toISOString(), ...fields })}\n`);
  };
  return { info: at("INFO"), warn: at("WARN"), error: at("ERROR") };
}
