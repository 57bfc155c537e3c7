import { expect, it } from "vitest";
import { lazyPort } from "./lazy-port.ts";

interface Greeter {
  readonly language: string;
  greet(name: string): Promise<string>;
}

const english: Greeter = { language: "en", greet: async (name) => `Hello ${name}` };

it("is loaded by the first call and then kept", async () => {
  let loads = 0;
  const port = lazyPort<Greeter>(
    async () => {
      loads += 1;
      return english;
    },
    { language: "en" },
  );
  expect([port.language, loads]).toEqual(["en", 0]);
  expect(await Promise.all([port.greet("a"), port.greet("b")])).toEqual(["Hello a", "Hello b"]);
  expect(loads).toBe(1);
});

it("tries again after a load that failed", async () => {
  const outcomes = [() => Promise.reject(new Error("not yet")), async () => english];
  const port = lazyPort<Greeter>(() => (outcomes.shift() ?? outcomes[0])?.() ?? Promise.resolve(english));
  await expect(port.greet("a")).rejects.toThrow("not yet");
  expect(await port.greet("a")).toBe("Hello a");
});

it("can be handed through async functions without being loaded", async () => {
  const port = lazyPort<Greeter>(() => Promise.reject(new Error("loaded")));
  await expect(Promise.resolve(port)).resolves.toBe(port);
});
