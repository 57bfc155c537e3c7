import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const LOOK_AGAIN_MS = 100;
/** Time that a sender gets to finish the request it is sending now. */
const GRACE_MS = 1_000;

/**
 * Closes a server: it accepts no more connections and lets answers under way finish. A request that is not complete
 * within `graceMs` is cut off, because Node no longer checks such senders once a server closes. Idle connections that
 * are kept alive are closed too.
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
