import assert from "node:assert/strict";
import { inEachEncoding, type ProbedStatus } from "../../src/core/peer/encodings.ts";

describe("a token in each encoding", () => {
  const tried = async (
    first: ProbedStatus,
    second: ProbedStatus,
  ): Promise<[tokenStatus: ProbedStatus, encoding: string, asked: number]> => {
    let asked = 0;
    const best = await inEachEncoding(["plain", "base64"], async (encoding) => {
      asked += 1;
      return { tokenStatus: encoding === "plain" ? first : second, encoding };
    });
    return [best.tokenStatus, best.encoding, asked];
  };

  for (const [first, second, said] of [
    ["accepted", "refused", ["accepted", "plain", 1]],
    ["refused", "accepted", ["accepted", "base64", 2]],
    ["wrong-encoding", "accepted", ["accepted", "base64", 2]],
    ["refused", "refused", ["refused", "plain", 2]],
    ["wrong-encoding", "refused", ["refused", "base64", 2]],
    ["refused", "wrong-encoding", ["refused", "plain", 2]],
    // The hub said nothing of the token in the second encoding, so the client cannot know whether the hub refuses it.
    ["refused", "inconclusive", ["inconclusive", "base64", 2]],
    ["wrong-encoding", "inconclusive", ["inconclusive", "base64", 2]],
    ["inconclusive", "accepted", ["inconclusive", "plain", 1]],
    // What is open to every client opens in any encoding: the rest tells which encoding is right.
    ["versions-only", "accepted", ["accepted", "base64", 2]],
    ["versions-only", "versions-only", ["versions-only", "plain", 2]],
    ["versions-only", "refused", ["versions-only", "plain", 2]],
    ["versions-only", "inconclusive", ["versions-only", "plain", 2]],
    ["refused", "versions-only", ["versions-only", "base64", 2]],
  ] as const) {
    it(`that ${first} in the first and ${second} in the second ${said[0]} in ${said[1]}`, async () => {
      assert.deepEqual(await tried(first, second), said);
    });
  }
});
