import { mkdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CommandLine, inBothWays, openCommandLine } from "../../test/doubles/command-line.ts";
import { ask, start } from "../../test/e2e/running-system.ts";

let line: CommandLine;
beforeAll(async () => {
  line = await openCommandLine();
  await mkdir(line.dataDir);
});
afterAll(() => line?.close());

const create = async (...args: string[]) =>
  JSON.parse(
    (await line.run(["keys", "create", "--tenant", "acme", "--name", "page", ...args, "--json"])).out,
  );
const NO_KEY = "0123456789abcdefghjkmnpqrs";

inBothWays(
  "keys",
  () => line,
  () => {
    test("are made with roles, a tenant and an end, and shown once", async () => {
      const made = await line.run([
        ...["keys", "create", "--tenant", "acme", "--name", "crm", "--role", "analyst", "privacy_officer"],
        ...["--no-shared", "--expires-days", "30"],
      ]);
      expect(made.code).toBe(0);
      const [, id, secret] = /^ick_([0-9a-z]{26})_([0-9a-z]+)$/m.exec(made.out) ?? [];
      expect(made.err).toContain("cannot be shown again");
      const listed = JSON.parse((await line.run(["keys", "list", "--json"])).out).keys;
      const found = listed.find((key: { id: string }) => key.id === id);
      expect(found).toMatchObject({
        ...{ tenant: "acme", name: "crm", roles: ["analyst", "privacy_officer"], status: "live" },
        subscribes_shared: false,
      });
      const days = (Date.parse(found.expires_at) - Date.parse(found.created_at)) / 86_400_000;
      expect(days).toBeCloseTo(30, 3);
      expect(JSON.stringify(listed)).not.toContain(secret);
    });

    test("are listed for one tenant alone where one is named", async () => {
      await create();
      await line.run(["keys", "create", "--tenant", "rival", "--name", "page"]);
      const { out } = await line.run(["keys", "list", "--tenant", "rival", "--json"]);
      const tenants = new Set(JSON.parse(out).keys.map(({ tenant }: { tenant: string }) => tenant));
      expect([...tenants]).toEqual(["rival"]);
      expect((await line.run(["keys", "list", "--tenant", "nobody"])).out).toBe("There are no keys.\n");
    });

    test("go on beside the one that takes their place for as long as is said, and end at once where nothing is", async () => {
      const { id } = await create();
      const next = JSON.parse((await line.run(["keys", "rotate", id, "--grace-hours", "48", "--json"])).out);
      expect(next).toMatchObject({ tenant: "acme", name: "page", status: "live" });
      const statusOf = async (asked: string) => {
        const { keys } = JSON.parse((await line.run(["keys", "list", "--tenant", "acme", "--json"])).out);
        return keys.find((key: { id: string }) => key.id === asked).status;
      };
      expect(await statusOf(id)).toBe("live");
      const last = JSON.parse(
        (await line.run(["keys", "rotate", next.id, "--grace-hours", "0", "--json"])).out,
      );
      expect(await statusOf(next.id)).not.toBe("live");
      expect((await line.run(["keys", "revoke", last.id])).out).toContain("revoked");
      const again = await line.run(["keys", "rotate", last.id]);
      expect([again.code, again.out]).toEqual([1, ""]);
    });

    test.each([
      [["rotate", NO_KEY], "no key with this public id"],
      [["revoke", NO_KEY], "no key with this public id"],
      [["create", "--tenant", "shared", "--name", "x"], "reserved"],
      [["create", "--tenant", "acme"], "--name"],
      [["rotate", NO_KEY, "--grace-hours", "9999"], "grace-hours"],
    ])("keys %j fails with a remedy", async (args, remedy) => {
      const { code, out, err } = await line.run(["keys", ...args]);
      expect([code, out]).toEqual([1, ""]);
      expect(err).toContain(remedy);
    });

    test("tenants are put on a plan and listed with it", async () => {
      await create();
      const planned = await line.run(["tenants", "plan", "acme", "enterprise"]);
      expect(planned).toMatchObject({ code: 0, err: "" });
      expect(planned.out).toContain("enterprise");
      const { tenants } = JSON.parse((await line.run(["tenants", "list", "--json"])).out);
      expect(tenants).toContainEqual(expect.objectContaining({ id: "acme", plan: "enterprise" }));
      const reserved = await line.run(["tenants", "plan", "shared", "free"]);
      expect([reserved.code, reserved.err]).toEqual([1, expect.stringContaining("reserved")]);
    });
  },
);

test("a key that the command line made opens the API, and with its role no more", async () => {
  const { key } = await create();
  const system = await start(line.dataDir);
  try {
    const headers = { "x-api-key": key };
    expect((await ask(system, "/search?q=yoga", { headers })).status).toBe(200);
    expect((await ask(system, "/erasures", { headers })).status).toBe(403);
  } finally {
    await system.close();
  }
});
