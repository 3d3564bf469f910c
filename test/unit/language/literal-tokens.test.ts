import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import { parseConfig } from "../../../src/core/config/config-file.ts";
import { literalTokensIn, withoutTokens } from "../../../src/extension/language/literal-tokens.ts";
import { good } from "./good-config.ts";
import { marked, replaced } from "./marked-text.ts";

const secret = "vXk2p9QmTz7LrB4nWc8yHd3s";

function under(key: "hub" | "platform", line: string): string {
  return good.replace(`    ${key}:\n`, `    ${key}:\n      ${line}\n`);
}

function kindIn(text: string): string {
  const [found] = literalTokensIn(text);
  return found?.worth.state === "movable" ? found.worth.token.kind : (found?.worth.state ?? "none");
}

/** Takes one token after the other out. */
function cleaned(text: string): string {
  const [first] = literalTokensIn(text);
  return first === undefined ? text : cleaned(replaced(text, first.removal));
}

describe("the literal tokens in ocpi.yml", () => {
  it("are of the kind that their name says, or else their place", () => {
    for (const [place, key, kind] of [
      ["hub", "token", "hub-token"],
      ["hub", "token_c", "hub-token"],
      ["hub", "hub_token", "hub-token"],
      ["hub", "tokenB", "none"],
      ["hub", "platformToken", "platform-token"],
      ["hub", "credentials_token_a", "initial-token"],
      ["hub", "initial_token", "initial-token"],
      ["hub", "authorization", "initial-token"],
      ["hub", "token_b", "platform-token"],
      ["platform", "token", "platform-token"],
      ["platform", "token_c", "hub-token"],
      ["platform", "secret", "platform-token"],
    ] as const) {
      assert.equal(kindIn(under(place, `${key}: ${secret}`)), kind, key);
    }
    assert.equal(kindIn(good.replace("    hub:", `    token: ${secret}\n    hub:`)), "hub-token");
  });

  it("stay where another connection has the same one, or the file does not say which one is meant", () => {
    const shared = `${under("hub", `token: &shared ${secret}`)}  other:\n    hub: { token: *shared }\n`;
    assert.deepEqual(
      literalTokensIn(shared).map(({ worth }) => worth.state),
      ["homeless", "homeless"],
    );
    const twice = under("hub", `token: ${secret}\n      token: ${secret}2`);
    assert.deepEqual(
      literalTokensIn(twice).map(({ worth }) => worth.state),
      ["homeless", "homeless"],
    );
  });

  it("can be moved with the hub and the platform that they are for", () => {
    const [found] = literalTokensIn(under("hub", `token: ${secret} # mine`));
    assert.ok(found?.worth.state === "movable");
    assert.equal(found.name, "connections.chargeindia.hub.token");
    assert.equal(found.worth.token.reveal(), secret);
    assert.equal(found.worth.description.hubUrl.value, "https://hub.chargeindia.com");
    assert.equal(found.worth.description.platformUrl?.value, "https://ocpi.acme.in/ocpi/2.2.1");
  });

  it("are not shown where the objects that hold them are printed", () => {
    const text = under("hub", `token: "${secret}"`);
    assert.ok(!inspect(literalTokensIn(text), { depth: 9 }).includes(secret));
    assert.ok(!JSON.stringify(literalTokensIn(text)).includes(secret));
    assert.equal(marked(text, literalTokensIn(text)[0]?.range ?? assert.fail()), "token");
  });

  it("are worth nothing when they are no tokens", () => {
    for (const value of ["", "''", "<your token>", "${{ secrets.TOKEN }}", "${env:TOKEN}", "changeme", "[a]"]) {
      assert.equal(kindIn(under("hub", `token: ${value}`)), "worthless", value);
    }
  });

  it("are never thrown away, although they are not written as they are used", () => {
    for (const value of [`|\n        ${secret}`, `"${secret} "`, `"Token ${secret}"`, `ocpi-${secret}`])
      assert.equal(kindIn(under("hub", `hub_token: ${value}`)), "homeless", value);
  });

  it("cannot be moved while it is not known which hub they are for", () => {
    assert.equal(kindIn(`token: ${secret}\n${good}`), "homeless");
    assert.equal(kindIn(under("hub", `token: ${secret}`).replace("url: https://hub", "uri: https://hub")), "homeless");
  });

  const places: readonly (readonly [what: string, from: string, to: string])[] = [
    ["a line", "      token_encoding", `      token: ${secret}\n      token_encoding`],
    ["a line with a comment", "      token_encoding", `      token: ${secret} # do not tell\n      token_encoding`],
    ["several lines", "      token_encoding", `      token: >-\n        ${secret}\n      token_encoding`],
    ["a value on the next line", "      token_encoding", `      token:\n        "${secret}"\n      token_encoding`],
    ["the last line of a map", "    platform:", `      password: ${secret}\n    platform:`],
    ["the end of the file", "Your CPO Ltd }\n", `Your CPO Ltd }\n    token: ${secret}\n`],
    ["the first key of a list's item", "- role: CPO", `- token: ${secret}\n          role: CPO`],
    ["a map in one line, at the end", "Your CPO Ltd }", `Your CPO Ltd, token: ${secret} }`],
    ["a map in one line, at the beginning", "{ name:", `{ token: ${secret}, name:`],
    ["two at once", "    platform:", `      token_b: ${secret}\n      token_c: ${secret}x\n    platform:`],
    ["something within a token", "    platform:", `      token:\n        token: ${secret}\n    platform:`],
  ];

  for (const [what, from, to] of places) {
    it(`leave the rest as it was: ${what}`, () => {
      const text = good.replace(from, to);
      assert.equal(cleaned(text), good);
      assert.equal(cleaned(text.replaceAll("\n", "\r\n")), good.replaceAll("\n", "\r\n"));
      assert.equal(withoutTokens(text).length, text.length);
      assert.ok("config" in parseConfig(withoutTokens(text), "ocpi.yml"));
    });
  }

  it("leave a map where there was nothing else", () => {
    assert.equal(cleaned(`hub:\n  token: ${secret}\nx: 1\n`), "hub:\n  {}\nx: 1\n");
    assert.equal(cleaned(`hub: { token: ${secret} }\nx: 1\n`), "hub: {  }\nx: 1\n");
  });

  it("go from any place without a trace", () => {
    const lines = good.trimEnd().split("\n");
    fc.assert(
      fc.property(fc.integer({ min: 3, max: lines.length }), (at) => {
        const indent = /^[\s-]*/.exec(lines[at] ?? "    ")?.[0].replaceAll("-", " ") ?? "";
        const text = [...lines.slice(0, at), `${indent}token: ${secret}`, ...lines.slice(at), ""].join("\n");
        const parsed = parseConfig(text, "ocpi.yml");
        fc.pre("findings" in parsed && parsed.findings.every(({ code }) => code === "config-token"));
        assert.equal(cleaned(text), good);
      }),
    );
  });
});
