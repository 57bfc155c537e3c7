import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "../system-clock.ts";
import { createSqliteCounters } from "./sqlite-counters.ts";

const folder = mkdtempSync(join(tmpdir(), "counters-"));
const MAY_LAG = { ttlSeconds: 60, mayLag: true };
const open = (file: string) => createSqliteCounters(join(folder, file), { clock: systemClock });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

test("a count that may lag is told at once to its own process, and within a second to others", async () => {
  const [mine, theirs] = [open("two"), open("two")];
  expect(await mine.increment("a", 2, MAY_LAG)).toBe(2);
  expect(await mine.increment("a", 3, MAY_LAG)).toBe(5);
  // A second process sees what one that is killed now would leave.
  expect(await theirs.getMany(["a"])).toEqual([null]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await theirs.getMany(["a"])).toEqual(["5"]);
  expect(await theirs.increment("a", 10, { ttlSeconds: 60 })).toBe(15);
  await mine.increment("a", 1, MAY_LAG);
  expect(await mine.getMany(["a"])).toEqual(["16"]);
  expect(await mine.increment("a", 4, MAY_LAG)).toBe(20);
  expect(await mine.increment("a", -1, { ttlSeconds: 60 })).toBe(19);
  for (const counters of [mine, theirs]) counters.close();
});

test("closing writes what was counted, and a write that fails in time ends nothing", async () => {
  const first = open("closed");
  await first.increment("a", 7, MAY_LAG);
  first.close();
  const second = open("closed");
  expect(await second.getMany(["a"])).toEqual(["7"]);
  await second.increment("a", 1, MAY_LAG);
  second.close();
  const third = open("closed");
  await third.increment("b", 1, MAY_LAG);
  // Nothing can be written any more, and the timer is under way.
  vi.spyOn(systemClock, "now").mockImplementationOnce(() => {
    throw Object.assign(new Error("database or disk is full"), { code: "ERR_SQLITE_ERROR", errcode: 13 });
  });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await third.getMany(["a", "b"])).toEqual(["8", null]);
  third.close();
});
