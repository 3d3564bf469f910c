import assert from "node:assert/strict";
import fc from "fast-check";
import { refusalWords } from "../../src/core/ocpi/refusal-words.ts";
import { Redaction } from "../../src/core/ocpi/redaction.ts";
import { HubToken, InitialToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import { visibleText } from "../../src/core/ocpi/visible-text.ts";
import { hostileText, hostileTexts } from "../support/hostile-texts.ts";
import { tokenForms } from "../support/token-forms.ts";

const HUB = "https://hub.example";
const PLATFORM = "https://platform.example";

function shown(text: string, redaction = new Redaction()): string {
  return refusalWords(text, redaction, [HUB, PLATFORM]);
}

/** How many characters of the form in a row stand in the text, in any case. */
function longestShared(text: string, form: string): number {
  const [a, b] = [text.toLowerCase(), form.toLowerCase()];
  let longest = 0;
  for (let from = 0; from < b.length; from += 1) {
    while (from + longest < b.length && a.includes(b.slice(from, from + longest + 1))) longest += 1;
  }
  return longest;
}

describe("the words of a refusal", () => {
  it("are shown as they are where nothing in them may be a token", () => {
    for (const words of [
      "Unknown party",
      "Invalid token",
      "Token is expired.",
      "The token was already used",
      "Token not found for this party",
      "CREDENTIALS_TOKEN_A is not valid any more",
      "token_expired",
      "The tokens endpoint is missing",
      "roles.0.business_details.website must be a URL address",
      "Validation failed: country_code is not IN",
      "IN*ABC (CPO) is not the party of this registration",
      `GET ${PLATFORM}/ocpi/2.2.1/versions answered 401`,
      `(${HUB}/desk/platforms)`,
      "पार्टी अज्ञात है",
    ]) {
      assert.equal(shown(words), words);
    }
  });

  it("hold nothing that looks like a token, nor what follows one of its marks", () => {
    for (const [words, left] of [
      ["see hub-issued-but-only-here-123456", "see …"],
      ["id 3f2504e0-4f89-11d3-9a0c-0305e82c3301, sorry", "id …, sorry"],
      ["it is ABCDEFGHIJKLMNOPQRSTUVWX now", "it is … now"],
      ["it is 123456789012345678901234 now", "it is … now"],
      ["it is ab+/cd_-12==", "it is …"],
      ["take abcdefghijk1, not abcdefghij1", "take …, not abcdefghij1"],
      ["token=abc is wrong", "token… is wrong"],
      ["tokenabc is wrong", "token… is wrong"],
      ["token abc is wrong", "token … is wrong"],
      ["Token: abc is wrong", "Token: … is wrong"],
      ["your token is: Abc now", "your token is: … now"],
      ["your token is Abc now", "your token is … now"],
      ['{"token": "abc", "url": 1}', '{"token": … "url": 1}'],
      ['{"token":"abc","url":1} end', '{"token… end'],
      ["token 'abc'", "token …"],
      ["key=abc other:abc x", "key=… other:… x"],
      ["Authorization: Token abc", "Authorization: Token …"],
      ["it is ａｂｃｄｅｆ１２３４５６ now", "it is … now"],
      ["it is ab\u200Bcdef\u00AD123456 now", "it is … now"],
    ] as const) {
      assert.equal(shown(words), left);
    }
  });

  it("keep of a URL of the hub's or the platform's its host and path, and of another nothing", () => {
    for (const [words, left] of [
      [`${PLATFORM}/ocpi/versions?token=abc#x failed`, `${PLATFORM}/ocpi/versions failed`],
      [`${HUB}/ocpi/3f2504e04f8911d3/x`, `${HUB}/ocpi/…/x`],
      [`${HUB}/ocpi/3f2504e0%34f8911d3/x`, `${HUB}/ocpi/…/x`],
      [`${HUB}/register/token/abc`, `${HUB}/register/token/…`],
      [`${HUB}/a=abc/b:abc/tokenabc/%zz`, `${HUB}/…/…/…/…`],
      [`https://user:secret@hub.example/ocpi`, `${HUB}/ocpi`],
      [`"${HUB}/ocpi", "${PLATFORM}/x"`, `"${HUB}/ocpi", "${PLATFORM}/x"`],
      ["https://evil.example/abc", "https:…"],
      ["https://hub.example.evil/abc", "https:…"],
      ["https://hub.example:444/abc", "https:…"],
    ] as const) {
      assert.equal(shown(words), left);
    }
  });

  it("are cut to 300 characters when everything is taken out, and not before", () => {
    const token = "q7Zt-Lw03-Kd5x-Pb82";
    const redaction = new Redaction();
    redaction.add(new HubToken(token));
    const words = shown(`${"no ".repeat(97)}${token} again`, redaction);
    assert.equal(words.length, 300);
    assert.ok(words.endsWith("[hub toke"), words);
    // What is not read at all begins within a word that may be a token.
    const long = shown(`${"\u200B".repeat(4990)}a1b2c3d4e5f6g7h8`);
    assert.equal(long, "");
    assert.ok(shown("a ".repeat(4000)).length <= 300);
  });

  it("take no longer for what is made to be slow", () => {
    for (const piece of [
      ":",
      "=",
      "token",
      "token ",
      "[",
      "[a ",
      "[hub token",
      "/",
      "\uFDFA",
      "https://hub.example/",
    ]) {
      const begun = performance.now();
      shown(piece.repeat(5_000_000 / piece.length));
      assert.ok(performance.now() - begun < 20_000, piece);
    }
  });

  it("never hold eight characters of a token of ours, in any form and wherever it stands", () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.+/=&<%"~é');
    const token = fc.array(character, { minLength: 20, maxLength: 64 }).map((characters) => characters.join(""));
    const given = fc.oneof(
      token,
      token.map((text) => Buffer.from(text).toString("base64")),
    );
    const marks = fc.constantFrom(
      "",
      "token ",
      "token=",
      "token: ",
      "'",
      '"',
      "=",
      ":",
      `${HUB}/ocpi/`,
      `${PLATFORM}/x?t=`,
    );
    const kinds = [InitialToken, PlatformToken, HubToken];
    const between = fc.constantFrom("", "", "", " ", "-", "\u200B", "/");
    fc.assert(
      fc.property(
        given,
        fc.constantFrom(...kinds),
        fc.nat(),
        hostileText,
        marks,
        between,
        hostileText,
        fc.nat(),
        (value, Kind, index, before, mark, separator, after, cut) => {
          const redaction = new Redaction();
          redaction.add(new Kind(value));
          const forms = Object.values(tokenForms(value)).filter((form) => form.length >= 8);
          const whole = visibleText(forms[index % forms.length] ?? value);
          // The whole of it half of the time, or a part.
          const form = cut % 2 === 0 ? whole : whole.slice(cut % Math.max(1, whole.length - 8));
          const written = separator === "" ? form : [...form].join(separator);
          const words = shown(`${before}${mark}${written}${after}`, redaction);
          // What the hub says beside it may be in a token by chance.
          const own = longestShared(`${before}${mark}|${after}|[initial token]|[platform token]|[hub token]`, form);
          assert.ok(longestShared(words, form) < Math.max(8, own + 1), JSON.stringify({ words, form }));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("are one short text of what is left of any text", () => {
    const redaction = new Redaction();
    fc.assert(fc.property(hostileText, (text) => shown(text, redaction).length <= 300));
    for (const text of hostileTexts) assert.doesNotMatch(shown(text), /https:\/\/evil|\p{Cf}/u);
  });
});
