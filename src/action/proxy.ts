import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import { refusedByProxy } from "../core/peer/transport.ts";

const defaultPorts: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };

function portOf({ protocol, port }: URL): string {
  return port || (defaultPorts[protocol] ?? "");
}

/**
 * The proxy that the environment names for a URL, by the rules of undici's EnvHttpProxyAgent, which takes the GETs there:
 * what changes something at the hub has to leave by the same door.
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): URL | undefined {
  const ofHttp = env["http_proxy"] ?? env["HTTP_PROXY"];
  const ofHttps = env["https_proxy"] ?? env["HTTPS_PROXY"];
  const proxy = url.protocol === "https:" && ofHttps ? ofHttps : ofHttp;
  const excluded = env["no_proxy"] ?? env["NO_PROXY"] ?? "";
  if (!proxy || excluded === "*") return undefined;
  const isExcluded = excluded.split(/[,\s]/).some((entry) => {
    const [, name = entry, port] = /^(.+):(\d+)$/.exec(entry) ?? [];
    const host = name.replace(/^\*?\./, "").toLowerCase();
    const isIts = host !== "" && (url.hostname === host || url.hostname.endsWith(`.${host}`));
    return isIts && (port === undefined || Number(port) === Number(portOf(url)));
  });
  return isExcluded ? undefined : new URL(proxy);
}

/**
 * A connection through a proxy to a URL's host, by CONNECT (RFC 9110, 9.3.6).
 * @throws what Node says of the way to the proxy, or TransportFailure when that lets us not through. Nothing left for the
 * host then.
 */
export async function tunnel(proxy: URL, target: URL, signal: AbortSignal): Promise<Socket> {
  const host = `${target.hostname}:${portOf(target)}`;
  const login = [proxy.username, proxy.password].map(decodeURIComponent).join(":");
  const headers = {
    host,
    ...(login === ":" ? {} : { "proxy-authorization": `Basic ${Buffer.from(login, "utf8").toString("base64")}` }),
  };
  const send = proxy.protocol === "https:" ? httpsRequest : httpRequest;
  const asking = send(proxy.origin, { method: "CONNECT", path: host, headers, agent: false, signal });
  asking.end();
  const [response, socket, head] = (await once(asking, "connect")) as [IncomingMessage, Socket, Buffer];
  if (response.statusCode !== 200) {
    socket.destroy();
    throw refusedByProxy(response.statusCode ?? 0, undefined);
  }
  if (head.length > 0) socket.unshift(head);
  return socket;
}
