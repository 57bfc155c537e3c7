import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import type { SealedFor } from "../../domain/consent.ts";
import { AppError } from "../../domain/errors.ts";
import type { KeyWrapping } from "../../ports/key-wrapping.ts";
import { awsError, awsFailureOf, SHORT_CALLS, underDeadline } from "./aws-calls.ts";

export interface KmsKeyWrappingSettings {
  /** ARN of a symmetric key. */
  readonly keyArn: string;
  readonly client?: KMSClient;
}

/** KMS's errors for a ciphertext that was changed, or made with another key or context. */
const FOREIGN = new Set(["InvalidCiphertextException", "IncorrectKeyException"]);

/**
 * Data keys of KMS. KMS keeps the wrapping key and binds each data key by its encryption context, which CloudTrail
 * shows.
 */
export function createKmsKeyWrapping({
  keyArn,
  client = new KMSClient(SHORT_CALLS),
}: KmsKeyWrappingSettings): KeyWrapping {
  const failed = (error: unknown, { creator }: SealedFor): never => {
    if (FOREIGN.has(awsFailureOf(error).name)) {
      const message = "The key was wrapped for something else.";
      throw new AppError("invalid", "foreign-data-key", message, { creator }, error);
    }
    throw awsError("key-wrapping", error, { creator });
  };
  return {
    async newDataKey(owner) {
      const command = new GenerateDataKeyCommand({
        KeyId: keyArn,
        KeySpec: "AES_256",
        EncryptionContext: contextOf(owner),
      });
      const answer = await client
        .send(command, underDeadline())
        .catch((error: unknown) => failed(error, owner));
      const key = present(answer.Plaintext);
      return { key, wrapped: Buffer.from(present(answer.CiphertextBlob)).toString("base64") };
    },
    async unwrap(wrapped, owner) {
      const command = new DecryptCommand({
        KeyId: keyArn,
        CiphertextBlob: Buffer.from(wrapped, "base64"),
        EncryptionContext: contextOf(owner),
      });
      const answer = await client
        .send(command, underDeadline())
        .catch((error: unknown) => failed(error, owner));
      return present(answer.Plaintext);
    },
  };
}

const contextOf = ({ tenant, creator }: SealedFor): Record<string, string> => ({ tenant, creator });

function present(bytes: Uint8Array | undefined): Uint8Array {
  if (bytes) return bytes;
  throw new AppError("unavailable", "key-wrapping-unavailable", "KMS answered without a key.");
}
