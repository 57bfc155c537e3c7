import { InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { demand } from "../lib/domain/api/field-errors.ts";
import { AppError } from "../lib/domain/errors.ts";

/**
 * An option with a number, which may contain underscores: 10_000_000. A default of null means that the value is
 * unknown.
 */
export function numericOption(
  flags: string,
  description: string,
  value: number | null,
  { min, max }: { readonly min: number; readonly max: number } = { min: -Infinity, max: Infinity },
): Option {
  const option = new Option(flags, value === null ? `${description} (default: unknown)` : description);
  return option.default(value ?? undefined).argParser((text: string) => {
    const number = Number(text.replaceAll("_", ""));
    if (text.trim() !== "" && Number.isFinite(number) && number >= min && number <= max) return number;
    const range = Number.isFinite(max) ? ` from ${min} to ${max}` : "";
    throw new InvalidArgumentError(`It must be a number${range}.`);
  });
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
  throw new AppError("invalid", "bad-volume", `--${flag} ${issue ? demand(issue) : "is out of range"}.`);
}
