import type { AddressInfo } from "node:net";
import { serve, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono/tiny";
import { Faults } from "./faults.ts";

/** What a sandbox server was asked, as it was asked. It holds tokens: it is for tests, never for an output. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Bindings = { Bindings: HttpBindings };

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
  outer.route("/", app);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: outer.fetch, hostname: "127.0.0.1", port }, (info: AddressInfo) => {
      resolve({
        origin: `http://127.0.0.1:${info.port}`,
        requests,
        faults,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ("closeAllConnections" in server) server.closeAllConnections();
          }),
      });
    });
    server.on("error", reject);
  });
}
