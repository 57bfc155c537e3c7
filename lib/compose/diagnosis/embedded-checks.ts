import { constants } from "node:fs";
import { access, readdir, readFile, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { FOLDER_PARTS } from "../../adapters/embedded/file-trouble.ts";
import { createJoinedEmbedder } from "../../adapters/embedded/joined-embedder.ts";
import { createStaticEmbedder } from "../../adapters/embedded/static-embedder.ts";
import {
  type Environment,
  embeddedSettingsFrom,
  hasKeyring,
  keyringTextFrom,
  servicesIn,
} from "../../config.ts";
import { isAppError } from "../../domain/errors.ts";
import type { Embedder } from "../../ports/embedder.ts";
import { damagedParts, folderTroubles } from "../folder-parts.ts";
import { keyringFromText } from "../key-file.ts";
import { type Check, checkOf, well, wrong } from "./check.ts";

/** The Node version that the project ships: package.json, optionalDependencies. */
const NODE_MAJOR = 24;
/** A million creators take some 10 GB. With less than this free, even a start is not safe. */
const FREE_BYTES_MIN = 1e9;

/** What every system needs from this machine, whichever services are set. */
export const embeddedChecks = (environment: Environment, dataDir: string): Promise<Check[]> =>
  Promise.all([
    nodeCheck(),
    folderCheck(dataDir),
    spaceCheck(dataDir),
    keyringCheck(environment, dataDir),
    partsCheck(environment, dataDir),
    modelCheck(),
    ...(embeddedSettingsFrom(environment).sentences === "off" ? [] : [sentencesCheck()]),
  ]);

async function nodeCheck(): Promise<Check> {
  const { node } = process.versions;
  return Number.parseInt(node, 10) >= NODE_MAJOR
    ? well("Node.js", node)
    : wrong(
        "Node.js",
        `${node} is too old`,
        `Run it by npm (npx increator ...), which brings Node ${NODE_MAJOR}.`,
      );
}

const folderCheck = (dataDir: string): Promise<Check> => {
  const part = "data folder";
  return access(dataDir, constants.R_OK | constants.W_OK).then(
    () => well(part, `${dataDir} can be read and written`),
    async (error: NodeJS.ErrnoException) =>
      error.code === "ENOENT"
        ? well(part, `${dataDir} is not there; the first start makes it`)
        : wrong(
            part,
            `${dataDir} cannot be read and written`,
            "Give this user the folder, or name another: --data-dir.",
          ),
  );
};

async function spaceCheck(dataDir: string): Promise<Check> {
  const { bavail, bsize } = await statfs(await nearestFolder(dataDir));
  const free = bavail * bsize;
  const says = `${(free / 1e9).toFixed(1)} GB free`;
  return free >= FREE_BYTES_MIN
    ? well("disk", says)
    : wrong("disk", says, "Make room, or name a folder on another disk: --data-dir.");
}

async function nearestFolder(path: string): Promise<string> {
  const absolute = resolve(path);
  const isThere = await stat(absolute).then(
    () => true,
    () => false,
  );
  return isThere || dirname(absolute) === absolute ? absolute : nearestFolder(dirname(absolute));
}

/** Reports what would stop a start. */
async function partsCheck(environment: Environment, dataDir: string): Promise<Check> {
  const part = "folder's parts";
  try {
    const elsewhere = { ...servicesIn(environment), keyring: hasKeyring(environment) };
    const troubles = [...folderTroubles(dataDir, elsewhere), ...damagedParts(dataDir, elsewhere)];
    if (troubles.length === 0) return well(part, "whole, or not made yet");
    const says = troubles.map((trouble) => `${trouble.part} ${trouble.says}`).join(" ");
    return wrong(part, says, troubles.map(({ remedy }) => remedy).join(" "));
  } catch (error) {
    // A service is only half set, so it is not known which parts belong in the folder.
    if (!isAppError(error)) throw error;
    return wrong(part, error.message, "Set the service whole, or not at all.");
  }
}

const REMEDY = FOLDER_PARTS["keys.json"].remedy;
const keysIn = (count: number): string => (count === 1 ? "1 key" : `${count} keys`);

async function keyringCheck(environment: Environment, dataDir: string): Promise<Check> {
  const part = "keyring";
  if (hasKeyring(environment)) {
    const read = async () => {
      const { current, keys } = keyringFromText("INCREATOR_KEYRING", keyringTextFrom(environment));
      return `from INCREATOR_KEYRING: ${keysIn(keys.size)}, version ${current} in use`;
    };
    return checkOf(part, read, () => REMEDY);
  }
  const path = join(dataDir, "keys.json");
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) {
    const files = await readdir(dataDir).catch((): string[] => []);
    const isFresh = !files.includes("documents.sqlite");
    return isFresh ? well(part, "the first start makes it") : wrong(part, `${path} cannot be read`, REMEDY);
  }
  const isOpen = process.platform !== "win32" && ((await stat(path)).mode & 0o077) !== 0;
  if (isOpen) return wrong(part, `others may read ${path}`, `chmod 600 ${path}`);
  const read = async () => {
    const { current, keys } = keyringFromText(path, text);
    return `${keysIn(keys.size)}, version ${current} in use`;
  };
  return checkOf(part, read, () => REMEDY);
}

const sentencesCheck = (): Promise<Check> =>
  checkOf(
    "sentence model",
    async () => {
      const embedder = createJoinedEmbedder(createStaticEmbedder(), { onTrouble: () => undefined });
      return embeds(embedder).finally(() => embedder.close());
    },
    () => "Check the repository out again, or set INCREATOR_SENTENCES=off.",
  );

const modelCheck = (): Promise<Check> =>
  checkOf(
    "word vectors",
    () => embeds(createStaticEmbedder()),
    () => "Its file is damaged or not there: check the repository out again.",
  );

async function embeds(embedder: Embedder): Promise<string> {
  await embedder.embed(["doctor"]);
  return `${embedder.model}, ${embedder.dimensions} dimensions`;
}
