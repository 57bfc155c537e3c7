import { connect } from "node:net";
import { expect, test } from "vitest";
import { serveHttp } from "../../local/http-server.ts";

const gateway = {
  methodsAt: () => [],
  async handle() {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return { statusCode: 200, body: "whole" };
  },
};

/** Sends text and waits for what comes back until the connection ends. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (data) => {
      answer += data;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

test("half-sent requests hold no end up, and an answer under way is given whole", async () => {
  // biome-ignore lint/suspicious/noExplicitAny: the two things of a gateway that the server uses
  const server = await serveHttp(gateway as any, { host: "127.0.0.1", port: 0 });
  const half = [
    "GET / HTTP/1.1\r\nhost: a",
    "POST /erasures HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{",
    "",
  ].map((text) => exchange(server.port, text));
  const whole = exchange(server.port, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
  await new Promise((resolve) => setTimeout(resolve, 200));
  const began = performance.now();
  await server.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(await whole).toContain("whole");
  await Promise.all(half);
});
