import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { SHORT_CALLS, underDeadline } from "./aws-calls.ts";

/** One JSON object of settings. */
export const secretObjectSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "is not JSON" });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string(), z.unknown()));

/** A value that is not text (the keyring) is kept as JSON. */
const secretSchema = secretObjectSchema.transform((settings) =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  ),
);

/**
 * Reads from Secrets Manager, at run time, the settings that no environment may show.
 * @throws AppError `unavailable`, code `secret-unreadable` or `secret-malformed`; neither shows what the secret holds.
 */
export async function readSecretSettings(
  arn: string,
  client = new SecretsManagerClient(SHORT_CALLS),
): Promise<Readonly<Record<string, string>>> {
  const command = new GetSecretValueCommand({ SecretId: arn });
  const answer = await client.send(command, underDeadline()).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.name : "unknown";
    throw new AppError("unavailable", "secret-unreadable", `The secret cannot be read: ${reason}.`, {
      reason,
    });
  });
  const parsed = secretSchema.safeParse(answer.SecretString);
  if (parsed.success) return parsed.data;
  throw new AppError("unavailable", "secret-malformed", "The secret must hold one JSON object of settings.");
}
