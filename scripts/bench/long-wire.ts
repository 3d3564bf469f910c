import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { promisify } from "node:util";

/** A port on loopback that leads to another one, as far away as it says. */
export interface LongWire {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Leads to a port of this machine, and delays each direction by half a round trip. What is written on a connection leaves when its
 * handshake would have come back: one round trip after it was opened.
 */
export async function longWire(to: number, roundTripMs: number): Promise<LongWire> {
  const server = createServer((near) => {
    const openAt = performance.now() + roundTripMs;
    const far = connect(to, "127.0.0.1");
    const sockets = [near, far] as const;
    for (const socket of sockets) socket.setNoDelay(true).on("error", () => sockets.forEach((one) => one.destroy()));
    carry(near, far, () => Math.max(openAt, performance.now()) + roundTripMs / 2);
    carry(far, near, () => performance.now() + roundTripMs / 2);
  });
  return running(server);
}

/** Leads to a port of this machine, which speaks no TLS, from one that does. */
export async function tlsBefore(to: number, { key, cert }: Certificate): Promise<LongWire> {
  const server = createTlsServer({ key, cert }, (near) => {
    const far = connect(to, "127.0.0.1");
    near.on("error", () => far.destroy());
    far.on("error", () => near.destroy());
    near.pipe(far).pipe(near);
  });
  return running(server);
}

function carry(from: Socket, to: Socket, at: () => number): void {
  const later = (act: () => void): void => void setTimeout(act, at() - performance.now());
  from.on("data", (chunk) => later(() => to.writable && to.write(chunk)));
  from.on("end", () => later(() => to.end()));
  from.on("close", () => later(() => to.destroy()));
}

async function running(server: Server): Promise<LongWire> {
  const open = new Set<Socket>();
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** A certificate of 127.0.0.1, and the file in which it stands for those who are to trust it. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly file: string;
  remove(): Promise<void>;
}

/** Makes a certificate with the system's openssl. */
export async function certificate(): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-wire-"));
  const [keyFile, file] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const names = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  await promisify(execFile)("openssl", ["req", ...made, ...names, "-keyout", keyFile, "-out", file]);
  return {
    key: await readFile(keyFile, "utf8"),
    cert: await readFile(file, "utf8"),
    file,
    remove: async () => rm(folder, { recursive: true, force: true }),
  };
}
