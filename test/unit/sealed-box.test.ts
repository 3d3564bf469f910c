import assert from "node:assert/strict";
import fc from "fast-check";
import sodium from "libsodium-wrappers";
import { seal } from "../../src/github/sealed-box.ts";

describe("a sealed secret", () => {
  before(() => sodium.ready);

  it("is opened by libsodium, whatever it is", () => {
    const pair = sodium.crypto_box_keypair();
    const publicKey = sodium.to_base64(pair.publicKey, sodium.base64_variants.ORIGINAL);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (secret) => {
        const sealed = sodium.from_base64(seal(secret, publicKey), sodium.base64_variants.ORIGINAL);
        assert.equal(sodium.to_string(sodium.crypto_box_seal_open(sealed, pair.publicKey, pair.privateKey)), secret);
      }),
      { numRuns: 50 },
    );
  });

  it("needs a key of 32 bytes", () => {
    assert.throws(() => seal("x", "AAAA"), RangeError);
  });
});
