import assert from "node:assert/strict";
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { inspect } from "node:util";
import fc from "fast-check";
import { HubToken, InitialToken, isPlaceholderToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import { tokenStrength } from "../../src/core/ocpi/token-strength.ts";
import { Redaction } from "../../src/core/ocpi/redaction.ts";
import { writtenForms } from "../../src/core/ocpi/token-forms.ts";

describe("tokens", () => {
  it("cannot be printed", () => {
    const token = new HubToken("s3cret-hub-token");
    for (const text of [
      `${token}`,
      String(token),
      JSON.stringify({ token }),
      inspect({ token }),
      inspect(token, { showHidden: true, depth: 9 }),
    ]) {
      assert.match(text, /\[hub token\]/);
      assert.ok(!text.includes("s3cret"));
    }
    assert.equal(`${new InitialToken("x")} ${new PlatformToken("x")}`, "[initial token] [platform token]");
    assert.deepEqual(Object.values(token), ["hub-token", "hub token"]);
  });

  it("are written into the header as OCPI asks, plain or in Base64 without a line break", () => {
    const token = new HubToken("example-token");
    assert.equal(token.authorization("plain"), "Token example-token");
    assert.equal(token.authorization("base64"), "Token ZXhhbXBsZS10b2tlbg==");
  });

  it("are compared whatever their kind", () => {
    assert.ok(new HubToken("a").equals(new InitialToken("a")));
    assert.ok(!new HubToken("a").equals(new HubToken("b")));
    assert.ok(!new HubToken("a").equals(undefined));
  });

  it("are strong enough when a random source made them", () => {
    assert.equal(tokenStrength("2f0b6a0e-6f1d-4c43-9f7e-0c4c9a0f1c55"), 122);
    assert.ok(tokenStrength("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08") >= 122);
    assert.ok(tokenStrength("pLat-7hJ2kQ9xV4nB1sD8w") >= 122);
    for (const weak of ["hunter2", "a".repeat(64), "1234567890123456789012", "9f86d081884c7d659a2f"])
      assert.ok(tokenStrength(weak) < 122);
  });

  for (const weak of [
    "password-password-password",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba9876543210",
    "MyCompanyPlatformToken2024!",
    "ChargeIndiaHubPlatformToken-2026-Production",
    "acme-ev-charging-2026-ocpi-credentials-token-b",
    "your-company-platform-token-please-change-me",
    "correct-horse-battery-staple-hub-token",
    "Password123!Password123!Password123!",
    "qwertyuiopasdfghjklzxcvbnm1234567890",
    "deadbeefdeadbeefdeadbeefdeadbeef",
    "platform_0123456789abcdef0123456789abcdef",
    "00000000-0000-4000-8000-000000000000",
  ]) {
    it(`are too weak when they are repeated, in sequence or made of words: ${weak}`, () => {
      assert.ok(tokenStrength(weak) < 122, String(tokenStrength(weak)));
    });
  }

  it("are strong enough in every form in which random bytes are written, but for one in thousands", () => {
    const base62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    const written: Readonly<Record<string, () => string>> = {
      uuid: randomUUID,
      hex: () => randomBytes(16).toString("hex"),
      base64url: () => randomBytes(18).toString("base64url"),
      "with a name before it": () => `your-platform-${randomBytes(18).toString("base64url")}`,
      letters: () => Array.from({ length: 30 }, () => base62[randomInt(52)]).join(""),
    };
    for (const [form, make] of Object.entries(written)) {
      const rejected = Array.from({ length: 2000 }, make).filter((token) => tokenStrength(token) < 122);
      assert.ok(rejected.length <= 10, `${form}: ${rejected.length} of 2000`);
    }
  });

  it("out of a documentation are known", () => {
    for (const value of [
      "your-platform-token",
      "CHANGEME",
      "<token>",
      "xxxxxxxx",
      "ebf3b399-779f-4497-9b9d-ac6ad3cc44d2",
    ])
      assert.ok(isPlaceholderToken(value), value);
    assert.ok(!isPlaceholderToken("initial-4f1d8b"));
  });
});

describe("redaction", () => {
  it("takes a known token out of any text, in every form in which it may be written", () => {
    const characters = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 8,
      maxLength: 64,
    });
    fc.assert(
      fc.property(characters, fc.string(), fc.string(), (value, before, after) => {
        const redaction = new Redaction();
        redaction.add(new HubToken(value));
        for (const form of writtenForms(value)) {
          const text = redaction.apply(`${before}${form}${after}`);
          // A replacement may, by chance, be completed to the token by its surroundings only if they held it before.
          if (!(before + after).includes(value.slice(0, 3))) assert.ok(!text.includes(form));
        }
      }),
    );
  });

  for (const [what, form] of [
    ["without its dashes", (uuid: string) => uuid.replaceAll("-", "")],
    ["with spaces between its characters", (uuid: string) => [...uuid].join(" ")],
    ["by its first group", (uuid: string) => uuid.slice(0, 8)],
    ["in capitals, by its last group", (uuid: string) => uuid.slice(-12).toUpperCase()],
  ] as const) {
    it(`takes out a UUID that is written ${what}`, () => {
      const uuid = "0f740130-7e77-4a0a-ad8b-51c9be20d7a6";
      const redaction = new Redaction();
      redaction.add(new HubToken(uuid));
      assert.equal(redaction.apply(`no such token (${form(uuid)})`), "no such token ([hub token])");
    });
  }

  it("takes out a piece whatever stands before it, and leaves names and dates that are in no token", () => {
    const redaction = new Redaction(["hub.chargeindia.com"]);
    redaction.add(new HubToken("chargeindia-7Qk2vXw9LmZr4TbN"));
    assert.equal(
      redaction.apply("\u0130\u0130 7qk2vxw9 chargeindia-hub 2026-11-28"),
      "\u0130\u0130 [hub token] chargeindia-hub 2026-11-28",
    );
    assert.equal(redaction.apply("INDIA-7QK2VXW9LMZR"), "[hub token]");
  });

  for (const form of ["base64", "base64url"] as const) {
    it(`takes a token out of the ${form} of a text that it stands in, wherever in it`, () => {
      const value = "hubtok~98ffbe13>>??4c1d8e";
      const redaction = new Redaction();
      redaction.add(new HubToken(value));
      for (const before of ["", "u", "us", "use", "user:"]) {
        for (const after of ["", "@", "@h", "@hub"]) {
          const whole = Buffer.from(before + value + after).toString(form);
          const left = redaction.apply(`Basic ${whole}.`).split("[hub token]");
          // Beside what is not the token's, at most the characters that it shares with its neighbours.
          assert.equal(left.length, 2, left.join());
          assert.ok((left[0] ?? "").length <= "Basic ".length + Math.ceil((before.length * 4) / 3), left[0]);
          assert.ok((left[1] ?? "").length <= ".".length + Math.ceil((after.length * 4) / 3) + 3, left[1]);
        }
      }
    });
  }

  it("takes out a piece that begins within a name of another token", () => {
    const redaction = new Redaction();
    for (const value of ["my-demo-alphatoken", "token-12345678"]) redaction.add(new HubToken(value));
    assert.equal(redaction.apply("a demo-alphatoken-123456 b"), "a [hub token] b");
  });
});
