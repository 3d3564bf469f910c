import assert from "node:assert/strict";
import { HubToken } from "../../src/core/ocpi/token.ts";
import { VirtualClock } from "../faults/virtual-clock.ts";
import { HUB, hubPeer } from "../support/hub-peer.ts";

const token = new HubToken("hub-token-1234567890");
const RATE_LIMITED = 2004;
const good = (): Response => new Response('{"status_code":1000,"data":[]}');

/** A GET, tried until the hub has given its last answer: when the tries came, in milliseconds after the first. */
async function triesOf(
  answers: (clock: VirtualClock) => readonly Response[],
): Promise<{ tries: number[]; waitedMs: number; httpStatus: number | undefined }> {
  const clock = new VirtualClock();
  const begun = clock.ms;
  const left = [...answers(clock)];
  const tries: number[] = [];
  const hub = hubPeer(
    async () => {
      tries.push(clock.ms - begun);
      return left.shift() ?? good();
    },
    { clock, rateLimitedCode: RATE_LIMITED },
  );
  const answer = await hub.get(`${HUB}/`, token, "plain", new AbortController().signal);
  const httpStatus = answer.kind === "answered" ? answer.httpStatus : undefined;
  return { tries, waitedMs: clock.ms - begun, httpStatus };
}

/** An answer that asks for timeouts: the seconds, or a date that is so many seconds away. */
const refusals: Readonly<Record<string, (seconds: number, clock: VirtualClock) => Response>> = {
  "429": (seconds) => new Response("", { status: 429, headers: { "retry-after": String(seconds) } }),
  "503": (seconds) => new Response("", { status: 503, headers: { "retry-after": String(seconds) } }),
  "the hub's own code": (seconds) =>
    new Response(`{"status_code":${RATE_LIMITED}}`, { headers: { "retry-after": String(seconds) } }),
  "429 with a date": (seconds, clock) => {
    const at = new Date(clock.ms + seconds * 1000).toUTCString();
    return new Response("", { status: 429, headers: { "retry-after": at } });
  },
};

describe("Retry-After", () => {
  for (const [what, refusal] of Object.entries(refusals)) {
    for (const seconds of [5, 20, 30]) {
      it(`${what}: ${seconds} seconds are waited for`, async () => {
        const { tries, httpStatus } = await triesOf((clock) => [refusal(seconds, clock)]);
        assert.deepEqual(tries, [0, seconds * 1000]);
        assert.equal(httpStatus, 200);
      });
    }

    for (const seconds of [31, 60, 3600]) {
      it(`${what}: ${seconds} seconds end the tries, and the client does not wait`, async () => {
        const { tries, waitedMs, httpStatus } = await triesOf((clock) => [refusal(seconds, clock)]);
        assert.deepEqual(tries, [0]);
        assert.equal(waitedMs, 0);
        assert.notEqual(httpStatus, undefined);
      });
    }
  }

  it("says nothing with another status, where the hub's code for it is another one's, too", async () => {
    const body = `{"status_code":${RATE_LIMITED}}`;
    for (const status of [404, 400, 401]) {
      const { tries, httpStatus } = await triesOf(() => [new Response(body, { status })]);
      assert.deepEqual([tries, httpStatus], [[0], status]);
    }
  });

  it("is waited for before each of three more tries, and no fourth", async () => {
    const refusal = (): Response => new Response("", { status: 429, headers: { "retry-after": "10" } });
    const { tries, httpStatus } = await triesOf(() => [refusal(), refusal(), refusal(), refusal(), refusal()]);
    assert.deepEqual(tries, [0, 10_000, 20_000, 30_000]);
    assert.equal(httpStatus, 429);
  });

  it("shortens no pause: a time that is over, or no time at all, is as good as none", async () => {
    for (const value of ["0", "-5", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"]) {
      const busy = (): Response => new Response("", { status: 503, headers: { "retry-after": value } });
      const { tries } = await triesOf(() => [busy(), busy()]);
      // With the smallest jitter: half of a quarter of a second, and half of a half.
      assert.deepEqual(tries, [0, 125, 375], value);
    }
  });
});
