import { AppError } from "../domain/errors.ts";
import type { Composition } from "../lambda/host.ts";

/** Composes the cloud adapters. Refuses until they are there: a function must not start on parts that do not exist. */
export async function composeCloud(): Promise<Composition> {
  throw new AppError(
    "unavailable",
    "no-cloud-adapters",
    "This build has no cloud adapters. Run the system on one machine with npm start.",
  );
}
