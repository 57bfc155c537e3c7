import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * What a link does to the bytes that pass it: `slow` delays each request, `silent` takes them and never answers,
 * `cut` breaks the connection, `says` answers every request with the given bytes.
 */
export type Trouble =
  | { readonly kind: "none" }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "silent" }
  | { readonly kind: "cut" }
  | { readonly kind: "says"; readonly answer: (request: Buffer) => Uint8Array };

export interface Link {
  readonly port: number;
  trouble: Trouble;
  /** Called with what a client sends, piece by piece. */
  onRequest: (bytes: Buffer) => void;
  close(): Promise<void>;
}

/** A loopback port that passes everything on to `to`, unless it is told to make trouble. */
export async function openLink(to: { readonly port: number }): Promise<Link> {
  const sockets = new Set<Socket>();
  const link: Pick<Link, "trouble" | "onRequest"> = { trouble: { kind: "none" }, onRequest: () => undefined };
  const remember = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    return socket;
  };
  const server = createServer((client) => {
    remember(client);
    if (link.trouble.kind === "cut") return void client.destroy();
    const behind = remember(connect(to.port, "127.0.0.1"));
    client.on("data", (bytes: Buffer) => {
      link.onRequest(bytes);
      pass(link.trouble, client, behind, bytes);
    });
    behind.on("data", (bytes: Buffer) => {
      if (link.trouble.kind === "none" || link.trouble.kind === "slow") client.write(bytes);
    });
    client.on("close", () => behind.destroy());
    behind.on("close", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(link, {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  });
}

function pass(trouble: Trouble, client: Socket, behind: Socket, bytes: Buffer): void {
  if (trouble.kind === "none") behind.write(bytes);
  else if (trouble.kind === "slow") setTimeout(() => behind.writable && behind.write(bytes), trouble.delayMs);
  else if (trouble.kind === "cut") client.destroy();
  else if (trouble.kind === "says") client.write(trouble.answer(bytes));
}
