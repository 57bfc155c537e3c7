import type { Command } from "commander";
import { asking } from "../asking.ts";
import { creatorNamed, NAMED } from "../creator-named.ts";
import type { Io } from "../io.ts";
import { addIdentitySuggestions } from "./identity-suggestions.ts";

/** The words that `review` uses for the same decisions. */
const ALIASES = { link: "confirm", unlink: "refuse" } as const;
const DECISIONS = {
  link: "say that two creators are the same person or brand",
  unlink: "say that they are not, whatever their profiles claim",
} as const;

/** `increator identity link|unlink`, alias `confirm|refuse`. */
export function addIdentity(program: Command, io: Io): void {
  const identity = program
    .command("identity")
    .description("link or unlink creators by hand; find accounts that are likely one person's");
  for (const decision of ["link", "unlink"] as const) {
    identity
      .command(decision)
      .alias(ALIASES[decision])
      .description(DECISIONS[decision])
      .argument("<a>", NAMED)
      .argument("<b>", "another, named in the same way")
      .action(
        asking(
          io,
          async (commands, _options, a: string, b: string) =>
            commands.decideIdentity({
              decision,
              a: await creatorNamed(commands, a),
              b: await creatorNamed(commands, b),
            }),
          (after, a) =>
            after ? `${after.id}: ${after.members.join(", ")}\n` : `${a} belongs to no identity now.\n`,
          { works: true },
        ),
      );
  }
  addIdentitySuggestions(identity, io);
}
