import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandLine, openCommandLine } from "../../test/doubles/command-line.ts";

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
});
afterAll(() => line?.close());

const plan = async (...args: string[]) =>
  JSON.parse((await line.run(["plan", "--simulate", ...args, "--json"])).out);

test("a plan tells calls, days and money of every platform, and needs no system", async () => {
  const { volumes, platforms } = await plan("--targets", "4_000_000", "--apps", "2");
  expect(volumes).toMatchObject({ targets: 4_000_000, apps: 2 });
  const sums = platforms.map(({ platform, accounts }: { platform: string; accounts: number }) => [
    platform,
    accounts,
  ]);
  expect(sums.toSorted()).toEqual(
    ["instagram", "tiktok", "x", "youtube"].map((platform) => [platform, 1_000_000]),
  );
  const { code, out, err } = await line.run(["plan", "--simulate"]);
  expect([code, err]).toEqual([0, ""]);
  for (const text of ["WHAT BINDS", "All of it:", "youtube"]) expect(out).toContain(text);
});

test("more apps take no longer", async () => {
  const daysOf = async (apps: string): Promise<number> =>
    Math.max(...(await plan("--apps", apps)).platforms.map(({ days }: { days: number | null }) => days ?? 0));
  expect(await daysOf("10")).toBeLessThan(await daysOf("1"));
});

test.each([
  [["plan"], "--simulate"],
  [["plan", "--simulate", "--targets", "many"], "must be a number"],
  [["plan", "--simulate", "--targets", "-1"], "--targets"],
  [["plan", "--simulate", "--posts-per-account", "0.5"], "--posts-per-account"],
])("%j fails with a remedy", async (args, remedy) => {
  const { code, out, err } = await line.run(args);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(remedy);
});
