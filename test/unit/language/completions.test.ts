import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../src/core/config/config-file.ts";
import type { PartyStatus } from "../../../src/core/record/result.ts";
import { completionsAt, type Completion } from "../../../src/extension/language/completions.ts";
import { ConfigText } from "../../../src/extension/language/config-text.ts";
import { good } from "./good-config.ts";

const listed = (role: string, party_id: string, country_code = "IN"): PartyStatus => ({
  party: { role, country_code, party_id },
  status: "CONNECTED",
  lastUpdated: undefined,
});
const hubList = [
  listed("CPO", "ABC"),
  listed("EMSP", "XYZ"),
  listed("CPO", "QRS"),
  listed("EMSP", "007", "NL"),
  listed("HUB", "CIH"),
  // What a hub says is written into a file only where it can be a party.
  listed("EMSP", "A: B"),
  listed("${TM_FILENAME}", "EVL"),
];

/** The place of `^` in a text, and the text without it. */
function placed(text: string): { text: string; offset: number } {
  const offset = text.indexOf("^");
  assert.notEqual(offset, -1);
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

function offered(marked: string, known: readonly PartyStatus[] = hubList): readonly Completion[] {
  const { text, offset } = placed(marked);
  const position = new ConfigText(text).positionAt(offset);
  return completionsAt(text, position, (name) => (name === "chargeindia" ? known : []))?.items ?? [];
}

const labels = (marked: string): string[] => offered(marked).map(({ label }) => label);

/** The text after one of what is offered was taken, as VS Code writes it when each place to fill in is left as it is. */
function taken(marked: string, label: string): string {
  const { text, offset } = placed(marked);
  const config = new ConfigText(text);
  const found = completionsAt(text, config.positionAt(offset), () => hubList);
  const item = found?.items.find((each) => each.label === label);
  assert.ok(found && item, `${label} is not offered`);
  const start = config.offsetAt(found.range.start);
  const blanks = /^ */.exec(text.slice(config.lineStartOf(start)))?.[0] ?? "";
  const written = item.insert
    .replaceAll(/\$\{\d+[:|]((?:\\.|[^}|,\\])*)(?:,(?:\\.|[^}\\])*)?\}/g, "$1")
    .replaceAll(/\$\d+/g, "")
    .replaceAll(/\\(.)/g, "$1")
    .replaceAll("\n", `\n${blanks}`);
  return text.slice(0, start) + written + text.slice(config.offsetAt(found.range.end));
}

const connection = `version: 1
connections:
  chargeindia:
    hub:
      url: https://hub.chargeindia.com
    platform:
      url: https://ocpi.acme.in/ocpi/2.2.1
      roles:
        - role: CPO
          country_code: IN
          party_id: ABC
          business_details: { name: Your CPO Ltd }
`;

