import type https from "node:https";

/**
 * Node's own HTTP for a URL's protocol. It is asked for in this way because an `import` of `node:http` reads everything that it
 * exports, and with that loads Node's whole `fetch`; and TLS is loaded only where it is spoken. Either takes a run longer than all
 * its requests to a hub nearby.
 */
export function httpFor({ protocol }: URL): Pick<typeof https, "request"> {
  return process.getBuiltinModule(protocol === "https:" ? "node:https" : "node:http");
}
