import { z } from "zod";
import { AppError, type ErrorContext, isAppError } from "../../domain/errors.ts";
import { currentDeadline } from "../../ports/deadline.ts";

/** For a client whose calls carry a few kilobytes. The SDK does the retries. */
export const SHORT_CALLS = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
} as const;

/** Second parameter of a client's `send`. */
export function underDeadline(): { abortSignal?: AbortSignal } {
  const abortSignal = currentDeadline();
  return abortSignal === undefined ? {} : { abortSignal };
}

/** The common part of the SDK's exceptions. Network errors have neither status nor metadata. */
const awsFailureSchema = z.object({
  name: z.string().default("Error"),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});

/** Names that services use to ask for fewer calls. The SDK's own list of throttling errors has them too. */
const THROTTLING = new Set([
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
]);

const ACCESS = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "CredentialsProviderError",
  "ExpiredToken",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "SignatureDoesNotMatch",
  "UnrecognizedClientException",
]);

export interface AwsFailure {
  readonly name: string;
  readonly status: number | null;
}

export function awsFailureOf(error: unknown): AwsFailure {
  const parsed = awsFailureSchema.safeParse(error);
  if (!parsed.success) return { name: "Error", status: null };
  return { name: parsed.data.name, status: parsed.data.$metadata?.httpStatusCode ?? null };
}

/**
 * The AppError for an error of an AWS client, if the service has no more precise one. A refused credential is
 * `unavailable`, not `forbidden`, because our set-up is wrong, not the user's request.
 */
export function awsError(
  service: "objects" | "queues" | "key-wrapping" | "keyring",
  error: unknown,
  context: ErrorContext,
): AppError {
  if (isAppError(error)) return error;
  const { name, status } = awsFailureOf(error);
  const told = { ...context, vendor_error: name };
  if (THROTTLING.has(name) || status === 429) {
    return new AppError(
      "rate-limited",
      `${service}-throttled`,
      "The service asks for patience.",
      told,
      error,
    );
  }
  if (ACCESS.has(name) || status === 401 || status === 403) {
    const message = "The service refuses these credentials.";
    return new AppError("unavailable", `${service}-access-denied`, message, told, error);
  }
  return new AppError("unavailable", `${service}-unavailable`, "The service does not answer.", told, error);
}
