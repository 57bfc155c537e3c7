import { z } from "zod";

/** One wrong part of a request. */
const fieldErrorSchema = z.object({
  /** Names the field and how to fix it; never repeats the value that was sent. */
  detail: z.string(),
  /** A JSON pointer (RFC 6901, as a fragment) into the body, or into the query taken as a flat object. */
  pointer: z.string(),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** Problem details, RFC 9457; `code`, `request_id` and `errors` are extension members. */
export const problemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int().min(400).max(599),
  detail: z.string(),
  /** This occurrence: `urn:uuid:` with the request id if that is a UUID, otherwise `urn:increator:request:`. */
  instance: z.string(),
  /** Stable, so that programs can decide by it. */
  code: z.string(),
  request_id: z.string(),
  errors: z.array(fieldErrorSchema).optional(),
  /** Names of the quotas in RateLimit-Policy that are used up. Part of the registered type `quota-exceeded`. */
  "violated-policies": z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
