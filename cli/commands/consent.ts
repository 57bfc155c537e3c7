import { open } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { giveConsent, readContacts, withdrawConsent } from "../../lib/domain/api/consent-operations.ts";
import type { ContactsView } from "../../lib/domain/consent.ts";
import { AppError } from "../../lib/domain/errors.ts";
import { callApi } from "../api.ts";
import { asking } from "../asking.ts";
import type { Io } from "../io.ts";
import { type Column, oneLine, table } from "../table.ts";

/** A consent has a few hundred bytes; the API takes no more than this. */
const FILE_MAX_BYTES = 256 * 1024;

const GIVE_HELP = `
The file, or standard input for -, holds the body of PUT /creators/{id}/consent:
  {"purpose":"campaign-outreach","source":"signup-form","evidence":"Form 2026-118, box 3",
   "contacts":[{"kind":"email","value":"someone@example.org"},{"kind":"phone","value":"+49 30 1234567"}]}
Contacts are not taken as arguments: a shell's history and the list of processes would show them.

Examples:
  increator consent give c_0123456789abcdefghjkmnpqrs consent.json
  increator consent give c_0123456789abcdefghjkmnpqrs - < consent.json`;

/** `increator consent give|withdraw|show`. */
export function addConsent(program: Command, io: Io): void {
  const consent = program
    .command("consent")
    .description("record, withdraw or show a creator's consent to be contacted");
  addGive(consent, io);
  consent
    .command("withdraw")
    .description("destroy a creator's consent with its contacts")
    .argument("<id>", "a creator's id")
    .action(
      asking(
        io,
        (commands, _options, id: string) => callApi(commands, withdrawConsent, { id }),
        (_answer, id) => `No contact that ${id} gave is kept any more.\n`,
        { works: true },
      ),
    );
  consent
    .command("show")
    .description("show the contacts that a creator gave; each reading is put on record")
    .argument("<id>", "a creator's id")
    .action(
      asking(
        io,
        (commands, _options, id: string) => callApi(commands, readContacts, { id }),
        ({ data }) => sheet(data, io.columns),
      ),
    );
}

function addGive(consent: Command, io: Io): void {
  consent
    .command("give")
    .description("record that a creator agreed to be contacted, with the contacts")
    .argument("<id>", "a creator's id")
    .argument("<file>", "JSON, or - for standard input")
    .addHelpText("after", GIVE_HELP)
    .action(
      asking(
        io,
        async (commands, _options, id: string, file: string) =>
          callApi(commands, giveConsent, { id }, { body: parsed(file, await textOf(io, file)) }),
        ({ purpose, contacts }, id) => {
          const verified = contacts.filter((contact) => contact.verified).length;
          return `${id} agreed to ${purpose}: ${contacts.length} contact(s), ${verified} verified.\n`;
        },
        { works: true },
      ),
    );
}

async function textOf(io: Io, file: string): Promise<string> {
  if (file === "-") return text(io.stdin);
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    if (size > FILE_MAX_BYTES)
      throw new AppError("invalid", "file-too-large", `${file} is no consent: it is too large.`);
    return await handle.readFile("utf8");
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("invalid", "file-unreadable", `${file} cannot be read.`, {}, cause);
  }
}

/** The text may hold contacts, so a message quotes nothing of it. */
function parsed(file: string, content: string): unknown {
  try {
    // `trim` takes a byte-order mark too.
    return JSON.parse(content.trim());
  } catch {
    throw new AppError("invalid", "invalid-json", `${file === "-" ? "Standard input" : file} is not JSON.`);
  }
}

function sheet({ purpose, source, evidence, at, contacts }: ContactsView, width: number): string {
  const columns: Column<ContactsView["contacts"][number]>[] = [
    { title: "KIND", cell: ({ kind }) => kind },
    { title: "CONTACT", cell: ({ value }) => value, shrinksTo: 20 },
    { title: "VERIFIED", cell: ({ verified }) => (verified ? "yes" : "no") },
  ];
  const given = `For ${purpose}, by ${source}, on ${at}. Shown by: ${oneLine(evidence)}`;
  return `${given}\n\n${table(columns, contacts, width)}`;
}
