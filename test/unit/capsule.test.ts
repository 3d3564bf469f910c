import assert from "node:assert/strict";
import { capsuleKey, openCapsule, sealBody, sealCapsule, type CapsuleKey } from "../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";

const platformToken = new PlatformToken("platform-9f86d081884c7d659a2feaa0c55ad015");
const content = {
  token: new HubToken("the-hub-token-öß"),
  versionsUrl: "https://hub.example/ocpi/versions",
  encoding: "plain",
  parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
  correlationId: "c",
  at: new Date(0),
} as const;

describe("the recovery capsule", () => {
  it("gives back what was sealed, to the platform token alone", async () => {
    const capsule = sealCapsule(content, await capsuleKey(platformToken));
    assert.match(capsule, /^ocpi-capsule:v1:[\w-]+$/);
    assert.ok(!capsule.includes("hub-token"));
    assert.deepEqual(await openCapsule(capsule, platformToken), {
      content: {
        token: "the-hub-token-öß",
        versions_url: "https://hub.example/ocpi/versions",
        encoding: "plain",
        parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
        correlation_id: "c",
        at: "1970-01-01T00:00:00.000Z",
      },
    });
    assert.deepEqual(await openCapsule(capsule, new PlatformToken("another")), { failure: "wrong-token" });
  });

  it("notices when it was changed or is none", async () => {
    const capsule = sealCapsule(content, await capsuleKey(platformToken));
    const changed = capsule.slice(0, -4) + (capsule.endsWith("AAAA") ? "BBBB" : "AAAA");
    assert.deepEqual(await openCapsule(changed, platformToken), { failure: "damaged" });
    assert.deepEqual(await openCapsule("ocpi-capsule:v1:AAAA", platformToken), { failure: "malformed" });
    assert.deepEqual(await openCapsule("something", platformToken), { failure: "malformed" });
  });

  for (const [what, seal] of [
    ["a token", (key: CapsuleKey) => sealCapsule(content, key)],
    ["an answer without a token", (key: CapsuleKey) => sealBody("<html>", new Date(0), "c", key)],
  ] as const) {
    it(`of ${what} is told from one of another platform token also when it is cut off`, async () => {
      const capsule = seal(await capsuleKey(platformToken));
      const part = capsule.slice(0, -20);
      assert.deepEqual(await openCapsule(part, platformToken), { failure: "damaged" });
      assert.deepEqual(await openCapsule(part, new PlatformToken("another")), { failure: "wrong-token" });
    });
  }

  it("is another text each time", async () => {
    const key = await capsuleKey(platformToken);
    assert.notEqual(sealCapsule(content, key), sealCapsule(content, key));
  });

  it("keeps an answer without a token for a person to look at", async () => {
    const capsule = sealBody("<html>", new Date(0), "c", await capsuleKey(platformToken));
    assert.deepEqual(await openCapsule(capsule, platformToken), { failure: "no-token" });
    // With line breaks of its own, too.
    const lines = sealBody("a\n{}\n", new Date(0), "c", await capsuleKey(platformToken));
    assert.deepEqual(await openCapsule(lines, platformToken), { failure: "no-token" });
  });

  for (const [what, body] of [
    ["quotes", '"'.repeat(70_000)],
    ["control characters", "\u0001".repeat(70_000)],
    ["letters", "ü".repeat(70_000)],
  ] as const) {
    it(`of 64 kB of ${what} fits into an environment variable`, async () => {
      const capsule = sealBody(body, new Date(0), "c", await capsuleKey(platformToken));
      assert.ok(capsule.length > 80_000 && capsule.length < 100_000, String(capsule.length));
    });
  }
});
