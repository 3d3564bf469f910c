import assert from "node:assert/strict";
import { quietWorld } from "./quiet-world.ts";
import { SECRET, LOCK, type Ended } from "./world.ts";

interface Refusal {
  readonly what: string;
  readonly status: number;
  readonly body: string;
}

const envelope = (code: number): string => JSON.stringify({ status_code: code, timestamp: "2026-11-22T10:00:00Z" });
const refusal = (what: string, status: number, body = ""): Refusal => ({ what, status, body });

const ofAuthorisation: readonly Refusal[] = [
  refusal("401", 401),
  refusal("401 with the unauthorised code", 401, envelope(2002)),
  refusal("403", 403),
  refusal("the unauthorised code at HTTP 200", 200, envelope(2002)),
  refusal("400 without a body", 400),
  refusal("400 with JSON that is no OCPI answer", 400, '{"detail":"invalid base64"}'),
];

const ofSomethingElse: readonly Refusal[] = [
  refusal("code 2000", 200, envelope(2000)),
  refusal("code 2001", 200, envelope(2001)),
  refusal("code 3001", 200, envelope(3001)),
  refusal("code 3002", 200, envelope(3002)),
  refusal("400 with an OCPI code", 400, envelope(2001)),
  refusal("402", 402),
  refusal("404", 404),
  refusal("405", 405),
  refusal("415", 415),
  refusal("422", 422),
  refusal("422 with an OCPI code", 422, envelope(2001)),
  refusal("429", 429),
  refusal("a redirect", 307),
];

const lost: readonly Refusal[] = [
  refusal("408", 408),
  refusal("409", 409),
  refusal("500", 500),
  refusal("code 3000", 200, envelope(3000)),
];

const plain = (token: string): string => `Token ${token}`;
const base64 = (token: string): string => `Token ${Buffer.from(token, "utf8").toString("base64")}`;

describe("the POST in the other encoding", () => {
  /** An exchange with a hub that answers each POST in this way: its result, and what the POSTs presented. */
  async function exchange(
    { status, body }: Refusal,
    nature: Parameters<typeof quietWorld>[0],
  ): Promise<{ ended: Ended; presented: string[]; initialToken: string; left: readonly string[] }> {
    const world = await quietWorld(nature);
    const { initialToken = "" } = world.hub;
    const presented: string[] = [];
    world.intercept = ({ method, headers }) => {
      if (method !== "POST") return undefined;
      presented.push(headers["authorization"] ?? "");
      return new Response(body, { status, headers: { "content-type": "application/json" } });
    };
    const ended = await world.run({ job: "exchange", initialToken, hubToken: undefined });
    return { ended, presented, initialToken, left: world.github.names };
  }

  // Versions refuse the initial token in both encodings: they settle nothing.
  const unsettled = { initialOpensVersions: false } as const;

  for (const answer of ofAuthorisation) {
    it(`follows ${answer.what}, where versions could not settle the encoding`, async () => {
      const { ended, presented, initialToken, left } = await exchange(answer, unsettled);
      assert.deepEqual(presented, [plain(initialToken), base64(initialToken)]);
      assert.equal(ended.result, "refused", ended.log.join("\n"));
      assert.deepEqual(left, []);
    });

    for (const encoding of ["plain", "base64"] as const) {
      it(`does not follow ${answer.what}, where versions settled on ${encoding}`, async () => {
        const { ended, presented, initialToken } = await exchange(answer, { encoding });
        assert.deepEqual(presented, [{ plain, base64 }[encoding](initialToken)]);
        assert.equal(ended.result, "refused", ended.log.join("\n"));
      });
    }
  }

  for (const answer of ofSomethingElse) {
    it(`does not follow ${answer.what}, which is not about authorisation`, async () => {
      const { ended, presented, initialToken, left } = await exchange(answer, unsettled);
      assert.deepEqual(presented, [plain(initialToken)]);
      assert.equal(ended.result, "refused", ended.log.join("\n"));
      assert.deepEqual(left, []);
    });
  }

  for (const answer of lost) {
    it(`does not follow ${answer.what}, which is no definite refusal`, async () => {
      const { ended, presented, initialToken, left } = await exchange(answer, unsettled);
      assert.deepEqual(presented, [plain(initialToken)]);
      assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
      assert.deepEqual(left, [LOCK]);
    });
  }

  it("registers at a hub that reads Base64 alone and shows versions to no initial token", async () => {
    const world = await quietWorld({ encoding: "base64", initialOpensVersions: false });
    const ended = await world.run({ job: "exchange", initialToken: world.hub.initialToken, hubToken: undefined });
    assert.equal(ended.result, "connected", ended.log.join("\n"));
    assert.equal(world.hub.seen.filter(({ method }) => method === "POST").length, 2);
    assert.deepEqual(world.github.names, [SECRET]);
  });

  it("does not follow once the run is stopped", async () => {
    const posts = new Set<number>();
    for (let cancelAt = 4; cancelAt <= 120; cancelAt += 4) {
      const world = await quietWorld({ ...unsettled, encoding: "base64" });
      const { initialToken } = world.hub;
      await world.run({ job: "exchange", initialToken, hubToken: undefined, cancelAt });
      posts.add(world.hub.seen.filter(({ method }) => method === "POST").length);
    }
    // Stopped before the first, between them, and after the second.
    assert.deepEqual([...posts].toSorted(), [0, 1, 2]);
  });
});