describe("the completion of ocpi.yml", () => {
  it("offers the keys of each map, without those that stand there", () => {
    assert.deepEqual(labels(`${good}^`), []);
    assert.deepEqual(labels("^"), ["ocpi.yml", "version", "connections"]);
    assert.deepEqual(labels("version: 1\n^"), ["connections"]);
    assert.deepEqual(labels("connections:\n  a:\n    ^"), ["hub", "platform", "receivers", "routing"]);
    assert.deepEqual(labels("connections:\n  a:\n    hub:\n      url: x\n      ^\n    platform:\n"), [
      "profile",
      "token_encoding",
      "party",
      "allowed_origins",
    ]);
    assert.deepEqual(labels("connections:\n  a:\n    platform:\n      roles:\n        - role: CPO\n          ^"), [
      "country_code",
      "party_id",
      "business_details",
    ]);
    assert.deepEqual(labels("connections:\n  a:\n    hub: { url: x, ^ }\n"), [
      "profile",
      "token_encoding",
      "party",
      "allowed_origins",
    ]);
  });

  it("knows the map by the indentation, while the text is no YAML yet", () => {
    const half = "connections:\n  a:\n    hub:\n      url: x\n      foo\n    platform:\n      ^\n      roles: [\n";
    assert.deepEqual(labels(half), ["url"]);
    assert.deepEqual(labels("connections:\n  a:\n    hub:\n      url: x\n    ^\n"), [
      "platform",
      "receivers",
      "routing",
    ]);
    assert.deepEqual(labels("connections:\n  a:\n    hub:\n      ^\n      url: x\n"), [
      "profile",
      "token_encoding",
      "party",
      "allowed_origins",
    ]);
    assert.deepEqual(labels("connections:\n  a:\n    routing:\n      - { role: EMSP, ^\n  b:\n    hub:\n"), [
      "country_code",
      "party_id",
    ]);
  });

  it("reads lines as Windows ends them", () => {
    const windows = "connections:\r\n  a:\r\n    hub:\r\n      url: x\r\n      ^\r\n    platform: {}\r\n";
    assert.deepEqual(labels(windows), ["profile", "token_encoding", "party", "allowed_origins"]);
    assert.equal(taken(windows, "token_encoding"), windows.replace("^", "token_encoding: "));
  });

  it("offers the values that the schema has, the hub's roles, and every country", () => {
    const hub = "connections:\n  a:\n    hub:\n      ";
    assert.deepEqual(labels(`${hub}profile: ^`), ["chargeindia", "ocpi-2.2.1"]);
    assert.deepEqual(labels(`${hub}profile:^`), ["chargeindia", "ocpi-2.2.1"]);
    assert.deepEqual(labels(`${hub}token_encoding: pl^ain # as they said`), ["auto", "plain", "base64"]);
    assert.deepEqual(labels(`${hub}token_encoding: "^"`), ["auto", "plain", "base64"]);
    assert.deepEqual(labels(`${hub}token_encoding:\n        ^`), ["auto", "plain", "base64"]);
    const role = `    platform:\n      roles:\n        - `;
    assert.deepEqual(labels(`connections:\n  a:\n${role}role: ^`), ["CPO", "EMSP"]);
    assert.ok(labels(`${hub}profile: ocpi-2.2.1\n${role}role: ^`).includes("NSP"));
    const countries = offered(`connections:\n  a:\n${role}country_code: ^`);
    assert.equal(countries.length, 249);
    assert.deepEqual([countries[0]?.label, countries[0]?.detail, countries[0]?.isLikeliest], ["IN", "India", true]);
    assert.deepEqual(labels("version: ^"), ["1"]);
  });

  it("offers nothing in comments, in texts, behind values and in what is not ours", () => {
    for (const text of [
      "# ^",
      "version: 1 # ^",
      "connections:\n  a:\n    hub:\n      # ^\n      url: x",
      "connections:\n  a:\n    hub:\n      url: x ^",
      "connections:\n  a:\n    hub:\n      url: 'x' ^",
      "connections:\n  a:\n    platform:\n      roles:\n        - business_details:\n            name: |\n              ro^",
      "connections:\n  a:\n    hub: {}^",
      "connections:\n  a:\n    hub:\n      token: ^",
      "elsewhere:\n  ^",
      "---^",
      "%^",
    ])
      assert.deepEqual(labels(text), [], text);
  });

  it("writes keys with what belongs under them, where they stand", () => {
    assert.equal(
      taken("connections:\n  a:\n    ^", "hub"),
      "connections:\n  a:\n    hub:\n      url: https://hub.chargeindia.com",
    );
    assert.equal(taken("connections:\n  a:\n    hub: { ^ }", "url"), "connections:\n  a:\n    hub: { url:  }");
    assert.equal(
      taken("connections: { a: { ^ } }", "hub"),
      "connections: { a: { hub: { url: https://hub.chargeindia.com } } }",
    );
    // A key that is there already is only renamed.
    assert.equal(taken("connections:\n  a:\n    pl^: {}", "platform"), "connections:\n  a:\n    platform: {}");
    assert.equal(taken("version:^", "1"), "version: 1");
    assert.equal(taken("ver^", "version"), "version: 1");
  });

  it("writes a file, connections, roles, receivers and partners that nothing is wrong with but their examples", () => {
    const whole = taken("^", "ocpi.yml");
    assert.ok("config" in parseConfig(whole, "ocpi.yml"), whole);
    const second = taken(`${connection}  ^`, "chargeindia-2");
    const other = taken(`${connection}  ^`, "hub");
    assert.match(
      other,
      /\n {2}hub:\n {4}hub:\n {6}profile: ocpi-2.2.1\n {6}url: https:\/\/hub.example.com\/ocpi\/versions\n/,
    );
    const dashed = taken(connection.replace(/ {8}- role[^]*$/, "        - ^\n"), "party");
    const role = taken(connection.replace(/ {8}- role[^]*$/, "        ^\n"), "party");
    assert.equal(dashed, role);
    const receivers = taken(`${connection}    ^`, "receivers");
    assert.match(
      receivers,
      / {4}receivers:\n {6}tokens: https:\/\/ocpi\.acme\.in\/ocpi\/2\.2\.1\/tokens\/\{country_code\}/,
    );
    const routing = taken(`${connection}    ^`, "routing");
    for (const text of [second, other, role, receivers, routing]) {
      const parsed = parseConfig(text, "ocpi.yml");
      assert.ok("config" in parsed, `${text}${JSON.stringify(parsed)}`);
    }
  });

  it("offers the parties that the hub listed when it was read last, in the routing of its connection", () => {
    const partners = ["IN*XYZ (EMSP)", "IN*QRS (CPO)", "NL*007 (EMSP)"];
    const inRouting = `${connection}    routing:\n      ^`;
    assert.deepEqual(labels(inRouting), [...partners, "partner"]);
    assert.deepEqual(labels(inRouting.replace("^", "- ^")).slice(0, 3), partners);
    const first = taken(inRouting, "NL*007 (EMSP)");
    assert.match(first, /routing:\n {6}- \{ role: EMSP, country_code: NL, party_id: 007 \}$/);
    assert.equal(taken(inRouting.replace("^", "- ^"), "NL*007 (EMSP)"), first);
    assert.equal(taken(inRouting.replace("^", "- { ^ }"), "NL*007 (EMSP)"), first.replace("{ role", "{ role"));
    assert.deepEqual(labels(`${first}\n      ^`), ["IN*XYZ (EMSP)", "IN*QRS (CPO)", "partner"]);
    // Each field of one, by what stands beside it.
    assert.deepEqual(labels(inRouting.replace("^", "- { role: EMSP, party_id: ^ }")), ["XYZ", "007"]);
    assert.deepEqual(labels(inRouting.replace("^", "- { role: EMSP, country_code: IN, party_id: ^ }")), ["XYZ"]);
    assert.deepEqual(labels(inRouting.replace("^", "- { country_code: ^ }")).slice(0, 3), ["IN", "NL", "AD"]);
    // Another connection's hub is not this one's.
    const another = `${connection}  other:\n    routing:\n      - { party_id: ^ }`;
    assert.deepEqual(labels(another), []);
  });

  it("offers each key while it is typed, at the end of a text and in the middle of it", () => {
    const text = `${good}    receivers:\n      commands: https://ocpi.acme.in/commands/{command}\n    routing:\n      - { role: EMSP, country_code: IN, party_id: XYZ }\n`;
    const keys = new ConfigText(text).entries.filter(({ path, key }) => {
      const [, , side, module] = path;
      return key !== undefined && path.length !== 2 && !(side === "receivers" && module !== undefined);
    });
    assert.ok(keys.length > 12);
    for (const { key, path } of keys) {
      const { start = 0, end = 0 } = key ?? {};
      for (const offset of [start, start + 2, end]) {
        const name = String(path.at(-1));
        assert.ok(labels(`${text.slice(0, offset)}^`).includes(name), `${name} at ${offset} of what is typed`);
        const inside = `${text.slice(0, offset)}^${text.slice(offset)}`;
        assert.ok(labels(inside).includes(name), `${name} at ${offset} of the whole`);
      }
    }
  });

  it("never fails, whatever was typed and taken out, and replaces only what is on the line", () => {
    const text = `${good}    receivers: {}\n    routing:\n      - { role: 'EMSP', country_code: "IN", party_id: &x XYZ }\n  b: *x\n# end\n`;
    const place = fc.nat({ max: text.length });
    fc.assert(
      fc.property(
        place,
        place,
        place,
        fc.constantFrom("", "\n", "- ", "{", "'", '"', ": ", "#", "|", "&a ", "\t"),
        (from, to, at, typed) => {
          const changed = text.slice(0, from) + typed + text.slice(Math.max(from, to));
          const config = new ConfigText(changed);
          const position = config.positionAt(at);
          const found = completionsAt(changed, position, () => hubList);
          if (found === undefined) return;
          assert.equal(found.range.start.line, position.line);
          assert.equal(found.range.end.line, position.line);
          assert.ok(
            found.range.start.character <= position.character && position.character <= found.range.end.character,
          );
          assert.equal(new Set(found.items.map(({ label }) => label)).size, found.items.length);
        },
      ),
      { numRuns: 200 },
    );
    for (let length = 0; length <= text.length; length += 1) labels(`${text.slice(0, length)}^`);
  });
});
