import assert from "node:assert/strict";
import { waitOf } from "../../src/github/request.ts";

describe("how long GitHub asks to wait", () => {
  const date = "Sat, 28 Nov 2026 10:00:00 GMT";
  const reset = String(Date.parse(date) / 1000 + 20);

  for (const [what, status, headers, message, ms] of [
    ["is what Retry-After says", 429, { date, "retry-after": "7", "x-ratelimit-remaining": "0" }, "", 7000],
    [
      "is until it counts anew, by its own clock",
      403,
      { date, "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
      "",
      20_000,
    ],
    [
      "is a minute after a secondary limit without either",
      403,
      { date },
      "You have exceeded a secondary rate limit.",
      60_000,
    ],
    [
      "is nothing while there is something left",
      502,
      { date, "x-ratelimit-remaining": "9", "x-ratelimit-reset": reset },
      "",
      0,
    ],
    [
      "is nothing where its clock is not known",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset },
      "",
      0,
    ],
  ] as const) {
    it(what, () => assert.equal(waitOf({ answer: { status, headers, data: { message } } }), ms));
  }
});
