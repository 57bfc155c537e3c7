import type { Clock } from "../../ports/clock.ts";
import { askPlatform, type PlatformAnswer } from "../ask-platform.ts";
import type { PlatformCall } from "../platform-client.ts";
import type { QuotaCost } from "../quota.ts";
import { observeHeaders, xRefusal } from "./refusals.ts";

/** One request against a bucket of calls; refusals are thrown. */
export type AskX = (
  call: PlatformCall<"x">,
  bucket: string,
  path: string,
  parameters: Readonly<Record<string, string>>,
  costs: readonly QuotaCost[],
) => Promise<PlatformAnswer>;

export const xAsker =
  (origin: string, clock: Clock): AskX =>
  async (call, bucket, path, parameters, costs) => {
    const request = {
      method: "GET",
      url: `${origin}/2/${path}?${new URLSearchParams(parameters)}`,
      headers: { accept: "application/json", authorization: `Bearer ${call.credential.bearerToken}` },
    } as const;
    const answer = await askPlatform(call, "x", request, [{ bucket, units: 1 }, ...costs]);
    await observeHeaders(call, answer, bucket);
    if (answer.status >= 400) throw await xRefusal(call, answer, bucket, clock);
    return answer;
  };
