import type { Command } from "commander";
import { z } from "zod";
import type { Operation } from "../../lib/domain/api/operation.ts";
import { toolRequest } from "../../lib/mcp/tool-request.ts";
import { aborted } from "../../lib/ports/deadline.ts";
import type { Commands } from "../../local/commands.ts";
import { callApi } from "../api.ts";
import type { CommonOptions } from "../common-options.ts";
import { withCommands } from "../connection.ts";
import type { Io } from "../io.ts";

const EXAMPLES = `
It speaks the Model Context Protocol over standard input and output, for assistants that start it themselves:
  {"mcpServers": {"increator": {"command": "npx", "args": ["increator", "mcp", "--data-dir", "./data"]}}}`;

/** `increator mcp`. */
export function addMcp(program: Command, io: Io): void {
  program
    .command("mcp")
    .description("let an assistant search, read, keep lists and ask for fetches")
    .addHelpText("after", EXAMPLES)
    .action(async (_options: object, self: Command) => {
      const common = self.optsWithGlobals<CommonOptions>();
      // Loaded late, since no other command needs the protocol.
      const [{ serveStdio }, { mcpServer }] = await Promise.all([
        import("@modelcontextprotocol/server/stdio"),
        import("../../lib/mcp/tools.ts"),
      ]);
      await withCommands(io, { ...common, works: true }, async (commands) => {
        const server = serveStdio(() => mcpServer((operation, input) => called(commands, operation, input)));
        await ended(io);
        await server.close();
      });
    });
}

function called(
  commands: Commands,
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): Promise<object> {
  const { values, body } = toolRequest(operation, input);
  const whole = { ...operation, answer: z.looseObject({}) };
  return callApi(commands, whole, values, body === null ? {} : { body });
}

/** An assistant ends the connection by closing standard input, a person with Ctrl-C. */
const ended = ({ stdin, signal }: Io): Promise<void> =>
  new Promise((resolve) => {
    stdin.once("end", resolve);
    stdin.once("close", resolve);
    void aborted(signal).then(resolve);
  });
