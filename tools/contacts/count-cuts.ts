import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { statedCountry } from "../../lib/domain/pii/contact-fields.ts";
import { cutContacts } from "../../lib/domain/pii/contacts.ts";

/**
 * `node tools/contacts/count-cuts.ts FILE.ndjson ...`: prints every text of real envelopes from which something is
 * cut, before and after, for a person to read, and their number. The output holds contact details: do not store it.
 */
let [profiles, profilesCut, texts] = [0, 0, 0];
for (const file of process.argv.slice(2)) {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() === "") continue;
    const { payload, posts } = JSON.parse(line);
    profiles += 1;
    const cut = changedTexts({ payload, posts }, statedCountry(payload));
    if (cut.length > 0) profilesCut += 1;
    texts += cut.length;
    for (const [before, after] of cut) console.log(`- ${JSON.stringify(before)}\n+ ${JSON.stringify(after)}`);
  }
}
console.log(`${profiles} profiles, ${profilesCut} with a cut, ${texts} texts`);

function changedTexts(value: unknown, country: string | null): [string, string][] {
  if (typeof value === "string") {
    const { cleaned } = cutContacts(value, { country });
    return cleaned === value ? [] : [[value, cleaned]];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    cutContacts({ [name]: part }, { country }).cleaned[name] === part ? [] : changedTexts(part, country),
  );
}
