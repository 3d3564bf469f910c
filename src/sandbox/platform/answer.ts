import type { Context } from "hono";
import type { Bindings } from "../bindings.ts";
import { echoed, swapped } from "../ids.ts";
import { now, type Reply } from "../reply.ts";
import type { PlatformSwitches } from "./switches.ts";

/** IST is UTC+05:30: 330 minutes. */
const IST_MS = 330 * 60_000;

/** A reply in the envelope, with ids, routing headers and content type; and with the faults that are switched on. */
export function response(
  context: Context<Bindings>,
  reply: Reply,
  switches: PlatformSwitches,
  functional: boolean,
): Response {
  const { status } = reply;
  if (switches.page === "errors" && status >= 400) return html(status, "502 Bad Gateway");
  if (reply.as === "html") return html(status, String(reply.data));
  const echoes = switches.echoes === "always" || (switches.echoes === "on success only" && status < 400);
  return new Response(JSON.stringify(enveloped(reply, switches.envelope)), {
    status,
    headers: {
      ...reply.headers,
      ...(echoes ? echoed(context) : {}),
      ...(functional && switches.swapsRoutingHeaders ? swapped(context) : {}),
      "content-type": switches.contentType,
    },
  });
}

/** A page of a proxy or a firewall before the platform, which knows nothing of OCPI. */
export function html(status: number, title: string, body = ""): Response {
  const page = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>\n`;
  return new Response(page, { status, headers: { "content-type": "text/html" } });
}

function enveloped(reply: Reply, envelope: PlatformSwitches["envelope"]): unknown {
  const { code, message, data } = reply;
  if (reply.as === "bare" || envelope === "bare") return data ?? { error: message ?? null };
  const timestamp = envelope === "local timestamp" ? local() : now();
  return {
    ...(envelope === "no status_code" ? {} : { status_code: envelope === "text status_code" ? String(code) : code }),
    ...(message === undefined ? {} : { status_message: message }),
    ...(envelope === "no timestamp" ? {} : { timestamp }),
    ...(data === undefined ? {} : { data }),
  };
}

/** The time in India, as OCPI does not allow it. */
function local(): string {
  return `${new Date(Date.now() + IST_MS).toISOString().slice(0, 19)}+05:30`;
}
