import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSqliteQueues } from "./sqlite-queues.ts";

const AT_ONCE = { max: 10, visibilitySeconds: 30, waitSeconds: 0 };

describe("Queues in SQLite", () => {
  let folder: string;
  let queues: ReturnType<typeof createSqliteQueues>;
  let time: number;
  const open = () =>
    createSqliteQueues(join(folder, "queues.sqlite"), {
      clock: { now: () => new Date(time) },
      maxReceives: 2,
    });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "increator-queues-"));
    time = Date.parse("2026-11-20T10:00:00Z");
    queues = open();
  });
  afterEach(() => {
    queues.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("hold their messages over a restart, and hand out at once what the dead process was working on", async () => {
    await queues.send("ingest", [
      { body: "taken" },
      { body: "waiting" },
      { body: "later", delaySeconds: 60 },
    ]);
    const [taken] = await queues.receive("ingest", { ...AT_ONCE, max: 1 });
    queues.close();
    queues = open();
    const again = [
      ...(await queues.receive("ingest", AT_ONCE)),
      ...(await queues.receive("ingest", AT_ONCE)),
    ];
    expect(again.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([
      ["taken", 2],
      ["waiting", 1],
    ]);
    await queues.acknowledge("ingest", [taken?.receipt ?? ""]);
    expect(await queues.depth("ingest")).toMatchObject({ inFlight: 2, delayed: 1 });
  });

  it("hand out alone what was received before, so that a message that ends the process spares its neighbours", async () => {
    await queues.send("ingest", [{ body: "poison" }, { body: "one" }, { body: "two" }]);
    const done: string[] = [];
    // Each turn a process takes what it gets, does it in order, and dies of the poison.
    for (let process = 0; process < 4; process += 1) {
      for (;;) {
        const messages = await queues.receive("ingest", AT_ONCE);
        const alive = messages.slice(0, Math.max(0, messages.map(({ body }) => body).indexOf("poison")));
        const worked = messages.some(({ body }) => body === "poison") ? alive : messages;
        done.push(...worked.map(({ body }) => body));
        await queues.acknowledge(
          "ingest",
          worked.map(({ receipt }) => receipt),
        );
        if (messages.length === 0 || worked.length < messages.length) break;
      }
      queues.close();
      queues = open();
    }
    expect(done).toEqual(["one", "two"]);
    const dead = await queues.receive("ingest-dead", AT_ONCE);
    expect(dead.map(({ body }) => body)).toEqual(["poison"]);
  });

  it("never give an id twice, though its message is gone", async () => {
    const ids: string[] = [];
    for (const body of ["first", "second"]) {
      await queues.send("ingest", [{ body }]);
      const [message] = await queues.receive("ingest", AT_ONCE);
      ids.push(message?.id ?? "");
      await queues.acknowledge("ingest", [message?.receipt ?? ""]);
    }
    expect(new Set(ids).size).toBe(2);
  });

  it("let a small group through before the rest of a large one", async () => {
    const many = Array.from({ length: 50 }, (_, at) => ({ body: `large ${at}`, group: "large" }));
    await queues.send("embed-low", many);
    await queues.receive("embed-low", { ...AT_ONCE, max: 5 });
    await queues.send("embed-low", [{ body: "small", group: "small" }]);
    const next = await queues.receive("embed-low", { ...AT_ONCE, max: 3 });
    expect(next.map(({ body }) => body)).toContain("small");
  });

  it("age from when a message was sent, also among the dead letters", async () => {
    await queues.send("erase", [{ body: "x" }]);
    for (let receive = 0; receive < 2; receive += 1) {
      await queues.receive("erase", AT_ONCE);
      time += 31_000;
    }
    expect((await queues.depth("erase")).oldestAgeSeconds).toBe(62);
    expect(await queues.receive("erase", AT_ONCE)).toEqual([]);
    expect(await queues.depth("erase-dead")).toMatchObject({ visible: 1, oldestAgeSeconds: 62 });
  });

  it("end every wait when they are closed", async () => {
    const waiting = queues.receive("ingest", { ...AT_ONCE, waitSeconds: 20 });
    queues.close();
    expect(await waiting).toEqual([]);
  });
});
