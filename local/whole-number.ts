import { InvalidArgumentError } from "commander";

/** Reads an option's value as a whole number within bounds. It may contain underscores: 10_000_000. */
export const wholeNumberFrom =
  (least: number, most = 1_000_000_000) =>
  (text: string): number => {
    const digits = text.replaceAll("_", "");
    const number = Number(digits);
    if (/^\d{1,10}$/.test(digits) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
