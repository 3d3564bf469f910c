import type { Socket } from "node:net";
import type { PeerRequest, PeerResponse } from "../core/ports.ts";
import { ownConnection } from "./own-connection.ts";
import { isHttpProxied, sendOnce, sendOver } from "./unsafe-request.ts";

// Servers that close idle connections wait for 5 seconds and more; what is younger is open still.
const FRESH_MS = 3000;

interface Early {
  readonly openedAt: number;
  /** Undefined where it could not be opened: then the request says why, in its own time. */
  readonly socket: Promise<Socket | undefined>;
}

/**
 * Connections for what changes something at the hub, opened while the answer before it is awaited: its handshakes take as long as
 * two answers. Each carries one request, as one that is opened for it would.
 */
export class EarlyConnections {
  readonly #waiting = new Map<string, Early>();
  readonly #sessions = new Map<string, Buffer>();
  readonly #ended = new AbortController();

  /** Opens a connection to this URL's host, unless there is a fresh one. */
  readonly connectAhead = (url: string): void => {
    const target = new URL(url);
    if (!isHttpProxied(target)) return;
    const { origin } = target;
    const waiting = this.#waiting.get(origin);
    if (waiting !== undefined && isFresh(waiting)) return;
    if (waiting !== undefined) void drop(waiting);
    const socket = ownConnection(target, {
      signal: this.#ended.signal,
      session: this.#sessions.get(origin),
      onSession: (session) => this.#sessions.set(origin, session),
    });
    this.#waiting.set(origin, { openedAt: performance.now(), socket: socket.catch(() => undefined) });
  };

  /** As `sendOnce`, on the connection that was opened for it, where there is one that can be relied on. */
  readonly sendOnce = async (request: PeerRequest): Promise<PeerResponse> => {
    const { origin } = new URL(request.url);
    const early = this.#waiting.get(origin);
    this.#waiting.delete(origin);
    const socket = await early?.socket;
    // From here to the request's first byte nothing is awaited: what is seen of the connection now is so when it is written.
    if (early !== undefined && socket !== undefined && isFresh(early) && isUntouched(socket)) {
      return sendOver(socket, request);
    }
    socket?.destroy();
    return sendOnce(request);
  };

  /** Closes what was not used. */
  close(): void {
    this.#ended.abort();
    for (const early of this.#waiting.values()) void drop(early);
    this.#waiting.clear();
  }
}

function isFresh({ openedAt }: Early): boolean {
  return performance.now() - openedAt < FRESH_MS;
}

/** The connection is open, and nothing has come over it: what comes before a request is no answer, but an end. */
function isUntouched(socket: Socket): boolean {
  const isOpen = socket.readable && socket.writable && !socket.destroyed;
  return isOpen && !socket.readableEnded && socket.readableLength === 0;
}

async function drop({ socket }: Early): Promise<void> {
  (await socket)?.destroy();
}
