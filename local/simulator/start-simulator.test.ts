import { once } from "node:events";
import { connect } from "node:net";
import { expect, it } from "vitest";
import { handClock } from "../../test/doubles/platforms/simulated-platforms.ts";
import { startSimulator } from "./start-simulator.ts";

it("goes on when a caller hangs up in the middle of a body", async () => {
  const simulator = await startSimulator({ count: 8, seed: 1, clock: handClock() });
  const { port } = new URL(simulator.origins.tiktok);
  try {
    const caller = connect(Number(port), "127.0.0.1").resume();
    caller.end("POST /v2/research/user/info/ HTTP/1.1\r\nhost: tiktok\r\ncontent-length: 100\r\n\r\n{");
    await once(caller, "close");
    const answer = await fetch(`${simulator.origins.tiktok}/v2/research/user/info/`, { method: "POST" });
    expect(answer.status).toBe(401);
  } finally {
    await simulator.close();
  }
});
