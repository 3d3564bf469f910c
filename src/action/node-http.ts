/**
 * Node's own HTTP. It is asked for in this way because an `import` of `node:http` reads everything that it exports, and with that
 * loads Node's whole `fetch`, which takes a run longer than all its requests to a hub nearby.
 */
export const http = process.getBuiltinModule("node:http");
/** The same over TLS. */
export const https = process.getBuiltinModule("node:https");
