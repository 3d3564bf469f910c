import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../src/core/config/config-file.ts";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { sentences } from "../../src/core/findings/catalogue.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";

function faults(text: string): string[] {
  const parsed = parseConfig(text, "ocpi.yml");
  if ("config" in parsed) return [];
  return parsed.findings.map((finding) => {
    const { message, fix = "" } = sentences(finding, { words: actionWords, profile: chargeindia });
    return [...message, fix].join(" ");
  });
}

const good = `version: 1
connections:
  chargeindia:
    hub:
      profile: chargeindia
      url: https://hub.chargeindia.com
      token_encoding: auto
      allowed_origins: []
    platform: &platform
      url: https://your-platform.com/ocpi/2.2.1
      roles:
        - role: CPO
          country_code: IN
          party_id: ABC
          business_details: { name: Your CPO Ltd, website: https://your-platform.com, gstin: 29ABCDE1234F1Z5 }
    receivers: {}
    routing:
      - { role: EMSP, country_code: IN, party_id: XYZ }
`;

describe("ocpi.yml", () => {
  it("is read as the documentation shows it", () => {
    const parsed = parseConfig(good, "ocpi.yml");
    assert.ok("config" in parsed);
    assert.deepEqual(Object.keys(parsed.config.connections), ["chargeindia"]);
    assert.equal(
      parsed.config.connections["chargeindia"]?.platform?.roles?.[0]?.business_details["gstin"],
      "29ABCDE1234F1Z5",
    );
    assert.deepEqual(parsed.config.sourceOf(["connections", "chargeindia", "platform", "roles", 0, "party_id"]), {
      name: "connections.chargeindia.platform.roles[0].party_id",
      file: "ocpi.yml",
      position: { line: 14, column: 11 },
    });
  });

  it("takes ids as they are written", () => {
    for (const id of ["1E5", "007", "NO", "0x1", "1.0"]) {
      const parsed = parseConfig(good.replace("party_id: ABC", `party_id: ${id}`), "ocpi.yml");
      assert.ok("config" in parsed);
      assert.equal(parsed.config.connections["chargeindia"]?.platform?.roles?.[0]?.party_id, id);
    }
  });

  it("understands merge keys", () => {
    const parsed = parseConfig(
      `${good}  second:\n    hub: { url: https://second.example }\n    platform:\n      <<: *platform\n`,
      "ocpi.yml",
    );
    assert.ok("config" in parsed);
    assert.equal(parsed.config.connections["second"]?.platform?.url, "https://your-platform.com/ocpi/2.2.1");
  });

  it("names a wrong key, where it is, and the nearest right one", () => {
    assert.deepEqual(faults(good.replace("party_id: ABC", "partyId: ABC")), [
      '`ocpi.yml` line 14, column 11 has an unknown key, "partyId". Did you mean `party_id`?',
    ]);
    assert.match(
      faults(good.replace("    hub:", "    bananas:"))[0] ?? "",
      /line 4, column 5 has an unknown key, "bananas".* The keys here are: `hub`, `platform`/,
    );
  });

  it("tells a literal token without repeating it", () => {
    for (const line of [
      "token: s3cret-value",
      "initial_token: s3cret-value",
      "hubToken: s3cret-value",
      "password: s3cret-value",
    ]) {
      const [fault = "", ...more] = faults(good.replace("      token_encoding: auto", `      ${line}`));
      assert.match(fault, /line 7, column 7 holds a token .* goes into the inputs/);
      assert.ok(!fault.includes("s3cret"));
      assert.deepEqual(more, []);
    }
  });

  it("knows that a module is called tokens", () => {
    assert.deepEqual(faults(good.replace("receivers: {}", "receivers: { tokens: https://x.example/tokens }")), []);
  });

  it("gives line and column of what is not YAML", () => {
    assert.match(
      faults("version: 1\nconnections:\n  a: [\n")[0] ?? "",
      /`ocpi\.yml` line [34], column \d+ is not YAML/,
    );
    assert.match(
      faults("a: 1\na: 2\n")[0] ?? "",
      /line 2, column 1 is not YAML\. The parser says: `Map keys must be unique`\./,
    );
  });

  it("says what a value must be", () => {
    assert.match(
      faults(good.replace("token_encoding: auto", "token_encoding: rot13"))[0] ?? "",
      /line 7.*must be one of `auto`, `plain`, `base64`/,
    );
    assert.match(
      faults(good.replace("version: 1", "version: 2"))[0] ?? "",
      /line 1, column 1: `version` must be 1, the version of this file/,
    );
    for (const party of ["IN", "IN*", "INCIH", "IN*CIHX", "I*CIH"]) {
      const withParty = good.replace("token_encoding: auto", `party: ${party}`);
      assert.match(faults(withParty)[0] ?? "", /line 7.*a country code and a party id, such as IN\*CIH/, party);
    }
    assert.deepEqual(faults(good.replace("token_encoding: auto", "party: IN*CIS")), []);
    assert.match(faults("")[0] ?? "", /must be a map/);
    assert.match(faults(good.replace("  chargeindia:", "  all:"))[0] ?? "", /a name other than "all"/);
    assert.match(
      faults(good.replace("  chargeindia:", "  Charge India:"))[0] ?? "",
      /lower-case letters, digits and dashes/,
    );
  });

  it("survives anything", () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghij"[index]}`).join(",")}]`)
      .join("\n")}\n`;
    assert.ok(faults(bomb).length > 0);
    fc.assert(fc.property(fc.string(), (text) => void parseConfig(text, "ocpi.yml")));
  });

  it("points to the very line of a wrong key, wherever it stands", () => {
    const lines = good.trimEnd().split("\n");
    // Under the hub, whose keys have six spaces before them.
    const property = fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 20 }), (place, blank) => {
      const at = 4 + place;
      const text = [
        ...lines.slice(0, at),
        ...Array<string>(blank).fill(""),
        "      zzzzzzzz: 1",
        ...lines.slice(at),
      ].join("\n");
      assert.match(
        faults(text)[0] ?? "",
        new RegExp(`line ${at + blank + 1}, column 7 has an unknown key, "zzzzzzzz"`),
      );
    });
    fc.assert(property);
  });
});
