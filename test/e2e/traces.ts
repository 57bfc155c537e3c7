import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gunzipSync } from "node:zlib";

/** Files under a folder that hold one of the words: in their names or their bytes, in UTF-8, UTF-16, percent- or base64-encoded, also within gzip. */
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

function contentOf(path: string): Buffer {
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** Base64 shifts with what stands before, so the middle of all three shifts is looked for. */
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
