import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { KeyringStore } from "../ports/keyring-store.ts";
import { keyringFromText, keyringText, withNewKey, withoutKey } from "./key-file.ts";
import { KEY_ACTIVE_AFTER_MS } from "./live-keyring.ts";

const SETTING = "INCREATOR_KEYRING";

/** The keyring in Secrets Manager. A new key comes into use when every process must have read it. */
export function secretKeyringStore(
  arn: string,
  now: () => Date,
  client?: SecretsManagerClient,
): KeyringStore {
  const change = async (
    make: (content: ReturnType<typeof keyringFromText>) => ReturnType<typeof keyringFromText>,
  ) => {
    const { changeSecretSetting } = await import("../adapters/cloud/secret-value.ts");
    const edit = (text: string) => keyringText(make(keyringFromText(SETTING, text)));
    await changeSecretSetting(arn, SETTING, edit, ...(client ? [client] : []));
  };
  return {
    async add() {
      const since = new Date(now().getTime() + KEY_ACTIVE_AFTER_MS);
      let version = 0;
      await change((content) => {
        const next = withNewKey(content, since, now());
        version = next.current;
        return next;
      });
      return { version, since };
    },
    remove: (version) => change((content) => withoutKey(content, version)),
  };
}
