import { askPlatform, type PlatformAnswer } from "../ask-platform.ts";
import type { PlatformCall } from "../platform-client.ts";
import type { QuotaCost } from "../quota.ts";
import { tiktokErrorOf } from "./refusals.ts";
import type { TiktokTokens } from "./tokens.ts";

/** Asks one endpoint, with a fresh token. The answer may be a refusal. */
export type AskTiktok = (
  call: PlatformCall<"tiktok">,
  path: string,
  body: unknown,
  costs: readonly QuotaCost[],
) => Promise<PlatformAnswer>;

export const tiktokAsker =
  (origin: string, tokens: TiktokTokens): AskTiktok =>
  async (call, path, body, costs) => {
    const askOnce = async (token: string) =>
      askPlatform(
        call,
        "tiktok",
        {
          method: "POST",
          url: `${origin}${path}`,
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(body),
        },
        costs,
      );
    const token = await tokens.of(call);
    const answer = await askOnce(token);
    if (tiktokErrorOf(answer).code !== "access_token_invalid") return answer;
    // Tokens may be withdrawn before their time; a new one that is refused too speaks against the credential.
    tokens.forget(call, token);
    return askOnce(await tokens.of(call));
  };
