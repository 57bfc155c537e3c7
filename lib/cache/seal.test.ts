import { expect, test } from "vitest";
import { seal, unseal } from "./seal.ts";

const keyringOf = (fill: number) => ({ current: 1, keys: new Map([[1, new Uint8Array(32).fill(fill)]]) });
const keyring = keyringOf(7);

test("a sealed text opens whole in its own place, and nowhere else", () => {
  const text = JSON.stringify({ bio: "Käse 🧀 and bread", list: Array(500).fill("sourdough") });
  const sealed = seal(keyring, "search:page:acme:1", text);
  expect(unseal(keyring, "search:page:acme:1", sealed)).toBe(text);
  expect(unseal(keyring, "search:page:rival:1", sealed)).toBeNull();
  expect(unseal(keyringOf(8), "search:page:acme:1", sealed)).toBeNull();
  expect(unseal(keyring, "a", seal(keyring, "a", ""))).toBe("");
});

test("a sealed text takes less room than the text, since the cache's room is what its pages compete for", () => {
  const text = JSON.stringify(
    Array.from({ length: 20 }, (_, nth) => ({ handle: `baker_${nth}`, bio: "bread" })),
  );
  expect(seal(keyring, "a", text).length).toBeLessThan(text.length / 2);
});
