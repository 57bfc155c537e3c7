import { AppError } from "../../domain/errors.ts";

/** AuthenticationFailed, and Atlas's own code: mongo/src/mongo/base/error_codes.yml */
const CREDENTIALS_REFUSED: ReadonlySet<unknown> = new Set([18, 8000]);
/** Unauthorized. */
const RIGHT_LACKING = 13;
/** DuplicateKey. */
const DUPLICATE_KEY = 11_000;

export const isDuplicateKey = (error: { readonly code?: unknown }): boolean => error.code === DUPLICATE_KEY;

/**
 * The error without the driver's text, which may quote records. Errors that come from neither driver nor network are
 * mistakes in the code and stay unchanged.
 */
export async function documentsError(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  // Thrown by the package that parses addresses, which does not use MongoError.
  if (error.name === "MongoParseError") {
    return new AppError("invalid", "documents-address-malformed", "MONGODB_URI is no address of a database.");
  }
  const { MongoError } = await import("./mongo-driver.ts");
  const code = error instanceof MongoError ? error.code : undefined;
  if (!(error instanceof MongoError) && !("syscall" in error)) return error;
  if (CREDENTIALS_REFUSED.has(code)) {
    return new AppError(
      "unavailable",
      "documents-credentials-refused",
      "The database refuses the credentials.",
    );
  }
  if (code === RIGHT_LACKING) {
    const remedy =
      "The role of this user of the database lacks a right: increator migrate --roles prints all.";
    return new AppError("unavailable", "documents-right-lacking", remedy, { remedy });
  }
  const context = { error: error.name, ...(code !== undefined && { code }) };
  return new AppError("unavailable", "documents-unavailable", "The database does not answer.", context);
}
