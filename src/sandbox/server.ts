import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequest, sendResponse } from "@remix-run/node-fetch-server";
import { Hono } from "hono/tiny";
import type { Bindings } from "./bindings.ts";
import { Faults } from "./faults.ts";

/** What a sandbox server was asked, as it was asked. It holds tokens: it is for tests, never for an output. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A sandbox server on loopback. */
export interface RunningServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Every request so far, the oldest first. */
  readonly requests: readonly SeenRequest[];
  readonly faults: Faults;
  close(): Promise<void>;
}

/** Serves an app on a free port of 127.0.0.1, or on the given one, recording each request and playing the faults. */
export async function startServer(app: Hono<Bindings>, port = 0): Promise<RunningServer> {
  const requests: SeenRequest[] = [];
  const faults = new Faults();
  const outer = new Hono<Bindings>();
  outer.use(async (context, next) => {
    const { req } = context;
    // A copy is read, because the app behind wants the body too.
    const body = req.method === "GET" ? "" : await req.raw.clone().text();
    requests.push({ method: req.method, path: req.path, headers: req.header(), body });
    await next();
  });
  outer.use(faults.middleware);
  // The whole app, with its own answer to what is not there.
  outer.all("*", (context) => app.fetch(context.req.raw, context.env));
  return new Promise((resolve, reject) => {
    const server = createServer((incoming, outgoing) => void answer(outer, incoming, outgoing));
    server.listen(port, "127.0.0.1", () => {
      resolve({
        origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        requests,
        faults,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
    server.on("error", reject);
  });
}

async function answer(app: Hono<Bindings>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  let request: Request;
  try {
    request = createRequest(incoming, outgoing);
  } catch {
    // A Host or a target that makes no URL.
    outgoing.writeHead(400).end();
    return;
  }
  const response = await app.fetch(request, { outgoing });
  // A fault may have broken the connection, or the client may be gone.
  if (!outgoing.destroyed) await sendResponse(outgoing, response).catch(() => outgoing.destroy());
}
