import assert from "node:assert/strict";
import { isAbandoned } from "../../src/core/onboarding/lease.ts";

const MINUTE = 60_000;
const issuedAt = new Date("2026-11-22T10:00:00.500Z");
const before = (ms: number): Date => new Date(issuedAt.getTime() - ms);

describe("a lock that may be taken over", () => {
  for (const [what, ageMs, writtenAt, at, expected] of [
    ["is one whose lease is over", 5 * MINUTE, undefined, undefined, true],
    ["is none that is younger", 5 * MINUTE - 1, before(1000), undefined, false],
    ["is the one under which the capsule was sealed", 1000, before(500), issuedAt, true],
    ["is the one that was written when the capsule was sealed", 1000, before(0), issuedAt, true],
    ["is the one that was written five minutes before it", 1000, before(5 * MINUTE), issuedAt, true],
    ["is none that was written earlier", 1000, before(5 * MINUTE + 1), issuedAt, false],
    ["is none that was written after the capsule", 1000, before(-1), issuedAt, false],
    ["is none of which it is not known when it was written", 1000, undefined, issuedAt, false],
    ["is none where the capsule's time cannot be read", 1000, before(0), new Date("x"), false],
  ] as const) {
    it(what, () => {
      assert.equal(isAbandoned({ ageMs, sinceMs: ageMs, writtenAt }, at), expected);
    });
  }
});
