import { expect, it } from "vitest";
import type { KeyringContent } from "../domain/live-keyring.ts";
import { readLiveKeyring } from "./live-keyring.ts";

const contentOf = (current: number): KeyringContent => ({
  current,
  since: null,
  keys: new Map(Array.from({ length: current }, (_, at) => [at + 1, new Uint8Array(32).fill(at)])),
});

async function world() {
  const state = { now: 0, reads: 0, kept: contentOf(1), isReadable: true };
  const read = async (): Promise<KeyringContent> => {
    state.reads += 1;
    if (!state.isReadable) throw new Error("not now");
    return state.kept;
  };
  const options = { now: () => new Date(state.now), everyMs: 5_000, staleMs: 10_000 };
  return { state, ...(await readLiveKeyring(read, options)) };
}

it("is read again once it was believed long enough, under those who hold it", async () => {
  const { state, keyring, refresh } = await world();
  state.kept = contentOf(2);
  await refresh();
  expect([keyring.current, state.reads]).toEqual([1, 1]);
  state.now = 5_000;
  await refresh();
  expect([keyring.current, state.reads]).toEqual([2, 2]);
});

it("keeps its keys as they are when nothing changed", async () => {
  const { state, keyring, refresh } = await world();
  const { keys } = keyring;
  state.kept = contentOf(1);
  state.now = 5_000;
  await refresh();
  expect(keyring.keys).toBe(keys);
});

it("is believed a while longer when it can not be read, and then refuses", async () => {
  const { state, keyring, refresh } = await world();
  state.isReadable = false;
  state.now = 9_999;
  await refresh();
  expect(keyring.current).toBe(1);
  state.now = 10_000;
  await expect(refresh()).rejects.toMatchObject({ kind: "unavailable", code: "keyring-stale" });
  state.isReadable = true;
  await refresh();
});
