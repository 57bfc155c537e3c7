import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inflateRawSync } from "node:zlib";

/**
 * Files under a folder that contain one of the words: in their names or their bytes, in UTF-8, UTF-16, percent- or
 * base64-encoded, also within gzip.
 */
export function filesWith(folder: string, words: readonly string[]): string[] {
  const needles = words.flatMap(encodings);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    const bytes = entry.isFile() ? contentOf(path) : Buffer.alloc(0);
    const found = needles.filter((needle) => name.includes(needle.toString()) || bytes.includes(needle));
    return found.length > 0 ? [`${name}: ${found.map(String).join(", ")}`] : [];
  });
}

const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 0x08]);
/** A gzip header without a name or other extras, which our code never writes: RFC 1952, section 2.3. */
const GZIP_HEADER_BYTES = 10;

/** A file's bytes, followed by all that is compressed in it, for example in a database's pages. */
function contentOf(path: string): Buffer {
  const bytes = readFileSync(path);
  const parts = [bytes];
  for (let at = bytes.indexOf(GZIP_HEAD); at >= 0; at = bytes.indexOf(GZIP_HEAD, at + 1)) {
    try {
      parts.push(inflateRawSync(bytes.subarray(at + GZIP_HEADER_BYTES)));
    } catch {
      // These three bytes only look like a gzip header.
    }
  }
  return Buffer.concat(parts);
}

/** Base64 depends on the bytes before it, so this searches the middle of all three shifts. */
function encodings(word: string): Buffer[] {
  const shifted = [0, 1, 2].map((before) => {
    const text = Buffer.from("x".repeat(before) + word).toString("base64");
    return Buffer.from(text.slice(before === 0 ? 0 : 4, -4));
  });
  const forms = [
    Buffer.from(word),
    Buffer.from(word, "utf16le"),
    Buffer.from(encodeURIComponent(word)),
    Buffer.from(JSON.stringify(word).slice(1, -1)),
    ...shifted.filter(({ length }) => length >= 8),
  ];
  return [...new Map(forms.map((form) => [form.toString("hex"), form])).values()];
}
