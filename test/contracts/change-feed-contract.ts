import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Creator } from "../../lib/domain/creator.ts";
import type { ChangeFeed } from "../../lib/ports/change-feed.ts";
import type { Documents } from "../../lib/ports/documents.ts";
import type { Opened } from "./eventually.ts";
import { sampleCreator, tombstoneOf, uniqueTenant, writeOf } from "./sample-records.ts";

export interface FeedParts {
  readonly feed: ChangeFeed;
  /** Documents of the database whose changes the feed reports. */
  readonly documents: Documents;
  /** Makes the database forget its changes until now. */
  readonly forget: () => Promise<void>;
}

const HASH = (letter: string): string => letter.repeat(64);
const MARK = {
  model: "static",
  dims: 32,
  text_hash: HASH("1"),
  facet_hash: HASH("2"),
  at: "2026-11-20T10:00:00.000Z",
};

/** What every implementation of `ChangeFeed` promises. */
export function describeChangeFeedContract(name: string, open: () => Promise<Opened<FeedParts>>): void {
  describe(`${name} keeps the contract of ChangeFeed`, () => {
    let opened: Opened<FeedParts>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const tenant = uniqueTenant();
    const other = uniqueTenant();
    const signal = new AbortController().signal;
    const creator = (name: string, changes: Partial<Creator> = {}) => sampleCreator(tenant, name, changes);
    const store = (...creators: Creator[]) =>
      opened.port.documents.upsertMany("creators", creators.map(writeOf));
    const update = (
      { id, tenant_id }: Creator,
      set: Partial<Omit<Creator, "id" | "tenant_id" | "version">>,
    ) => opened.port.documents.update("creators", { id, tenant_id }, set);
    const indexed = { index_pending: false, index_mark: null };
    const read = (after: string, max = 100) => opened.port.feed.read(after, { max, waitMs: 0, signal });
    const told = (one: Creator, urgent = false) => ({
      tenantId: one.tenant_id,
      id: one.id,
      erased: false,
      urgent,
      indexed: one.index_mark !== null,
    });
    const now = () => opened.port.feed.now();

    it("tells what was written behind a token, of every tenant, in the order of the writes", async () => {
      await store(creator("before"));
      const token = await now();
      const written = [
        creator("b"),
        creator("a", { index_urgent: true, index_mark: MARK }),
        sampleCreator(other, "c"),
      ];
      for (const one of written) await store(one);
      const [b, a, c] = written.map((one) => told(one, one.index_urgent));
      const first = await read(token);
      expect(first.changes).toEqual([b, a, c]);
      expect((await read(first.token)).changes).toEqual([]);
      expect((await read(token)).changes, "the same token again").toEqual([b, a, c]);
    });

    it("tells what leaves the index mark behind, and neither marks nor what else changes", async () => {
      const [rewritten, requeued, touched, settled] = ["r", "q", "t", "s"].map((one) => creator(`2${one}`));
      if (!rewritten || !requeued || !touched || !settled) throw new Error("unreachable");
      await store(rewritten, requeued, touched, settled);
      await update(requeued, indexed);
      await update(settled, indexed);
      const token = await now();
      await update(touched, { identity_id: "i_1" });
      await update(settled, { followers: 5 });
      await update(rewritten, { text_hash: HASH("1") });
      await update(requeued, { index_pending: true });
      const after = await read(token);
      expect(after.changes).toEqual([told(rewritten), told(requeued)]);
      await update(rewritten, indexed);
      expect((await read(after.token)).changes).toEqual([]);
      await update(rewritten, { facet_hash: HASH("2"), index_pending: true });
      expect((await read(after.token)).changes).toEqual([told(rewritten)]);
    });

    it("tells a creator that is waited for though it was pending before", async () => {
      const slow = creator("3");
      await store(slow);
      const token = await now();
      await update(slow, { index_urgent: true });
      expect((await read(token)).changes).toEqual([told(slow, true)]);
    });

    it("tells tombstones, whatever the creator was, and not the removal of records", async () => {
      const [erased, removed] = [creator("4e"), creator("4r")];
      await store(erased, removed);
      await update(erased, indexed);
      const token = await now();
      await opened.port.documents.delete("creators", tenant, [removed.id]);
      await opened.port.documents.upsertMany("creators", [tombstoneOf(erased)]);
      const { changes } = await read(token);
      expect(changes).toEqual([{ ...told(erased), erased: true }]);
    });

    it("tells how a creator stands when it is read, once", async () => {
      const [twice, done] = [creator("5t"), creator("5d")];
      const token = await now();
      await store(twice, done);
      await update(twice, { text_hash: HASH("3"), index_urgent: true });
      await update(done, indexed);
      expect((await read(token)).changes).toEqual([told(twice, true)]);
    });

    it("tells at most as many as asked for, and all of them in the end", async () => {
      const many = Array.from({ length: 5 }, (_, at) => creator(`6${at}`));
      let token = await now();
      await store(...many);
      const ids: string[] = [];
      for (let reads = 0; reads < 3; reads += 1) {
        const page = await read(token, 2);
        expect(page.changes.length).toBeLessThanOrEqual(2);
        ids.push(...page.changes.map(({ id }) => id));
        token = page.token;
      }
      expect(ids).toEqual(many.map(({ id }) => id));
    });

    it("tells of none only where none is left", async () => {
      const [done, waiting] = [creator("11d"), creator("11w")];
      const token = await now();
      await store(done, waiting);
      await update(done, indexed);
      expect((await read(token, 1)).changes).toEqual([told(waiting)]);
    });

    it("waits for a change, and no longer than its signal", async () => {
      const late = creator("7");
      const token = await now();
      const waiting = opened.port.feed.read(token, { max: 10, waitMs: 60_000, signal });
      await store(late);
      const { changes, token: behind } = await waiting;
      expect(changes).toEqual([told(late)]);
      const stop = new AbortController();
      const stopped = opened.port.feed.read(behind, { max: 10, waitMs: 60_000, signal: stop.signal });
      stop.abort();
      expect((await stopped).changes).toEqual([]);
    });

    it("says that a token is lost: one whose changes are not kept any more, and one that is none", async () => {
      const token = await now();
      await store(creator("8"));
      await opened.port.forget();
      await store(creator("9"));
      const lost = { kind: "conflict", code: "change-token-lost" };
      for (const one of [token, "", "nonsense", '{"_data":"nonsense"}'])
        await expect(read(one), one).rejects.toMatchObject(lost);
      const anew = await now();
      await store(creator("10"));
      expect((await read(anew)).changes).toEqual([told(creator("10"))]);
    });
  });
}
