import assert from "node:assert/strict";
import { HubToken } from "../../src/core/ocpi/token.ts";
import type { Answer } from "../../src/core/peer/answer.ts";
import type { PeerRequest } from "../../src/core/ports.ts";
import { HUB, hubPeer } from "../support/hub-peer.ts";

const token = new HubToken("hub-token-1234567890");

/** Does the work with timeouts that only say how long they are, and are up at once where this says so. */
async function recordingTimeouts(isUp: boolean, work: () => Promise<void>): Promise<number[]> {
  const asked: number[] = [];
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const { setTimeout } = globalThis;
  AbortSignal.timeout = (ms) => {
    asked.push(ms);
    return isUp ? AbortSignal.abort(new DOMException("It took too long.", "TimeoutError")) : timeout(ms);
  };
  const recorded = (act: () => void, ms = 0): NodeJS.Timeout => {
    asked.push(ms);
    if (isUp) act();
    return setTimeout(isUp ? () => undefined : act, ms);
  };
  Object.assign(globalThis, { setTimeout: recorded });
  try {
    await work();
  } finally {
    AbortSignal.timeout = timeout;
    Object.assign(globalThis, { setTimeout });
  }
  return asked;
}

describe("how long a request may take", () => {
  const send = async (method: PeerRequest["method"], requestTimeoutMs: number, isUp = false): Promise<Sent> => {
    const requests: PeerRequest[] = [];
    const hub = hubPeer(
      async (request) => {
        requests.push(request);
        request.signal.throwIfAborted();
        return new Response('{"status_code":1000}');
      },
      { requestTimeoutMs },
    );
    let answer: Answer | undefined;
    const asked = await recordingTimeouts(isUp, async () => {
      answer =
        method === "GET"
          ? await hub.get(`${HUB}/`, token, "plain", new AbortController().signal)
          : (await hub.change(method, `${HUB}/`, token, "plain", "{}")).answer;
    });
    return { asked, requests, answer };
  };

  interface Sent {
    readonly asked: readonly number[];
    readonly requests: readonly PeerRequest[];
    readonly answer: Answer | undefined;
  }

  for (const method of ["POST", "PUT", "DELETE"] as const) {
    for (const [requestTimeoutMs, allowed, why] of [
      [1000, 60_000, "at least a minute"],
      [30_000, 60_000, "at least a minute, by default too"],
      [60_000, 60_000, "a minute"],
      [90_000, 90_000, "as long as a GET, where that is more than a minute"],
      [120_000, 120_000, "two minutes"],
      [3_600_000, 120_000, "two minutes at most, before another run takes the lock for abandoned"],
    ] as const) {
      it(`${method}, with ${requestTimeoutMs} ms for a GET: ${why}`, async () => {
        const { asked } = await send(method, requestTimeoutMs);
        assert.deepEqual(asked, [allowed]);
      });
    }

    it(`${method} is ended by nothing but that time`, async () => {
      const { answer, requests } = await send(method, 1000, true);
      assert.partialDeepStrictEqual(answer, { kind: "unanswered", code: "TIMEOUT", notSent: false });
      assert.equal(requests.length, 1);
    });
  }

  for (const requestTimeoutMs of [1000, 30_000, 60_000, 3_600_000]) {
    it(`GET: the ${requestTimeoutMs} ms that were asked for`, async () => {
      const { asked } = await send("GET", requestTimeoutMs);
      assert.deepEqual(asked, [requestTimeoutMs]);
    });
  }

  it("GET is ended by that time, and not tried again", async () => {
    const { answer, requests } = await send("GET", 1000, true);
    assert.partialDeepStrictEqual(answer, { kind: "unanswered", code: "TIMEOUT", notSent: false });
    assert.equal(requests.length, 1);
  });
});
