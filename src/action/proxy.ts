import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { parsedUrl } from "../core/ocpi/parsed-url.ts";
import { isLoopback } from "../core/peer/hub-address.ts";
import { refusedByProxy } from "../core/peer/transport.ts";
import { httpFor } from "./node-http.ts";
import { VERIFIED } from "./verified-tls.ts";

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

/** The port of a URL, also where it is the one of its scheme. */
export function portOf({ protocol, port }: Readonly<URL>): string {
  return port || (defaultPorts[protocol] ?? "");
}

/** The proxies that the environment names, each as a URL: one without a scheme is an HTTP proxy, as for curl. */
export function proxiesIn(env: NodeJS.ProcessEnv): { readonly httpProxy?: string; readonly httpsProxy?: string } {
  const ofHttp = env["http_proxy"] ?? env["HTTP_PROXY"];
  const ofHttps = env["https_proxy"] ?? env["HTTPS_PROXY"];
  return {
    ...(ofHttp ? { httpProxy: withScheme(ofHttp) } : {}),
    ...(ofHttps ? { httpsProxy: withScheme(ofHttps) } : {}),
  };
}

function withScheme(proxy: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/**
 * The proxy for a URL; none for what is on this machine, which to a proxy is another one. Otherwise chosen as undici's
 * EnvHttpProxyAgent chooses it for the GETs, because what changes something at the hub has to leave by the same door.
 */
export function proxyFor(target: string, env: NodeJS.ProcessEnv): string | undefined {
  if (isLoopback(target)) return undefined;
  const url = parsedUrl(target) ?? new URL(target);
  const { httpProxy, httpsProxy = httpProxy } = proxiesIn(env);
  const proxy = url.protocol === "https:" ? httpsProxy : httpProxy;
  const excluded = env["no_proxy"] ?? env["NO_PROXY"] ?? "";
  if (proxy === undefined || excluded === "*") return undefined;
  const isExcluded = excluded.split(/[,\s]/).some((entry) => {
    const [, name = entry, port] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const host = name.replace(/^\*?\./, "").toLowerCase();
    const isIts = host !== "" && (url.hostname === host || url.hostname.endsWith(`.${host}`));
    return isIts && (port === undefined || Number(port) === Number(portOf(url)));
  });
  return isExcluded ? undefined : proxy;
}

/**
 * A connection through an HTTP proxy to a URL's host, by CONNECT (RFC 9110, 9.3.6).
 * @throws what Node says of the way to the proxy, or TransportFailure when the proxy refuses. Nothing left for the host then.
 */
export async function tunnel(through: string, target: URL, signal: AbortSignal): Promise<Socket> {
  const proxy = new URL(through);
  const host = `${target.hostname}:${portOf(target)}`;
  const login = [proxy.username, proxy.password].map(decodeURIComponent).join(":");
  const headers = {
    host,
    ...(login === ":" ? {} : { "proxy-authorization": `Basic ${Buffer.from(login, "utf8").toString("base64")}` }),
  };
  const asking = httpFor(proxy).request(proxy.origin, {
    ...VERIFIED,
    method: "CONNECT",
    path: host,
    headers,
    agent: false,
    signal,
  });
  asking.end();
  const [response, socket] = (await once(asking, "connect")) as [IncomingMessage, Socket];
  if (response.statusCode !== 200) {
    socket.destroy();
    throw refusedByProxy(response.statusCode ?? 0, undefined);
  }
  return socket;
}
