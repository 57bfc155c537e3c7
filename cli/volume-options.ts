import { InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { AppError } from "../lib/domain/errors.ts";

/** An option whose value is a number, which may be written with underscores: 10_000_000. */
export const numericOption = (flags: string, description: string, value: number | null): Option =>
  new Option(flags, `${description} (default: ${value ?? "unknown"})`).argParser(numberOf);

function numberOf(text: string): number {
  const number = Number(text.replaceAll("_", ""));
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("It must be a number.");
  return number;
}

/**
 * The volumes among a command's options.
 * @throws AppError `invalid`, code `bad-volume`, that names the flag.
 */
export function volumesFrom<S extends z.ZodObject>(schema: S, options: object): z.infer<S> {
  const names = Object.keys(schema.shape);
  const given = Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const flag = String(issue?.path[0]).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new AppError("invalid", "bad-volume", `--${flag}: ${issue?.message ?? "out of range"}.`);
}
