import { Readable } from "node:stream";
import type { PeerResponse } from "../../src/core/ports.ts";

/** The body of an answer to its end, as UTF-8. */
export async function textOf({ body }: PeerResponse): Promise<string> {
  const chunks: Uint8Array[] = await Readable.from(body ?? []).toArray();
  return Buffer.concat(chunks).toString("utf8");
}
