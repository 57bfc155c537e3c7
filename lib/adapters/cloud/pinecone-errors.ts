import { z } from "zod";
import { AppError, type ErrorKind, isAppError } from "../../domain/errors.ts";
import { jsonOrNull } from "../../domain/json.ts";

/** The two forms of error bodies: the data plane uses gRPC numbers, the control plane names. A 401 is plain text. */
const bodySchema = z.object({
  code: z.number().optional(),
  message: z.string().optional(),
  error: z.object({ code: z.string().optional() }).optional(),
});

/** gRPC's NOT_FOUND: the host has the index but not the namespace. A host without the index answers differently. */
const GRPC_NOT_FOUND = 5;
const NO_NAMESPACE = "vectors-no-namespace";

/**
 * The AppError for an answer that is no success. The vendor's message is left out, because it may quote metadata. A
 * refused key and an exhausted quota are `unavailable`, because our set-up is wrong, not the user's request.
 */
export async function pineconeRefusal(response: Response): Promise<AppError> {
  const text = await response.text();
  const body = bodySchema.catch({}).parse(jsonOrNull(text));
  const { status } = response;
  const context = { status, vendor_code: body.error?.code ?? body.code ?? null };
  const refusal = (kind: ErrorKind, code: string, message: string) =>
    new AppError(kind, code, message, context);
  if (status === 429) return refusal("rate-limited", "vectors-throttled", "The index asks for patience.");
  if (status === 404 && body.code === GRPC_NOT_FOUND)
    return refusal("not-found", NO_NAMESPACE, "There is no such namespace.");
  if (status === 403 && /quota|limit/i.test(text))
    return refusal("unavailable", "vectors-quota-exceeded", "The index's plan holds no more.");
  if (status === 401 || status === 403)
    return refusal("unavailable", "vectors-access-denied", "The index refuses this API key.");
  if (status === 400 || status === 413 || status === 414 || status === 422)
    return refusal("invalid", "vectors-request-refused", "The index refuses this request.");
  return refusal("unavailable", "vectors-unavailable", "The index does not answer.");
}

/** Unwraps the SDK's error: an AppError of ours comes out unchanged, and anything else is a failed connection. */
export function pineconeError(error: unknown): AppError {
  for (let one = error; one instanceof Error; one = one.cause) if (isAppError(one)) return one;
  return new AppError("unavailable", "vectors-unavailable", "The index does not answer.", {}, error);
}

export const isMissingNamespace = (error: unknown): boolean =>
  isAppError(error) && error.code === NO_NAMESPACE;
