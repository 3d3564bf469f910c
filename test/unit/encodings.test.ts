import assert from "node:assert/strict";
import { inEachEncoding, type ProbeVerdict } from "../../src/core/peer/encodings.ts";

describe("a token in each encoding", () => {
  const tried = async (
    first: ProbeVerdict,
    second: ProbeVerdict,
  ): Promise<[verdict: ProbeVerdict, encoding: string, asked: number]> => {
    let asked = 0;
    const best = await inEachEncoding(["plain", "base64"], async (encoding) => {
      asked += 1;
      return { verdict: encoding === "plain" ? first : second, encoding };
    });
    return [best.verdict, best.encoding, asked];
  };

  for (const [first, second, said] of [
    ["opens", "refused", ["opens", "plain", 1]],
    ["refused", "opens", ["opens", "base64", 2]],
    ["undecodable", "opens", ["opens", "base64", 2]],
    ["refused", "refused", ["refused", "plain", 2]],
    ["undecodable", "refused", ["refused", "base64", 2]],
    ["refused", "undecodable", ["refused", "plain", 2]],
    // The hub said nothing of the token in the second encoding, so nobody knows that it refuses it.
    ["refused", "unclear", ["unclear", "base64", 2]],
    ["undecodable", "unclear", ["unclear", "base64", 2]],
    ["unclear", "opens", ["unclear", "plain", 1]],
    // What is open to everybody opens in any encoding: the rest tells which one is right.
    ["limited", "opens", ["opens", "base64", 2]],
    ["limited", "limited", ["limited", "plain", 2]],
    ["limited", "refused", ["limited", "plain", 2]],
    ["limited", "unclear", ["limited", "plain", 2]],
    ["refused", "limited", ["limited", "base64", 2]],
  ] as const) {
    it(`that ${first} in the first and ${second} in the second ${said[0]} in ${said[1]}`, async () => {
      assert.deepEqual(await tried(first, second), said);
    });
  }
});
