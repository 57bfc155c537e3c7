import { z } from "zod";

/** One wrong part of a request. */
const fieldErrorSchema = z.object({
  detail: z.string().describe("Names the field and how to fix it; never repeats the value that was sent."),
  pointer: z
    .string()
    .describe(
      "A JSON pointer (RFC 6901, as a fragment) into the body, or into the query taken as a flat object.",
    ),
});
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** Problem details, RFC 9457; `code`, `request_id` and `errors` are extension members. */
export const problemSchema = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int().min(400).max(599),
  detail: z.string(),
  instance: z
    .string()
    .describe(
      "This occurrence: `urn:uuid:` with the request id if that is a UUID, otherwise `urn:increator:request:`.",
    ),
  code: z.string().describe("Stable, so that programs can decide by it."),
  request_id: z.string(),
  errors: z.array(fieldErrorSchema).optional(),
  "violated-policies": z
    .array(z.string())
    .optional()
    .describe(
      "Names of the quotas in RateLimit-Policy that are used up. Part of the registered type `quota-exceeded`.",
    ),
});
export type Problem = z.infer<typeof problemSchema>;
