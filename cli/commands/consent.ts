import type { Command } from "commander";
import { giveConsent, readContacts, withdrawConsent } from "../../lib/domain/api/consent-operations.ts";
import type { ContactsView } from "../../lib/domain/consent.ts";
import { callApi } from "../api.ts";
import { asking } from "../asking.ts";
import { creatorNamed, NAMED } from "../creator-named.ts";
import type { Io } from "../io.ts";
import { jsonFile } from "../json-file.ts";
import { type Column, oneLine, table } from "../table.ts";

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
    .argument("<creator>", NAMED)
    .action(
      asking(
        io,
        async (commands, _options, name: string) =>
          callApi(commands, withdrawConsent, { id: await creatorNamed(commands, name) }),
        (_answer, name) => `No contact that ${name} gave is kept any more.\n`,
        { works: true },
      ),
    );
  consent
    .command("show")
    .description("show the contacts that a creator gave; each reading is put on record")
    .argument("<creator>", NAMED)
    .action(
      asking(
        io,
        async (commands, _options, name: string) =>
          callApi(commands, readContacts, { id: await creatorNamed(commands, name) }),
        ({ data }) => sheet(data, io.columns),
      ),
    );
}

function addGive(consent: Command, io: Io): void {
  consent
    .command("give")
    .description("record that a creator agreed to be contacted, with the contacts")
    .argument("<creator>", NAMED)
    .argument("<file>", "JSON, or - for standard input")
    .addHelpText("after", GIVE_HELP)
    .action(
      asking(
        io,
        async (commands, _options, name: string, file: string) => {
          const id = await creatorNamed(commands, name);
          return callApi(commands, giveConsent, { id }, { body: await jsonFile(io, file) });
        },
        ({ purpose, contacts }, name) => {
          const verified = contacts.filter((contact) => contact.verified).length;
          return `${name} agreed to ${purpose}: ${contacts.length} contact(s), ${verified} verified.\n`;
        },
        { works: true },
      ),
    );
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
