import { readFile } from "node:fs/promises";
import { z } from "zod";
import { LOCAL_TENANT } from "../../lib/domain/ids.ts";
import { ingestMessage } from "../../lib/ingest/ingest-raw.ts";
import { getEvent, sqsEvent } from "../../test/doubles/cloud/events.ts";
import { largestLines, ordinaryLines } from "./memory-envelopes.ts";
import { type MemoryFill, SEED } from "./memory-fill.ts";

/** What is asked of a function, and whether it did it. */
export interface MemoryCase {
  readonly stem: string;
  readonly work: string;
  /** Events of one environment, one after the other. */
  events(): Promise<unknown[]>;
  /** Whether an answer is that of work done, and not of a refusal. */
  isDone(answer: unknown): boolean;
}

/** How often an HTTP function is asked; more would show leaks, which is another bench's work. */
const ANSWERS = 10;
const IDS_A_MESSAGE = 1_000;

const httpSchema = z.object({ statusCode: z.number().max(499) });
const batchSchema = z.object({ batchItemFailures: z.tuple([]) });
const authorisedSchema = z.object({ principalId: z.string() });

const isAnswered = (answer: unknown) => httpSchema.safeParse(answer).success;
const isTaken = (answer: unknown) => batchSchema.safeParse(answer).success;
/** A job answers nothing, and throws where it fails. */
const isOver = (answer: unknown) => answer === undefined || answer === null;

const sample = async (stem: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(`../../events/${stem}.json`, import.meta.url), "utf8"));

/** Heavy work for those that have it; for all others their sample event. */
export function memoryCases(fill: MemoryFill, stems: readonly string[]): MemoryCase[] {
  const heavy = [...searches(fill), ...workers(fill)];
  const others = stems.filter((stem) => !heavy.some((one) => one.stem === stem));
  return [...heavy.filter(({ stem }) => stems.includes(stem)), ...others.map(sampleCase)];
}

function sampleCase(stem: string): MemoryCase {
  const isHttp = async () => z.object({ httpMethod: z.string() }).safeParse(await sample(stem)).success;
  return {
    stem,
    work: "its sample event",
    events: async () => Array((await isHttp()) ? ANSWERS : 1).fill(await sample(stem)),
    isDone: (answer) =>
      isAnswered(answer) ||
      isTaken(answer) ||
      isOver(answer) ||
      authorisedSchema.safeParse(answer).success ||
      isUnauthorised(answer),
  };
}

/** An authoriser refuses by this error, which the gateway makes a 401. */
const isUnauthorised = (answer: unknown): boolean => JSON.stringify(answer).includes("Unauthorized");

function searches({ ids }: MemoryFill): MemoryCase[] {
  let asked = 0;
  return [
    {
      stem: "search-creators",
      work: `${ANSWERS} pages of 100 from the indexes`,
      events: async () =>
        Array.from({ length: ANSWERS }, () => {
          asked += 1;
          // A number more, so that no run finds what an earlier one cached.
          const q = `vegan fitness coaches in Berlin ${asked}`;
          return getEvent("/search", { queryStringParameters: { q, limit: "100" } });
        }),
      isDone: (answer) => isAnswered(answer) && JSON.stringify(answer).includes('\\"cache\\":\\"miss\\"'),
    },
    {
      stem: "similar-creators",
      work: `${ANSWERS} creators, 100 similar ones of each`,
      events: async () =>
        ids.slice(0, ANSWERS).map((id) =>
          getEvent("/creators/{id}/similar", {
            pathParameters: { id },
            queryStringParameters: { limit: "100" },
          }),
        ),
      isDone: isAnswered,
    },
    {
      stem: "get-creator",
      work: `${ANSWERS} creators`,
      events: async () =>
        ids.slice(0, ANSWERS).map((id) => getEvent("/creators/{id}", { pathParameters: { id } })),
      isDone: isAnswered,
    },
  ];
}

function workers(fill: MemoryFill): MemoryCase[] {
  let nextErased = ANSWERS;
  return [
    {
      stem: "ingest-raw",
      work: "10 objects: 60 MB in 1,000 profiles, 1,000 ordinary ones, and 8 of 50",
      events: async () => {
        const known = ordinaryLines(1_400, SEED);
        const objects = [
          largestLines(1_000, SEED),
          known.slice(0, 1_000),
          ...Array.from({ length: 8 }, (_, at) => known.slice(1_000 + at * 50, 1_050 + at * 50)),
        ];
        const keys: string[] = [];
        for (const lines of objects) keys.push(await fill.drop(lines));
        return [
          sqsEvent(
            "ingest",
            keys.map((key) => ingestMessage(key)),
          ),
        ];
      },
      isDone: isTaken,
    },
    {
      stem: "embed-creators",
      work: `2 messages of ${IDS_A_MESSAGE} creators with new text`,
      events: async () => {
        const ids = fill.ids.slice(0, 2 * IDS_A_MESSAGE);
        await fill.unmark(ids);
        const bodies = [ids.slice(0, IDS_A_MESSAGE), ids.slice(IDS_A_MESSAGE)].map((creator_ids) =>
          JSON.stringify({ tenant_id: LOCAL_TENANT, creator_ids }),
        );
        return [sqsEvent("embed-high", bodies)];
      },
      isDone: isTaken,
    },
    {
      stem: "run-erasure",
      work: "a creator out of every store",
      events: async () => {
        nextErased += 1;
        const id = fill.ids.at(-nextErased);
        if (!id) throw new Error("Nobody is left to erase.");
        return [sqsEvent("erase", [await fill.askToErase(id)])];
      },
      isDone: isTaken,
    },
    {
      stem: "run-backup",
      work: "a shard with a full file of 16,384 vectors",
      events: async () => [sqsEvent("backup", [await fill.shard()])],
      isDone: isTaken,
    },
  ];
}
