import type { TLSSocket } from "node:tls";
import { once } from "node:events";
import { isIP } from "node:net";
import type { HostView } from "../core/ports.ts";
import { proxyFor, tunnel } from "./proxy.ts";
import { VERIFIED } from "./verified-tls.ts";

// A certificate is a courtesy beside the calls: what takes longer is not waited for.
const CERTIFICATE_MS = 5000;

/** How the runner sees a host. Where a proxy leads out of the network, only the proxy knows addresses. */
export const hostView: HostView = {
  async addresses(host) {
    const name = host.replace(/^\[|\]$/g, "");
    if (proxyFor(`https://${host}`, process.env) !== undefined) return undefined;
    try {
      return (await process.getBuiltinModule("node:dns/promises").lookup(name, { all: true })).map(
        ({ address }) => address,
      );
    } catch {
      // The calls say that the name leads nowhere.
      return undefined;
    }
  },

  async certificateEnd(origin, signal) {
    const url = new URL(origin);
    if (url.protocol !== "https:") return undefined;
    try {
      return await endOf(url, AbortSignal.any([signal, AbortSignal.timeout(CERTIFICATE_MS)]));
    } catch {
      // What is wrong with it now the calls say.
      return undefined;
    }
  },
};

async function endOf(url: URL, signal: AbortSignal): Promise<Date | undefined> {
  const proxy = proxyFor(url.href, process.env);
  // Only undici speaks SOCKS.
  if (proxy !== undefined && !/^https?:/.test(proxy)) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const way = proxy === undefined ? { port: Number(url.port || 443) } : { socket: await tunnel(proxy, url, signal) };
  const socket: TLSSocket = process
    .getBuiltinModule("node:tls")
    .connect({ ...VERIFIED, ...way, host, ...(isIP(host) ? {} : { servername: host }) });
  try {
    await once(socket, "secureConnect", { signal });
    const end = new Date(socket.getPeerCertificate().valid_to);
    return Number.isNaN(end.getTime()) ? undefined : end;
  } finally {
    socket.destroy();
  }
}
