import type { Server } from "node:http";

const LOOK_AGAIN_MS = 100;

/** Takes no more connections and lets answers under way finish; a connection kept alive after its answer is ended too. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const timer = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MS);
    server.close(() => {
      clearInterval(timer);
      resolve();
    });
  });
