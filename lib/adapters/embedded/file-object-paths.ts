import { join } from "node:path";

/**
 * Where an object's key stands on disk. Parts become folders; what a file system might refuse or confuse (capital
 * letters, where case does not tell files apart; dots at the edges; everything but a-z, 0-9, - _ .) is written as
 * `%` and two hexadecimal digits a byte of UTF-8. Long parts are cut, each piece but the last ending in `+`. A file ends
 * in `=`, which no folder does, so that `a` and `a/b` can both be objects. Nothing leads outside the root.
 */
const PLAIN = /[a-z0-9_.-]/;
/** File systems end names at 255 bytes; the marks need one. */
const PIECE_MAX_CHARACTERS = 200;
export const FILE_MARK = "=";
export const CONTINUED_MARK = "+";
/** Windows keeps these names for devices, whatever follows the dot. */
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

/** What a name on disk stands for: a part of a key, or a piece of one; null where it can be neither. */
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

/** Empty parts (`a//b`) need a name too; an encoded byte always has two digits after the `%`. */
const EMPTY_PART = "%";

const folderNames = (key: string): string[] =>
  key.split("/").flatMap((part) => (isPlainPart(part) ? [part] : pieces(encodePart(part))));

/** Nearly every part: it stands as it is. */
const isPlainPart = (part: string): boolean =>
  /^[a-z0-9_-](?:[a-z0-9_.-]{0,198}[a-z0-9_-])?$/.test(part) && !DEVICE.test(part);

/** A part, character by character. */
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

/** Cuts between characters, so that each piece can be read by itself. */
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
