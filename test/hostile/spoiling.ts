import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const json = { "content-type": "application/json" };

/** Spoils an answer of the hub's on its way. */
export type Spoil = (response: ServerResponse, answer: string) => void;

/** Where a server on this machine listens. */
export function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy before a hub, which spoils the answers to one kind of request when the hub has done its work. */
export async function spoiling(hub: string, method: string, spoil: Spoil): Promise<Server> {
  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    void (async () => {
      const body = (await request.toArray()).map((chunk: Buffer) => chunk.toString("utf8")).join("");
      const { authorization = "", "content-type": type = "" } = request.headers;
      const answer = await fetch(`${hub}${request.url}`, {
        method: request.method ?? "GET",
        headers: { authorization, ...(type === "" ? {} : { "content-type": type }) },
        ...(body === "" ? {} : { body }),
      });
      const text = (await answer.text()).replaceAll(hub, originOf(server));
      if (request.method === method) spoil(response, text);
      else response.writeHead(answer.status, json).end(text);
    })();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/** Writes an answer as it is, past everything that keeps a server from breaking HTTP. */
export function writeRaw({ socket }: ServerResponse, head: readonly string[], body: string, lineEnd = "\r\n"): void {
  socket?.end([...head, "", body].join(lineEnd));
}

/** The header that announces a body. */
export const lengthOf = (body: string): string => `content-length: ${Buffer.byteLength(body)}`;
/** The status line of an answer that went well. */
export const ok = "HTTP/1.1 200 OK";
