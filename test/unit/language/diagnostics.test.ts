import assert from "node:assert/strict";
import fc from "fast-check";
import { diagnosticsOf, type ConfigDiagnostic } from "../../../src/extension/language/diagnostics.ts";
import { good } from "./good-config.ts";
import { marked, replaced } from "./marked-text.ts";

function only(text: string): ConfigDiagnostic {
  const [first, ...others] = diagnosticsOf(text, "ocpi.yml");
  assert.ok(first);
  assert.deepEqual(others, []);
  return first;
}

describe("the diagnostics of ocpi.yml", () => {
  it("are none for a file that is right", () => assert.deepEqual(diagnosticsOf(good, "ocpi.yml"), []));

  const mendable: readonly (readonly [what: string, from: string, to: string, says: RegExp, marks: string])[] = [
    ["a key that is misspelt", "platform:", "plattform:", /Did you mean platform\?/, "plattform"],
    ["http:", "https://hub", "http://hub", /A token in it could be read by everybody/, "http://hub.chargeindia.com"],
    ["a country in lower case", "country_code: IN", "country_code: in", /must be in upper case/, "in"],
    ["a party in quotes", "party_id: ABC", "party_id: 'abc'", /must be in upper case/, "'abc'"],
    ["a role that is misspelt", "role: CPO", "role: CPOO", /is not a role that ChargeIndia Hub gives/, "CPOO"],
    ["a value that is misspelt", "encoding: plain", "encoding: plian", /must be one of auto, plain, base64/, "plian"],
    ["the version", "version: 1", "version: 2", /version must be 1/, "2"],
  ];

  for (const [what, from, to, says, marks] of mendable) {
    it(`mark ${what}, and mend it`, () => {
      const text = good.replace(from, to);
      const { message, range, fixes } = only(text);
      assert.match(message, says);
      assert.equal(marked(text, range), marks);
      const [fix] = fixes;
      assert.ok(fix);
      assert.equal(replaced(text, fix).replace("'ABC'", "ABC"), good);
    });
  }

  const others: readonly (readonly [what: string, from: string, to: string, code: string, marks: string])[] = [
    ["a party that is none", "party_id: ABC", "party_id: ABCD", "PAY-21", "ABCD"],
    ["a country that is none", "country_code: IN", "country_code: XX", "PAY-22", "XX"],
    ["a foreign country", "country_code: IN", "country_code: DE", "PAY-23", "DE"],
    ["a value that is far from each", "encoding: plain", "encoding: rot13", "CONFIG", "rot13"],
    ["a connection without a hub", "url: https://hub.chargeindia.com", "profile: chargeindia", "CONFIG", "chargeindia"],
    ["a role without its party", "          party_id: ABC\n", "", "CONFIG", "role"],
    ["a name that is none", "  chargeindia:", "  Charge India:", "CONFIG", "Charge India"],
    ["a value that is missing", "party_id: ABC", "party_id:", "PAY-21", "party_id"],
    ["a list where a text is wanted", "party_id: ABC", "party_id: [ABC]", "CONFIG", "party_id"],
    ["an origin in a list", "token_encoding: plain", "allowed_origins: [a.example]", "PAY-10", "a.example"],
    ["the hub's own party", "party_id: ABC", "party_id: CIH", "PAY-27", "CIH"],
  ];

  for (const [what, from, to, code, marks] of others) {
    it(`mark ${what}`, () => {
      const text = good.replace(from, to);
      const diagnostic = only(text);
      assert.equal(diagnostic.code, code);
      assert.equal(marked(text, diagnostic.range), marks);
      assert.deepEqual(diagnostic.fixes, []);
    });
  }

  it("mark the second of two parties that are the same", () => {
    const [head = "", party = ""] = good.split("      roles:\n");
    const text = `${head}      roles:\n${party}${party}`;
    const { range, code } = only(text);
    assert.equal(code, "PAY-25");
    assert.equal(range.start.line, text.trimEnd().split("\n").length - 2);
    assert.equal(marked(text, range), "ABC");
  });

  it("mark a literal token without repeating it, and tell what else is wrong", () => {
    const text = good
      .replace("    platform:", "    initial_token: hub_0123456789\n    platform:")
      .replace("ABC", "ABCD");
    const [first, second, ...more] = diagnosticsOf(text, "ocpi.yml");
    assert.equal(more.length, 0);
    assert.equal(first?.code, "CONFIG");
    assert.equal(first === undefined ? "" : marked(text, first.range), "initial_token");
    assert.ok(!JSON.stringify(first).includes("hub_0123456789"));
    assert.equal(second === undefined ? "" : marked(text, second.range), "ABCD");
  });

  it("use the words of the hub's own profile", () => {
    const text = good
      .replace("url: https://hub.chargeindia.com", "profile: ocpi-2.2.1\n      url: https://h.example/v")
      .replace("/ocpi/2.2.1", "/ocpi/versions");
    assert.match(only(text.replace("CPO", "XYZ")).message, /not a role that the hub gives to partners/);
  });

  it("speak as the editor does", () => {
    const text = good.replace("    platform:", "    hub_token: hub_0123456789\n    platform:");
    assert.match(only(text).message, /OCPI: Set Token…/);
  });

  it("mark the key where a merged value is wrong, because its place is shared", () => {
    const text = `${good.replace("platform:", "platform: &p").replace("ABC", "ABCD")}  second:\n    hub: { url: https://s.example }\n    platform: *p\n`;
    assert.deepEqual(
      diagnosticsOf(text, "ocpi.yml").map(({ range }) => marked(text, range)),
      ["ABCD", "platform"],
    );
  });

  it("mark what is no YAML where it begins, and hold on to any text", () => {
    const [first] = diagnosticsOf("version: 1\nconnections: [\n", "ocpi.yml");
    assert.match(first?.message ?? "", /is not YAML/);
    const holds = (text: string): void => {
      for (const { range } of diagnosticsOf(text, "ocpi.yml")) {
        assert.ok(range.start.line >= 0 && range.start.character >= 0, text);
        assert.ok(range.end.line > range.start.line || range.end.character > range.start.character, text);
      }
    };
    for (const text of ["", "\n\n", "- 1", "a: *b", "{{", "version: 1", "token:", "{token: x}", "?", "? token\n: x"])
      holds(text);
    fc.assert(fc.property(fc.string(), holds));
  });
});
