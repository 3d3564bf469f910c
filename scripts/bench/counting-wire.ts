import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What went over a wire so far, in bytes of the stream: what TCP and IP add is not in it. */
export interface Counted {
  readonly connections: number;
  readonly sent: number;
  readonly received: number;
}

/** A port on loopback that leads to another one, and counts. */
export interface CountingWire {
  readonly port: number;
  counted(): Counted;
  close(): Promise<void>;
}

/** Leads to a port of this machine, and counts what goes there and what comes back. */
export async function countingWire(to: number): Promise<CountingWire> {
  const open = new Set<Socket>();
  const counted = { connections: 0, sent: 0, received: 0 };
  const server = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    counted.connections += 1;
    open.add(near);
    near.on("close", () => open.delete(near));
    near.on("error", () => far.destroy()).on("data", (chunk) => (counted.sent += chunk.length));
    far.on("error", () => near.destroy()).on("data", (chunk) => (counted.received += chunk.length));
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    counted: () => ({ ...counted }),
    close: async () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}
