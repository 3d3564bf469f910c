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
    ["http:", "https://hub", "http://hub", /A token in it can be read by anyone/, "http://hub.chargeindia.com"],
    ["a country in lower case", "country_code: IN", "country_code: in", /must be in upper case/, "in"],
    ["a party in quotes", "party_id: ABC", "party_id: 'abc'", /must be in upper case/, "'abc'"],
    ["a role that is misspelt", "role: CPO", "role: CPOO", /is not a role that ChargeIndia Hub gives/, "CPOO"],
    ["a value that is misspelt", "encoding: plain", "encoding: plian", /must be one of auto, plain, base64/, "plian"],
    ["a host without a scheme", "url: https://hub", "url: hub", /is not a usable URL/, "hub.chargeindia.com"],
    ["a host with a path alone", "https://ocpi", "ocpi", /is not a usable URL/, "ocpi.acme.in/ocpi/2.2.1"],
    [
      "the hub's details",
      "india.com",
      "india.com/ocpi/2.2.1",
      /version details/,
      "https://hub.chargeindia.com/ocpi/2.2.1",
    ],
    [
      "the platform's credentials",
      "in/ocpi/2.2.1",
      "in/ocpi/2.2.1/credentials",
      /version details/,
      "https://ocpi.acme.in/ocpi/2.2.1/credentials",
    ],
    [
      "its versions",
      "in/ocpi/2.2.1",
      "in/ocpi/versions",
      /unless the account team/,
      "https://ocpi.acme.in/ocpi/versions",
    ],
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
      const mended = replaced(text, fix).replace("'ABC'", "ABC").replace("india.com/ocpi/versions", "india.com");
      assert.equal(mended, good);
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
    ["an origin in a list", "token_encoding: plain", "allowed_origins: [a]", "PAY-10", "a"],
    ["a host out of an example", "ocpi.acme.in", "your-platform.com", "PAY-12", "https://your-platform.com/ocpi/2.2.1"],
    ["a platform's URL without a path", "acme.in/ocpi/2.2.1", "acme.in", "PAY-14", "https://ocpi.acme.in"],
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

  it("are told all at once, whatever is wrong beside them", () => {
    const faults = [
      ...mendable.filter(([what]) => what !== "the version").map(([what, from, to]) => [what, from, to] as const),
      ...others.map(([what, from, to]) => [what, from, to] as const),
      ["a token", "    platform:", "    initial_token: hub_0123456789\n    platform:"] as const,
    ];
    const [head = "", one = ""] = good.split("  chargeindia:\n");
    const alone = faults.map(([, from, to]) => only(good.replace(from, to)));
    const texts = faults.map(([, from, to], index) =>
      good.replace(from, to).slice(head.length).replace("chargeindia:\n", `c${index}:\n`),
    );
    const found = diagnosticsOf(head + texts.join("") + `  last:\n${one}`, "ocpi.yml");
    const told = ({ code, message }: ConfigDiagnostic): string => `${code} ${message}`;
    const sorted = (diagnostics: readonly ConfigDiagnostic[]): string[] => diagnostics.map(told).toSorted();
    assert.deepEqual(sorted(found), sorted(alone));
  });

  it("are told all at once in one party, without what only follows from them", () => {
    const text = good
      .replace("token_encoding: plain", "token_encoding: rot13\n      bananas: 1")
      .replace("url: https://ocpi.acme.in", "url: http://ocpi.acme.in")
      .replace("country_code: IN", "country_code: in")
      .replace("party_id: ABC", "partyid: ABC")
      .replace("{ name: Your CPO Ltd }", "{ website: x }");
    const found = diagnosticsOf(text, "ocpi.yml").map(({ range, code }) => `${code} ${marked(text, range)}`);
    assert.deepEqual(found.toSorted(), [
      "CONFIG bananas",
      "CONFIG business_details",
      "CONFIG partyid",
      "CONFIG rot13",
      "PAY-11 http://ocpi.acme.in/ocpi/2.2.1",
      "PAY-24 in",
    ]);
  });

  it("stay where they are while a key is typed, and say nothing of what a broken text hides", () => {
    const wrong = good.replace("country_code: IN", "country_code: in");
    const codes = (text: string): string[] => [...new Set(diagnosticsOf(text, "ocpi.yml").map(({ code }) => code))];
    for (const half of [
      wrong.replace("    platform:", "    rou\n    platform:"),
      wrong.replace("      token_encoding: plain", "      tok"),
    ])
      assert.deepEqual(codes(half), ["CONFIG", "PAY-24"], half);
    // A quote that is not closed takes in all that follows.
    assert.deepEqual(codes(good.replace("hub:", "hub: '")), ["CONFIG"]);
    assert.deepEqual(codes(wrong.replace("{ name: Your CPO Ltd }", "{ name: 'Your CPO Ltd }")), ["CONFIG", "PAY-24"]);
    assert.deepEqual(codes(wrong.replace("{ name: Your CPO Ltd }", "[")), ["CONFIG", "PAY-24"]);
    // A token is told in any text.
    assert.deepEqual(codes(`${good}    routing: [\n      token: hub_0123456789\n`).slice(-1), ["CONFIG"]);
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
