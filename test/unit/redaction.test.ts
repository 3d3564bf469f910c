import assert from "node:assert/strict";
import { runFrame, silentPorts } from "../support/silent-run.ts";
import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { plainLine } from "../../src/core/ocpi/escape.ts";
import { Redaction } from "../../src/core/ocpi/redaction.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import { visibleText } from "../../src/core/ocpi/visible-text.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { defaultProfile } from "../../src/core/profiles/hubs.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import type { RunFrame } from "../../src/core/record/record.ts";
import { reportDocument } from "../../src/core/report/document.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { everyFinding } from "../support/every-finding.ts";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const letters = base62.slice(10);

function randomToken(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

function knowing(...tokens: readonly string[]): Redaction {
  const redaction = new Redaction();
  for (const token of tokens) redaction.add(new HubToken(token));
  return redaction;
}

/** The longest run of characters that both have, in any case. */
function longestShared(text: string, token: string): number {
  const [a, b] = [text.toLowerCase(), token.toLowerCase()];
  let longest = 0;
  for (let from = 0; from < b.length; from += 1) {
    while (from + longest < b.length && a.includes(b.slice(from, from + longest + 1))) longest += 1;
  }
  return longest;
}

describe("parts of a token", () => {
  for (const [what, alphabet] of [
    ["letters and digits", base62],
    ["letters alone", letters],
  ] as const) {
    it(`of ${what} are taken out, wherever they begin and end: 3,000 random tokens`, () => {
      for (let index = 0; index < 3000; index += 1) {
        const token = randomToken(alphabet, randomInt(20, 65));
        const from = randomInt(0, token.length - 8);
        const part = token.slice(from, from + randomInt(8, token.length - from + 1));
        const shown = knowing(token).apply(`unknown token ${part}… (401)`);
        assert.ok(longestShared(shown, token) < 8, `${longestShared(shown, token)} characters of one are shown`);
        assert.match(shown, /^unknown to.*\[hub token\].*\)$/);
      }
    });
  }

  it("are taken out of any of a thousand that one run knows, and nothing else is", () => {
    const tokens = Array.from({ length: 1000 }, () => randomToken(base62, 40));
    const redaction = knowing(...tokens);
    for (const token of tokens) {
      const from = randomInt(0, 33);
      const shown = redaction.apply(`unknown token ${token.slice(from, from + 8)}… (401)`);
      assert.match(shown, /^unknown to.*\[hub token\].*\)$/);
      const harmless = `GET https://hub.example.com/ocpi/versions: HTTP 401, ${token.slice(from, from + 3)}`;
      assert.equal(redaction.apply(harmless), harmless);
    }
  });

  it("are taken out whatever a server puts between their characters", () => {
    const token = "QwErTyUiOpAsDfGhJkLz";
    const redaction = knowing(token);
    for (const between of [
      " ",
      "-",
      ".",
      ":",
      "\u200B",
      "\u00AD",
      "\u061C",
      "\u{E0041}",
      "\u2066",
      "\u0000",
      "\uFE0F",
    ]) {
      const written = [...token].join(between);
      for (const shown of [redaction.apply(written), plainLine(redaction.apply(written))]) {
        assert.equal(shown, "[hub token]", JSON.stringify(between));
      }
    }
  });

  it("stay where they are a word of the run's own that stands delimited in the token", () => {
    const redaction = new Redaction(["hub.chargeindia.com", "IN*ABC", "your-platform.example.com"]);
    redaction.add(new HubToken("chargeindia-IN*ABC-hub-token-7Qk2vXw9LmZr4TbN"));
    for (const ours of [
      "GET https://hub.chargeindia.com/ocpi/versions",
      "the hub-token of IN*ABC",
      "chargeindia-hub",
    ]) {
      assert.equal(redaction.apply(ours), ours);
    }
    assert.equal(redaction.apply("token chargeindia-IN*ABC-hub-token-7Qk"), "token [hub token]");
    // A word that is not delimited in the token is no word of it.
    const other = new Redaction(["chargeindia"]);
    other.add(new HubToken("XchargeindiaYzzzzzzz"));
    assert.equal(other.apply("at chargeindia"), "at [hub token]");
  });

  it("are taken out of the record, also where they were said before the run knew the token", () => {
    const token = randomToken(letters, 40);
    const response = {
      url: "https://hub.example.com/ocpi/versions",
      method: "GET",
      httpStatus: 401,
      statusCode: 2001,
      statusMessage: `try ${token.slice(3, 20)}`,
      error: undefined,
      body: "envelope" as const,
    };
    const run = new Run(silentPorts(), defaultProfile, actionWords);
    run.found([{ code: "hub-token-refused", response, isBesideCrash: false, isAscii: true }]);
    run.knowToken(new HubToken(token));
    const frame: RunFrame = {
      ...runFrame,
      connection: `c-${token}`,
      hubUrl: `https://hub.example.com/${token}`,
      platformUrl: `https://platform.example.com/${token}`,
      receiverOverrides: { commands: `https://platform.example.com/${token}/commands` },
    };
    const record = recordOf(run, untouched("refused"), frame);
    assert.ok(longestShared(JSON.stringify(reportDocument(record)) + markdownReport(record, actionWords), token) < 8);
    assert.equal(record.command, "exchange");
  });

  it("do not change what can only be our own data, whatever a token is made of", () => {
    for (const finding of everyFinding) {
      const words = textsIn(finding).filter((text) => text.length >= 8);
      const run = new Run(silentPorts(), defaultProfile, actionWords);
      run.knowToken(new PlatformToken(`x${words.join("y")}z`));
      run.found([finding]);
      const [found] = run.findings;
      assert.ok(found !== undefined);
      const { message, fix = "" } = found;
      assert.doesNotMatch(message + fix, /undefined|NaN/, finding.code);
    }
  });
});

