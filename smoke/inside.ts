import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { Environment } from "../lib/config.ts";
import type { TenantId } from "../lib/domain/ids.ts";
import { QUEUES } from "../lib/ports/queues.ts";
import { isAnswering, remoteCommands } from "../local/command-client.ts";
import { folderOwner } from "../local/folder-lock.ts";
import { Fault } from "./fault.ts";

/** What a check needs but no caller of the API may do: put a profile into the inbox, and count dead letters. */
export interface Inside {
  drop(tenant: TenantId, envelopes: string): Promise<void>;
  /** Number of dead letters by queue. */
  deadLetters(): Promise<Readonly<Record<string, number>>>;
}

/**
 * Works through the process that has a data folder open, as the command line does.
 * @throws Fault when there is none.
 */
export async function insideFolder(dataDir: string): Promise<Inside> {
  const owner = await folderOwner(dataDir);
  if (!owner || !(await isAnswering(owner))) {
    const remedy =
      "Name the folder of the system that answers at --url: --data-dir. For a deployed one: --stage.";
    throw new Fault(`No running system has ${dataDir} open`, remedy);
  }
  const commands = remoteCommands(owner);
  return {
    async drop(tenant, envelopes) {
      await commands.drop({ tenant, name: "smoke.ndjson" }, Readable.from([envelopes]));
    },
    async deadLetters() {
      const { queues } = await commands.status();
      return Object.fromEntries(queues.map(({ name, dead }) => [name, dead]));
    },
  };
}

/** Works with AWS rights to write to the raw bucket and to read the depth of queues. */
export async function insideCloud(environment: Environment): Promise<Inside> {
  // Loaded late, since a check of a system on this machine does not need it.
  const { cloudObjects, cloudQueues } = await import("../lib/compose/cloud-parts.ts");
  const objects = cloudObjects(environment);
  const { queues } = cloudQueues(environment);
  return {
    async drop(tenant, envelopes) {
      await objects.put(`inbox/${tenant}/${randomUUID()}.ndjson`, Buffer.from(envelopes));
    },
    async deadLetters() {
      const depths = QUEUES.map(async (queue) => {
        const { visible, inFlight } = await queues.depth(`${queue}-dead`);
        return [queue, visible + inFlight] as const;
      });
      return Object.fromEntries(await Promise.all(depths));
    },
  };
}
