import assert from "node:assert/strict";
import { createCipheriv, createDecipheriv, scryptSync } from "node:crypto";
import { capsuleKey, openCapsule, sealBody, sealCapsule } from "../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";

// Users keep capsules for a while, so this test reads and writes their format without a line of the product.
const PREFIX = "ocpi-capsule:v1:";
const SCRYPT = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const secret = "platform-9f86d081884c7d659a2feaa0c55ad015-öß";
const content = {
  token: new HubToken("the-hub-token-öß"),
  versionsUrl: "https://hub.example/ocpi/versions",
  encoding: "base64",
  parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
  correlationId: "c",
  at: new Date("2026-11-22T10:00:00Z"),
} as const;
const written = {
  token: "the-hub-token-öß",
  versions_url: "https://hub.example/ocpi/versions",
  encoding: "base64",
  parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
  correlation_id: "c",
  at: "2026-11-22T10:00:00.000Z",
};

/** Salt, initialisation vector and tag, of 16, 12 and 16 bytes, and after them what was sealed. */
function partsOf(capsule: string): { salt: Buffer; iv: Buffer; tag: Buffer; sealed: Buffer } {
  assert.ok(capsule.startsWith(PREFIX), capsule);
  const text = capsule.slice(PREFIX.length);
  assert.match(text, /^[A-Za-z0-9_-]+$/);
  const bytes = Buffer.from(text, "base64url");
  return {
    salt: bytes.subarray(0, 16),
    iv: bytes.subarray(16, 28),
    tag: bytes.subarray(28, 44),
    sealed: bytes.subarray(44),
  };
}

/** Opens a capsule with nothing but what Node has. */
function opened(capsule: string): string {
  const { salt, iv, tag, sealed } = partsOf(capsule);
  const key = scryptSync(secret, salt, 32, SCRYPT);
  const decipher = createDecipheriv("aes-256-gcm", key, iv).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
}

describe("the recovery capsule's format", () => {
  it("is JSON under AES-256-GCM, the key by scrypt with N 2^15 and r 8 from the platform token", async () => {
    const capsule = sealCapsule(content, await capsuleKey(new PlatformToken(secret)));
    assert.deepEqual(JSON.parse(opened(capsule)), written);
  });

  it("says for which connection and which secret it is, where these have a name", async () => {
    const named = { connection: "chargeindia", secret: "repository secret OCPI_HUB_TOKEN of repository a/b" };
    const capsule = sealCapsule({ ...content, ...named }, await capsuleKey(new PlatformToken(secret)));
    assert.deepEqual(JSON.parse(opened(capsule)), { ...written, ...named });
  });

  it("holds no more of a party than who it is", async () => {
    const party = { role: "CPO", country_code: "IN", party_id: "ABC", business_details: { name: "Your CPO Ltd" } };
    const capsule = sealCapsule({ ...content, parties: [party] }, await capsuleKey(new PlatformToken(secret)));
    assert.deepEqual(JSON.parse(opened(capsule)), written);
  });

  it("has a line of JSON before an answer without a token, and the answer as it came", async () => {
    const body = '{"status_code":1000,\n"data":null}\n';
    const capsule = sealBody(body, content.at, "c", await capsuleKey(new PlatformToken(secret)));
    const [head = "", ...rest] = opened(capsule).split("\n");
    assert.deepEqual(JSON.parse(head), { body_bytes: body.length, correlation_id: "c", at: written.at });
    assert.equal(rest.join("\n"), body);
  });

  it("has a salt and an initialisation vector of its own each time", async () => {
    const platformToken = new PlatformToken(secret);
    const capsules = await Promise.all(
      [1, 2, 3].map(async () => partsOf(sealCapsule(content, await capsuleKey(platformToken)))),
    );
    assert.equal(new Set(capsules.map(({ salt }) => salt.toString("hex"))).size, 3);
    const key = await capsuleKey(platformToken);
    const more = [1, 2, 3].map(() => partsOf(sealCapsule(content, key)));
    assert.equal(new Set([...capsules, ...more].map(({ iv }) => iv.toString("hex"))).size, 6);
  });

  it("lets the product open what another program has written in it", async () => {
    const [salt, iv] = [Buffer.alloc(16, 1), Buffer.alloc(12, 2)];
    const cipher = createCipheriv("aes-256-gcm", scryptSync(secret, salt, 32, SCRYPT), iv);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(written), "utf8"), cipher.final()]);
    const capsule = PREFIX + Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]).toString("base64url");
    assert.deepEqual(await openCapsule(capsule, new PlatformToken(secret)), { content: written });
  });

  it("has one version: a capsule of another one does not open", async () => {
    const capsule = sealCapsule(content, await capsuleKey(new PlatformToken(secret)));
    const next = capsule.replace("capsule:v1:", "capsule:v2:");
    assert.deepEqual(await openCapsule(next, new PlatformToken(secret)), { failure: "malformed" });
  });
});
