import { join } from "node:path";

/**
 * How an object's key becomes a path on disk. Parts become folders. A character that a file system may refuse or
 * confuse is written as `%` and two hexadecimal digits for each byte of UTF-8: capital letters (some file systems
 * ignore case), dots at the edges, everything but a-z, 0-9, - _ . Long parts are cut, and each piece but the last ends
 * in `+`. A file ends in `=` and no folder does, so `a` and `a/b` can both be objects. No path leads outside the root.
 */
const PLAIN = /[a-z0-9_.-]/;
/** File systems limit names to 255 bytes, and a mark needs one. */
const PIECE_MAX_CHARACTERS = 200;
export const FILE_MARK = "=";
export const CONTINUED_MARK = "+";
/** Windows reserves these names for devices, with any ending after the dot. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/;

export function pathOfKey(root: string, key: string): string {
  return join(root, ...folderNames(key)) + FILE_MARK;
}

/** The folder that holds every key under the whole parts of a prefix: those before its last slash. */
export function folderOfPrefix(root: string, prefix: string): { folder: string; start: string } {
  const end = prefix.lastIndexOf("/");
  if (end < 0) return { folder: root, start: "" };
  return { folder: join(root, ...folderNames(prefix.slice(0, end))), start: prefix.slice(0, end + 1) };
}

/** The part of a key, or the piece of one, that a name on disk represents; null if it is neither. */
export function partOfName(name: string): string | null {
  const encoded = name.replace(/[=+]$/, "");
  if (encoded === EMPTY_PART) return "";
  if (!/^(?:[a-z0-9_.-]|%[0-9a-f]{2})+$/.test(encoded)) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/** Empty parts (`a//b`) need a name too. An encoded byte always has two digits after the `%`, so `%` is free. */
const EMPTY_PART = "%";

const folderNames = (key: string): string[] =>
  key.split("/").flatMap((part) => (isPlainPart(part) ? [part] : pieces(encodePart(part))));

/** Nearly every part is plain and needs no encoding. */
const isPlainPart = (part: string): boolean =>
  /^[a-z0-9_-](?:[a-z0-9_.-]{0,198}[a-z0-9_-])?$/.test(part) && !DEVICE.test(part);

/** Encodes a part character by character. */
function encodePart(part: string): string[] {
  if (part === "") return [EMPTY_PART];
  const isDevice = DEVICE.test(part);
  const characters = [...part];
  return characters.map((character, index) => {
    const isEdge = index === 0 || index === characters.length - 1;
    const isPlain = PLAIN.test(character) && !(character === "." && isEdge) && !(isDevice && index === 0);
    return isPlain ? character : percent(character);
  });
}

const percent = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

/** Cuts only between characters, so that each piece can be decoded alone. */
function pieces(characters: readonly string[]): string[] {
  const names: string[] = [];
  let piece = "";
  for (const character of characters) {
    if (piece.length + character.length > PIECE_MAX_CHARACTERS) {
      names.push(piece + CONTINUED_MARK);
      piece = "";
    }
    piece += character;
  }
  return [...names, piece];
}
