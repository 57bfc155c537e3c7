import { lookUpCreators } from "../lib/domain/api/creator-operations.ts";
import { AppError } from "../lib/domain/errors.ts";
import { type CreatorId, creatorIdSchema } from "../lib/domain/ids.ts";
import type { Commands } from "../local/commands.ts";
import { callApi } from "./api.ts";

/** For the help of a command whose argument `creatorNamed` reads. */
export const NAMED = "a creator's id, handle or address";

/**
 * The creator that a person names by id, by the handle that a table shows, or by the address of its page.
 * @throws AppError `not-found`; `invalid`, code `several-creators`, with their ids.
 */
export async function creatorNamed(commands: Commands, name: string): Promise<CreatorId> {
  const id = creatorIdSchema.safeParse(name);
  if (id.success) return id.data;
  const { data } = await callApi(commands, lookUpCreators, {}, { body: { accounts: [name] } });
  const found = data.flatMap(({ creators }) => creators);
  const [first, ...others] = found;
  if (first === undefined)
    throw new AppError("not-found", "creator-not-found", `No creator goes by ${name}. Give ${NAMED}.`);
  if (others.length === 0) return first.id;
  const each = found.map((creator) => `${creator.id} (${creator.handle} on ${creator.platform})`);
  throw new AppError(
    "invalid",
    "several-creators",
    `${name} is several creators. Name one: ${each.join(", ")}.`,
  );
}
