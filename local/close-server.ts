import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const LOOK_AGAIN_MS = 100;
/** What a sender needs for the rest of a request that it is sending at this moment. */
const GRACE_MS = 1_000;

/**
 * How a server is closed: it takes no more connections and lets answers under way finish. A request that has not come
 * whole within `graceMs` is cut off, since Node itself looks after such senders no more once a server closes; a
 * connection kept alive after its answer is ended too.
 */
export function closingServer(server: Server, graceMs = GRACE_MS): () => Promise<void> {
  const sockets = new Set<Socket>();
  const inHand = new Set<IncomingMessage>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => void sockets.delete(socket));
  });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    inHand.add(request);
    response.once("close", () => void inHand.delete(request));
  });
  const cutOff = (): void => {
    const whole = new Set([...inHand].filter(({ complete }) => complete).map(({ socket }) => socket));
    for (const socket of sockets) if (!whole.has(socket)) socket.destroy();
  };
  return () =>
    new Promise((resolve) => {
      const since = performance.now();
      const timer = setInterval(() => {
        server.closeIdleConnections();
        if (performance.now() - since >= graceMs) cutOff();
      }, LOOK_AGAIN_MS);
      server.close(() => {
        clearInterval(timer);
        resolve();
      });
    });
}
