import type { Context, MiddlewareHandler } from "hono";
import { Hono } from "hono/tiny";
import type { Bindings } from "./bindings.ts";

/** The header without which a desk changes nothing. No page of another site can send it, and no form at all. */
const DESK_HEADER = "x-sandbox-desk";

/**
 * A desk: where a sandbox server takes orders from the people at this machine, below `/desk`. It asks for no password, so it
 * answers only to what comes from this machine's programs and its own pages: with a server's own address as `Host`, which
 * no name that was bound to this machine can fake (DNS rebinding), from no page of another site, and changes only with
 * `X-Sandbox-Desk: 1`. To everything else it answers 403. What it changed it says in words, as `done`.
 */
export function newDesk(): Hono<Bindings> {
  const desk = new Hono<Bindings>();
  desk.use(forTerminals, onlyFromThisMachine);
  return desk;
}

/** JSON as a person reads it, with a prompt below it and not behind it. A bare token stays bare. */
const forTerminals: MiddlewareHandler<Bindings> = async (context, next) => {
  await next();
  const { res } = context;
  if (res.headers.get("content-type")?.startsWith("application/json") !== true) return;
  const text = `${JSON.stringify(await res.json(), undefined, 2)}\n`;
  context.res = new Response(text, { status: res.status, headers: res.headers });
};

const onlyFromThisMachine: MiddlewareHandler<Bindings> = async (context, next) => {
  const { req } = context;
  const port = context.env.outgoing.req.socket.localPort;
  const hosts = ["127.0.0.1", "localhost", "[::1]"].map((name) => `${name}:${port}`);
  const host = (req.header("host") ?? "").toLowerCase();
  if (!hosts.includes(host)) return closed(context, `It is at http://127.0.0.1:${port}/desk, and at no other address.`);
  const origin = req.header("origin");
  const site = req.header("sec-fetch-site") ?? "none";
  if ((origin !== undefined && origin !== `http://${host}`) || !["none", "same-origin"].includes(site))
    return closed(context, "It takes no orders from pages of other sites.");
  if (req.method !== "GET" && req.header(DESK_HEADER) !== "1")
    return closed(context, "It changes something only with the header X-Sandbox-Desk: 1.");
  return next();
};

function closed(context: Context<Bindings>, why: string): Response {
  return context.json({ error: `This desk is for the people at this machine. ${why}` }, 403);
}
