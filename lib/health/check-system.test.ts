import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryComposition } from "../../test/doubles/temporary-composition.ts";
import { AppError } from "../domain/errors.ts";
import type { JobView } from "../domain/job-run.ts";
import { checkSystem } from "./check-system.ts";
import { listQueues } from "./list-queues.ts";

let composition: Awaited<ReturnType<typeof temporaryComposition>>;
beforeAll(async () => {
  composition = await temporaryComposition();
});
afterAll(() => composition?.close());

const job = (late: number): JobView => ({
  ...{ name: "sweep-index", every_minutes: 5, last_at: null, next_at: null },
  ...{ pieces: 3, late, under_way: 0 },
});
const wrongParts = async (ports: object, jobs: JobView[] = [job(0)]) => {
  const findings = await checkSystem({ ...composition.services, ...ports }, async () => jobs);
  return findings.filter(({ is_well }) => !is_well);
};

describe("what is wrong with a running system", () => {
  test("is nothing while every part answers, no message was given up and no job is late", async () => {
    expect(await wrongParts({})).toEqual([]);
  });

  test("is a part that does not answer, with the remedy that the part knows", async () => {
    const vectors = {
      ...composition.services.vectors,
      stats: async () => {
        throw new AppError("unavailable", "out", "Out.", { remedy: "Run increator migrate." });
      },
    };
    expect(await wrongParts({ vectors })).toEqual([
      { part: "vectors", is_well: false, says: "does not answer", remedy: "Run increator migrate." },
    ]);
  });

  test("is a check that cannot be made: what is not known is not well", async () => {
    const out = async () => {
      throw new AppError("unavailable", "out", "Out.", { remedy: "Wait." });
    };
    const { services } = composition;
    const ports = { ...services, consumers: { ...services.consumers, state: out } };
    const findings = await checkSystem(ports, () => new Promise<never>(() => undefined));
    const unknown = { is_well: false, says: "cannot be told: no answer" };
    expect(findings.filter(({ is_well }) => !is_well)).toEqual([
      { ...unknown, part: "dead letters", remedy: "Wait." },
      { ...unknown, part: "consumers", remedy: "Wait." },
      { ...unknown, part: "jobs", remedy: "Run increator doctor where the system runs." },
    ]);
  });

  test("is a dead letter, a paused queue and a late job, each by name", async () => {
    const { queues, consumers } = composition.services;
    await queues.send("erase-dead", [{ body: "x" }]);
    await consumers.pause("crawl-low", "429s");
    const said = (await wrongParts({}, [job(2)])).map(({ part, says }) => `${part}: ${says}`);
    expect(said).toEqual([
      "dead letters: erase: 1",
      "consumers: paused: crawl-low: 429s",
      "jobs: late: sweep-index",
    ]);
    const views = await listQueues(composition.services);
    expect(views.find(({ name }) => name === "erase")).toMatchObject({ visible: 0, dead: 1, paused: null });
    expect(views.find(({ name }) => name === "crawl-low")?.paused).toBe("429s");
  });
});
