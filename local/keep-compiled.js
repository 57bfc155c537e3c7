import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";

/**
 * `npm start` says how much young garbage the answering thread may have. A thread that starts from here on has its own
 * limit instead, which the flag would override.
 */
setFlagsFromString("--max-semi-space-size=0");

/**
 * Keeps what Node makes of the sources, for the next start. This must run before the first TypeScript file and so is
 * none itself: to read a single one, Node compiles its reader of TypeScript, which takes a second of processor time and
 * 20 MB. If the folder is not writable, each start compiles.
 */
const folder = fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url));
enableCompileCache(folder);
// By which threads find it.
process.env.NODE_COMPILE_CACHE = folder;