describe("what a token decodes to", () => {
  const uuid = randomUUID();
  const hex = randomBytes(16).toString("hex");
  const bytes = randomBytes(32);
  const tokens: readonly (readonly [what: string, token: string, shown: readonly string[]])[] = [
    ["Base64 of a UUID", Buffer.from(uuid).toString("base64"), [uuid, uuid.replaceAll("-", ""), uuid.slice(0, 13)]],
    ["unpadded Base64 of hex", Buffer.from(hex).toString("base64").replace(/=+$/, ""), [hex, hex.slice(8)]],
    ["Base64url of a text", Buffer.from(`partner>>${hex}??`).toString("base64url"), [`partner>>${hex}??`, hex]],
    [
      "Base64 of random bytes",
      bytes.toString("base64"),
      [bytes.toString("hex"), bytes.toString("hex").toUpperCase(), bytes.toString("latin1"), bytes.toString("utf8")],
    ],
  ];
  it("is taken out, too, where a decoder left out what it could not read", () => {
    const token = "0000000006000007000n00";
    const read = Buffer.from(token, "base64").toString("utf8").replaceAll("\uFFFD", "");
    assert.ok(read.length > 8);
    assert.equal(knowing(token).apply(`Unknown token ${read}.`), "Unknown token [hub token].");
  });

  for (const [what, token, all] of tokens) {
    it(`is taken out of a hub's words, of a platform's too: ${what}`, () => {
      const redaction = new Redaction();
      redaction.add(new PlatformToken(token));
      for (const shown of all) {
        const clean = redaction.apply(`Unknown token ${shown}.`);
        assert.equal(longestShared(clean, visibleText(shown)) < 8, true, clean);
        assert.ok(clean.includes("[platform token]"), clean);
      }
    });
  }
});

describe("what cannot be seen", () => {
  const invisible = [
    "\u061C",
    "\u00AD",
    "\u200B",
    "\u2060",
    "\u{E0020}",
    "\u{E007F}",
    "\uFEFF",
    "\u180E",
    "\u3164",
    "\uFFF9",
  ];

  it("is taken out of foreign text, in lines and in Markdown", () => {
    for (const character of invisible) {
      assert.equal(visibleText(`a${character}b`), "ab", JSON.stringify(character));
      assert.equal(plainLine(`a${character}b`), "ab");
    }
  });

  it("leaves an IPv6 address as it is, and no command at the start of a line", () => {
    assert.equal(plainLine("http://[::ffff:127.0.0.1]:80/"), "http://[::ffff:127.0.0.1]:80/");
    for (const command of ["::error::x", "  ::add-mask::x", "\u200B::set-output name=a::b", "\r\n::warning::x"]) {
      assert.doesNotMatch(plainLine(command), /^\s*::[a-z]/i);
    }
  });
});

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || value instanceof Date) return [];
  return Object.values(value).flatMap(textsIn);
}
