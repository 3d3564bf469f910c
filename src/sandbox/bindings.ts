import type { ServerResponse } from "node:http";

/** What a handler of a sandbox server knows of the connection beside the request, for Hono. */
export type Bindings = { Bindings: { readonly outgoing: ServerResponse } };
