import assert from "node:assert/strict";
import { inEachEncoding, type ProbedStatus } from "../../src/core/peer/encodings.ts";

interface Asked {
  readonly tokenStatus: ProbedStatus;
  readonly encoding: string;
  readonly crash: boolean;
  /** How often each encoding was asked. */
  readonly times: Readonly<Record<"plain" | "base64", number>>;
}

/** A token that gets these answers in each encoding, one after the other and the last again and again. */
async function tried(
  answers: Readonly<Record<"plain" | "base64", readonly ProbedStatus[]>>,
  repeats = 3,
): Promise<Asked> {
  const times = { plain: 0, base64: 0 };
  const best = await inEachEncoding(
    ["plain", "base64"],
    async (encoding) => {
      const tokenStatus = answers[encoding][times[encoding]] ?? answers[encoding].at(-1) ?? "inconclusive";
      times[encoding] += 1;
      return { tokenStatus, encoding };
    },
    async (pair, count) =>
      count <= repeats && pair.some(({ tokenStatus }) => ["crashed", "inconclusive"].includes(tokenStatus)),
  );
  return { tokenStatus: best.tokenStatus, encoding: best.encoding, crash: best.crash !== undefined, times };
}

describe("a token in each encoding", () => {
  for (const [plain, base64, ...told] of [
    ["accepted", "refused", "accepted", "plain", 1, 0],
    ["refused", "accepted", "accepted", "base64", 1, 1],
    ["wrong-encoding", "accepted", "accepted", "base64", 1, 1],
    // Whatever one encoding is answered, the other is tried before anything is asked again.
    ["inconclusive", "accepted", "accepted", "base64", 1, 1],
    ["crashed", "accepted", "accepted", "base64", 1, 1],
    ["refused", "refused", "refused", "plain", 1, 1],
    ["wrong-encoding", "refused", "refused", "base64", 1, 1],
    ["refused", "wrong-encoding", "refused", "plain", 1, 1],
    // The hub said nothing of the token in the second encoding, so the client cannot know whether the hub refuses it.
    ["refused", "inconclusive", "inconclusive", "base64", 4, 4],
    ["wrong-encoding", "inconclusive", "inconclusive", "base64", 4, 4],
    ["inconclusive", "inconclusive", "inconclusive", "plain", 4, 4],
    ["crashed", "crashed", "crashed", "plain", 4, 4],
    ["crashed", "inconclusive", "inconclusive", "base64", 4, 4],
    // No connection, or a rate limit: the other encoding would fare no better.
    ["unheard", "accepted", "unheard", "plain", 1, 0],
    ["refused", "unheard", "unheard", "base64", 1, 1],
    // What is open to every client opens in any encoding: the rest tells which encoding is right.
    ["versions-only", "accepted", "accepted", "base64", 1, 1],
    ["versions-only", "versions-only", "versions-only", "plain", 1, 1],
    ["versions-only", "refused", "versions-only", "plain", 1, 1],
    ["versions-only", "inconclusive", "versions-only", "plain", 1, 1],
    ["refused", "versions-only", "versions-only", "base64", 1, 1],
    ["open", "accepted", "accepted", "base64", 1, 1],
    ["open", "open", "open", "plain", 1, 1],
    ["refused", "open", "open", "base64", 1, 1],
    ["open", "unheard", "open", "plain", 1, 1],
  ] as const) {
    it(`that is ${plain} as it is, and ${base64} in Base64, is ${told[0]} in ${told[1]}`, async () => {
      const { tokenStatus, encoding, times, crash } = await tried({ plain: [plain], base64: [base64] });
      assert.deepEqual([tokenStatus, encoding, times.plain, times.base64], told);
      assert.ok(!crash);
    });
  }

  describe("that is refused in one, and breaks the peer's application down in the other,", () => {
    it("is refused when it does so at each repetition, and is refused once more after the last", async () => {
      const after = await tried({ plain: ["refused"], base64: ["crashed"] });
      assert.deepEqual([after.tokenStatus, after.crash, after.times], ["refused", true, { plain: 5, base64: 4 }]);
      // The last refusal came after the last crash.
      const before = await tried({ plain: ["crashed"], base64: ["refused"] });
      assert.deepEqual([before.tokenStatus, before.crash, before.times], ["refused", true, { plain: 4, base64: 4 }]);
    });

    it("is not, when the crash does not come each time", async () => {
      const { tokenStatus } = await tried({
        plain: ["refused"],
        base64: ["inconclusive", "crashed", "crashed", "crashed"],
      });
      assert.equal(tokenStatus, "crashed");
    });

    it("is not, when the refusal does not come after the last crash", async () => {
      const plain = ["refused", "refused", "refused", "refused", "inconclusive"] as const;
      assert.equal((await tried({ plain, base64: ["crashed"] })).tokenStatus, "crashed");
    });

    it("is not, when the run was stopped before the last repetition", async () => {
      assert.equal((await tried({ plain: ["refused"], base64: ["crashed"] }, 1)).tokenStatus, "crashed");
    });

    it("is accepted when it opens at a repetition", async () => {
      const { tokenStatus, encoding } = await tried({ plain: ["refused"], base64: ["crashed", "accepted"] });
      assert.deepEqual([tokenStatus, encoding], ["accepted", "base64"]);
    });
  });
});
