import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { parseConfig, type ConfigFile } from "../../../src/core/config/config-file.ts";
import { describedConnection } from "../../../src/core/config/description.ts";
import { descriptionIn } from "../../../src/core/config/file-description.ts";
import {
  canTakeMore,
  UneditableConfig,
  withConnection,
  type NewConnection,
} from "../../../src/extension/state/with-connection.ts";
import { good } from "../language/good-config.ts";

const added: NewConnection = {
  name: "second",
  hubUrl: "https://hub.example.com",
  platformUrl: "https://platform.example.com/ocpi/2.2.1",
  role: "EMSP",
  countryCode: "IN",
  partyId: "XYZ",
  businessName: "Second: eMSP #1",
};

const lines = `  second:
    hub:
      url: https://hub.example.com
    platform:
      url: https://platform.example.com/ocpi/2.2.1
      roles:
        - role: EMSP
          country_code: IN
          party_id: XYZ
          business_details:
            name: "Second: eMSP #1"
`;

function configIn(text: string): ConfigFile {
  const parsed = parseConfig(text, "ocpi.yml");
  assert.ok("config" in parsed, text);
  return parsed.config;
}

describe("adding a connection to ocpi.yml", () => {
  it("makes a file with its schema where there is none", () => {
    for (const nothing of [undefined, "", "\n"]) {
      assert.equal(
        withConnection(nothing, added),
        `# yaml-language-server: $schema=https://raw.githubusercontent.com/ocpi-onboarding/ocpi-onboarding/v1/schemas/ocpi.schema.json\nversion: 1\nconnections:\n${lines}`,
      );
    }
  });

  it("writes what the user said, without errors", () => {
    const description = descriptionIn(configIn(withConnection(good, added)), "second") ?? assert.fail();
    const described = describedConnection(description, true);
    assert.ok("connection" in described);
    assert.deepEqual(
      described.connection.warnings.map(({ code }) => code),
      ["url-placeholder"],
    );
    assert.equal(description.hubUrl.value, added.hubUrl);
    assert.equal(description.platformUrl?.value, added.platformUrl);
    assert.deepEqual(description.roles, [
      { role: "EMSP", country_code: "IN", party_id: "XYZ", business_details: { name: "Second: eMSP #1" } },
    ]);
  });

  it("names the profile only where it was said", () => {
    assert.match(withConnection(good, { ...added, profile: "ocpi-2.2.1" }), /hub:\n      profile: ocpi-2\.2\.1\n/);
  });

  it("takes any name for what it is", () => {
    for (const businessName of ["a\u2028b", "- a: b #c", "'\"\\", "\u00e9\u4e2d\ud83d\ude00", "*x", " x "]) {
      const { connections } = configIn(withConnection(good, { ...added, businessName }));
      assert.equal(connections["second"]?.platform?.roles?.[0]?.business_details.name, businessName);
    }
  });

  it("quotes what other readers of YAML take for something else", () => {
    const text = withConnection(undefined, { ...added, countryCode: "NO", partyId: "1E5", businessName: "yes" });
    assert.match(text, /country_code: "NO"/);
    for (const businessName of [
      "yes",
      "Off",
      "n",
      "~",
      "007",
      "0x1F",
      "1_000",
      "12:30",
      "2026-01-01",
      ".inf",
      "<<",
      "=",
    ]) {
      const other = withConnection(undefined, {
        ...added,
        name: "on",
        countryCode: "NO",
        partyId: "1E5",
        businessName,
      });
      const [role] = parse(other, { version: "1.1" }).connections["on"].platform.roles;
      assert.deepEqual([role.country_code, role.party_id, role.business_details.name], ["NO", "1E5", businessName]);
    }
  });

  const places: readonly (readonly [what: string, before: string, after: string])[] = [
    ["behind the last one", good, `${good}${lines}`],
    ["behind its comments", `${good}    # mine\n\n  # also\n# not`, `${good}    # mine\n\n  # also\n${lines}# not`],
    ["before other keys", `connections:\n  a: {} # x\nversion: 1\n`, `connections:\n  a: {} # x\n${lines}version: 1\n`],
    ["behind a file without a last line break", `version: 1`, `version: 1\nconnections:\n${lines}`],
    ["behind a connection without one", `connections:\n  a: {}`, `connections:\n  a: {}\n${lines}`],
    ["where there is none", "version: 1\nconnections:\n", `version: 1\nconnections:\n${lines}`],
    ["where there is none at the end", "version: 1\nconnections:", `version: 1\nconnections:\n${lines}`],
    ["where there is none yet", "connections: # none\nversion: 1\n", `connections: # none\n${lines}version: 1\n`],
    ["above a comment", "connections:\n  # none\nversion: 1\n", `connections:\n${lines}  # none\nversion: 1\n`],
    ["instead of {}", "version: 1\nconnections: {} # none\n", `version: 1\nconnections: # none\n${lines}`],
    ["behind comments alone", "# mine\n", `# mine\nversion: 1\nconnections:\n${lines}`],
    [
      "apart, where they stand apart",
      "connections:\n  a: {}\n\n  b: {}\n",
      `connections:\n  a: {}\n\n  b: {}\n\n${lines}`,
    ],
    [
      "behind a text with its empty lines",
      "connections:\n  a: |+\n    x\n\n",
      `connections:\n  a: |+\n    x\n\n${lines}`,
    ],
  ];

  for (const [what, before, after] of places) {
    it(`inserts it ${what}`, () => {
      assert.equal(withConnection(before, added), after);
      const windows = (text: string): string => text.replaceAll("\n", "\r\n");
      assert.equal(withConnection(windows(`${before}\n`), added), windows(withConnection(`${before}\n`, added)));
    });
  }

  it("takes the indent of the others", () => {
    const changed = withConnection("connections:\n    a:\n        hub: {}\n", added);
    assert.match(changed, /\n {4}second:\n {8}hub:\n {12}url:/);
    assert.deepEqual(
      configIn(`version: 1\n${changed}`).connections["second"],
      configIn(withConnection(good, added)).connections["second"],
    );
  });

  const pair = `"second": {"hub":{"url":"https://hub.example.com"},"platform":{"url":"https://platform.example.com/ocpi/2.2.1","roles":[{"role":"EMSP","country_code":"IN","party_id":"XYZ","business_details":{"name":"Second: eMSP #1"}}]}}`;

  for (const [before, after] of [
    ['{ "version": 1, "connections": { "a": {} } }', `{ "version": 1, "connections": { "a": {}, ${pair} } }`],
    ['{"version": 1, "connections": {\n}}', `{"version": 1, "connections": { ${pair} \n}}`],
    ['{ "version": 1 }', `{ "version": 1, "connections": {${pair}} }`],
    ["connections: { a: {}, b: { x: 1 } } # all", `connections: { a: {}, b: { x: 1 }, ${pair} } # all`],
    ["connections: {\n  a: {} # first\n}\n", `connections: {\n  a: {}, ${pair} # first\n}\n`],
  ] as const) {
    it(`keeps to braces where the file does: ${before.replaceAll("\n", " ")}`, () => {
      assert.equal(withConnection(before, added), after);
      assert.equal(parse(after).connections.second.hub.url, added.hubUrl);
    });
  }

  it("leaves alone what it cannot add to", () => {
    for (const text of [
      "- 1",
      "just a text",
      "connections: [",
      "connections: []",
      "connections: text",
      "connections: *a",
      "a: &a {}\nconnections: *a",
      "connections:\n  second: {}\n",
      "version: 1\n...\n",
      "a: 1\n---\nb: 2\n",
    ]) {
      assert.throws(() => withConnection(text, added), UneditableConfig, text);
    }
  });

  it("leaves every other line as it was, byte for byte", () => {
    const comment = fc.constantFrom("", " # mine", "   #  'quoted' \"twice\" ");
    const blanks = fc.constantFrom("", "\n", "  \n", "# a comment\n", "\n# two\n\n");
    const inner = fc.constantFrom(
      "    hub: { url: 'https://a.example' }",
      '    hub:\n      url: "https://a.example"\n      # last',
      "    platform:\n        url:   https://p.example   \n        roles: [ ]",
      "    routing:\n    - { role: EMSP, country_code: IN, party_id: XYZ }",
      "    receivers: {}\n\n",
      "    receivers:\n      cdrs: >-\n        https://c.example\n        /x",
    );
    const connection = fc.tuple(comment, inner, blanks).map(([a, b, c]) => `${a}\n${b}\n${c}`);
    const config = fc
      .tuple(blanks, comment, fc.array(connection, { minLength: 0, maxLength: 4 }), blanks, fc.boolean())
      .map(([top, note, connections, end, last]) => {
        const all = connections.map((text, index) => `  c-${index}:${text}`).join("");
        return last
          ? `${top}connections:${note}\n${all}${end}version: 1\n${end}`
          : `${top}version: 1 # first\nconnections:${note}\n${all}${end}`;
      });
    const party = fc.stringMatching(/^[A-Z0-9]{3}$/);
    const name = fc
      .string({ minLength: 1, maxLength: 100, unit: "grapheme" })
      .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
    const property = fc.property(config, party, name, fc.boolean(), (unix, partyId, businessName, windows) => {
      const text = windows ? unix.replaceAll("\n", "\r\n") : unix;
      const changed = withConnection(text, { ...added, partyId, businessName });
      const before = text.split("\n");
      const after = changed.split("\n");
      const from = after.findIndex((line) => line.trimEnd() === "  second:");
      const rest = [...after.slice(0, from), ...after.slice(from + lines.split("\n").length - 1)];
      const apart = after[from - 1]?.trim() === "" && rest.length === before.length + 1;
      if (apart) rest.splice(from - 1, 1);
      assert.deepEqual(rest, before);
      const { connections } = configIn(changed);
      assert.deepEqual(Object.keys(connections).length, (text.match(/^ {2}c-\d/gm) ?? []).length + 1);
      const [role] = connections["second"]?.platform?.roles ?? [];
      assert.deepEqual([role?.party_id, role?.business_details.name], [partyId, businessName]);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("tells before the first question whether the file can take a connection", () => {
    for (const text of [undefined, "", "version: 1\nconnections:\n", "version: 1\nconnections: {}\n", good]) {
      assert.equal(canTakeMore(text), true, text);
    }
    const token = good.replace("connections:\n", "hub_token: abc\nconnections:\n");
    for (const text of ["- a list\n", "version: 1\nconnections: [", "version: 2\n", `${good}unknown: yes\n`, token]) {
      assert.equal(canTakeMore(text), false, text);
    }
  });

  it("holds on to any text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          withConnection(text, added);
        } catch (error) {
          assert.ok(error instanceof UneditableConfig, text);
        }
      }),
    );
  });
});
