import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";

/** Where a process of this machine can be told to end, and the word that it must be told. */
export interface StopSignal {
  readonly port: number;
  readonly secret: string;
}

const SECRET_BYTES = 32;

/**
 * Lets a program that knows the secret end this process, over loopback. A number of a process would end whatever has it by then,
 * and its names and arguments are read in another way on each system; a secret is known to none but who was given it.
 */
export async function listenForStop(): Promise<StopSignal> {
  const secret = randomBytes(SECRET_BYTES).toString("hex");
  const server = createServer((socket) => {
    let heard = Buffer.alloc(0);
    socket.on("error", () => socket.destroy());
    socket.on("data", (bytes: Buffer) => {
      heard = Buffer.concat([heard, bytes]);
      if (heard.length < secret.length) return;
      if (heard.length === secret.length && timingSafeEqual(heard, Buffer.from(secret))) process.exit(0);
      socket.destroy();
    });
  });
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(0, "127.0.0.1", done);
  });
  return { port: (server.address() as AddressInfo).port, secret };
}
