import assert from "node:assert/strict";
import { diagnosticsOf, type ConfigDiagnostic } from "../../../src/extension/language/diagnostics.ts";

const good = `version: 1
connections:
  chargeindia:
    hub:
      url: https://hub.chargeindia.com
    platform:
      url: https://your-platform.com/ocpi/2.2.1
      roles:
        - role: CPO
          country_code: IN
          party_id: ABC
          business_details: { name: Your CPO Ltd }
`;

/** The text that a diagnostic marks. */
function marked(text: string, { range }: ConfigDiagnostic): string {
  return text.split("\n")[range.line]?.slice(range.start, range.end) ?? "";
}

/** The text after the first quick fix of the first diagnostic. */
function fixed(text: string): string {
  const fix = diagnosticsOf(text, "ocpi.yml")[0]?.fixes[0];
  assert.ok(fix);
  const lines = text.split("\n");
  const line = lines[fix.range.line] ?? "";
  lines[fix.range.line] = line.slice(0, fix.range.start) + fix.replacement + line.slice(fix.range.end);
  return lines.join("\n");
}

describe("the diagnostics of ocpi.yml", () => {
  it("are none for a file that is right", () => assert.deepEqual(diagnosticsOf(good, "ocpi.yml"), []));

  const cases: readonly (readonly [string, string, string, RegExp, string])[] = [
    ["a key that is misspelt", "platform:", "plattform:", /Did you mean platform\?/, "plattform"],
    ["http:", "https://hub", "http://hub", /A token in it could be read by everybody/, "url"],
    ["a country in lower case", "country_code: IN", "country_code: in", /must be in upper case/, "country_code"],
  ];

  for (const [what, from, to, says, marks] of cases) {
    it(`mark ${what}, and mend it`, () => {
      const text = good.replace(from, to);
      const [first] = diagnosticsOf(text, "ocpi.yml");
      assert.match(first?.message ?? "", says);
      assert.equal(first === undefined ? "" : marked(text, first), marks);
      assert.equal(fixed(text), good);
    });
  }

  it("mark a literal token, and do not repeat it", () => {
    const text = good.replace("    platform:", "    initial_token: hub_0123456789\n    platform:");
    const [first, ...others] = diagnosticsOf(text, "ocpi.yml");
    assert.equal(others.length, 0);
    assert.equal(first?.code, "CONFIG");
    assert.equal(first === undefined ? "" : marked(text, first), "initial_token");
    assert.ok(!JSON.stringify(first).includes("hub_0123456789"));
  });

  it("mark a connection without a hub, and a party that is none", () => {
    const without = diagnosticsOf(good.replace("url: https://hub.chargeindia.com", "profile: chargeindia"), "ocpi.yml");
    assert.match(without[0]?.message ?? "", /hub\.url is missing/);
    const party = diagnosticsOf(good.replace("party_id: ABC", "party_id: ABCD"), "ocpi.yml");
    assert.match(party[0]?.message ?? "", /exactly three letters or digits/);
  });

  it("mark what is no YAML where it begins, and hold on to any text", () => {
    const [first] = diagnosticsOf("version: 1\nconnections: [\n", "ocpi.yml");
    assert.match(first?.message ?? "", /is not YAML/);
    for (const text of ["", "\n\n", "- 1", "a: *b", "{{", "version: 1"]) {
      for (const { range } of diagnosticsOf(text, "ocpi.yml"))
        assert.ok(range.line >= 0 && range.end > range.start, text);
    }
  });
});
