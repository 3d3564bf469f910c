import assert from "node:assert/strict";
import { parseConfig } from "../../src/core/config/config-file.ts";
import { FILE_LIMIT } from "../../src/core/config/config-yaml.ts";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { sentences } from "../../src/core/findings/catalogue.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ConfigText } from "../../src/extension/language/config-text.ts";
import { diagnosticsOf } from "../../src/extension/language/diagnostics.ts";
import { literalTokensIn } from "../../src/extension/language/literal-tokens.ts";
import { canTakeMore } from "../../src/extension/state/with-connection.ts";
import { proofSize } from "../support/proof-size.ts";

/** As many lines as fit. */
function filled(length: number, line: (index: number) => string, before = "version: 1\n", after = ""): string {
  const lines = [before];
  let rest = length - before.length - after.length;
  for (let index = 0; ; index += 1) {
    const next = line(index);
    rest -= next.length;
    if (rest < 0) return lines.join("") + after;
    lines.push(next);
  }
}

const inConnections = "version: 1\nconnections:\n";
const inHub = `${inConnections} a:\n  hub:\n   url: https://hub.example\n`;
const inRoles = `${inHub}  platform:\n   url: https://p.example/x\n   roles:\n`;
const badRole = (index: number): string =>
  `{role: cpo, country_code: IN, party_id: x${index}, business_details: {name: a}}`;

/** Texts that repeat a structure, of any length. Each made some reader slow, or could. */
const shapes: Readonly<Record<string, (length: number) => string>> = {
  "unknown keys": (length) => filled(length, (index) => `key${index}: 1\n`),
  "unknown keys in connections": (length) => filled(length, (index) => ` c${index}:\n  x: 1\n`, inConnections),
  "the same key": (length) => filled(length, () => "version: 1\n"),
  "long keys": (length) => filled(length, (index) => `${"platform".repeat(100)}${index}: 1\n`),
  "connections without a hub": (length) => filled(length, (index) => ` c${index}: {}\n`, inConnections),
  "wrong values": (length) =>
    filled(length, (index) => ` c${index}: {hub: {url: https://h.example, token_encoding: plaim}}\n`, inConnections),
  "wrong roles": (length) => filled(length, (index) => `   - ${badRole(index)}\n`, inRoles),
  "wrong receivers": (length) => filled(length, (index) => `   m${index}: http://x\n`, `${inHub}  receivers:\n`),
  tokens: (length) => filled(length, (index) => `   x${index}_token: abcdefghijk${index}\n`, inHub),
  "the same token": (length) => filled(length, () => "   hub_token: abcdefghijk\n", inHub),
  "tokens on one line": (length) =>
    filled(length, (index) => `x${index}_token: ab, `, `${inConnections} a: {hub: {`, "}}"),
  "aliases of one anchor": (length) => filled(length, () => "*a,", "a: &a 1\nb: [", "]"),
  "anchors and aliases": (length) => filled(length, (index) => `k${index}: &a${index} 1\nl${index}: *a${index}\n`),
  merges: (length) => filled(length, () => "  <<: *a\n", "a: &a {b: 1}\nc:\n"),
  "merges of much": (length) =>
    filled(
      length,
      (index) => `c${index}: {<<: *a}\n`,
      filled(length / 2, (index) => `k${index}: 1, `, "a: &a {", "}\n"),
    ),
  "opening brackets": (length) => "[".repeat(length),
  "nested brackets": (length) => "[".repeat(length / 2) + "]".repeat(length / 2),
  "nested keys": (length) => "{? ".repeat(length / 3),
  "keys that are maps": (length) => filled(length, (index) => `? {a: ${index}}\n: &a${index} x\n`),
  "closing brackets": (length) => "]".repeat(length),
  commas: (length) => `[${",".repeat(length - 2)}]`,
  "a long text": (length) => `version: ${"x".repeat(length - 9)}`,
  "a long URL": (length) => `${inConnections} a: {hub: {url: 'https://${"@".repeat(length - 60)}'}}`,
  comments: (length) => filled(length, () => "  # c\n", inConnections),
  "empty lines": (length) => filled(length, () => "\n", `${inConnections} a: {}\n`),
};

// They read it by way of all the others.
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  "the diagnostics": (text) => diagnosticsOf(text, "ocpi.yml"),
  "the quick fixes for tokens": literalTokensIn,
  "Add Connection": canTakeMore,
};

/** How long this process is busy with it, whatever else the machine does. */
function cpuMs(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function messages(text: string): string[] {
  const parsed = parseConfig(text, "ocpi.yml");
  return "config" in parsed
    ? []
    : parsed.findings.map((finding) => {
        const { message, fix = "" } = sentences(finding, { words: actionWords, profile: chargeindia });
        return [...message, fix].join(" ");
      });
}

const chosen = Object.entries(shapes).filter((_each, index) => index % proofSize.everyConfigShape === 0);

describe("a large ocpi.yml", () => {
  for (const [shape, make] of chosen) {
    it(`of ${shape} is read in time that grows with its length alone`, () => {
      let number = 0;
      // Each time another text, because one that was read is remembered.
      const another = (length: number): string => make(length + 64 * number++);
      // Nor is there anything of the text before, of which the diagnostics parse only what was edited.
      const anew = (read: (text: string) => unknown, text: string): number => {
        read(`${inConnections}${["x", "y", "z", number].map((name) => ` n${name}: {}\n`).join("")}`);
        return cpuMs(() => read(text));
      };
      for (const [reader, read] of Object.entries(readers)) {
        const growths: number[] = [];
        // Six times as long may take six times as long, and as much again; a quadratic reader takes 36 times, each time.
        while (growths.length < 3 && !growths.some((growth) => growth < 20)) {
          const [one, other, sixTimes] = [another(16_000), another(16_000), another(96_000)];
          const short = Math.min(anew(read, one), anew(read, other));
          growths.push(anew(read, sixTimes) / Math.max(short, 1));
        }
        assert.ok(
          Math.min(...growths) < 20,
          `${reader}: ${growths.map((growth) => growth.toFixed(1)).join(", ")} times`,
        );
      }
    });
  }

  it("has at most a hundred findings told, and how many more there are", () => {
    const text = filled(FILE_LIMIT, (index) => `key${index}: 1\n`);
    const lines = text.split("\n").length - 1;
    const told = messages(text);
    assert.equal(told.length, 101);
    // `connections` is missing, too.
    assert.match(told[1] ?? "", /unknown key/);
    assert.match(told.at(-1) ?? "", new RegExp(`has ${lines - 1 + 1 - 100} more findings, from line \\d+ on`));
    for (const [, make] of chosen) {
      assert.ok(messages(make(64_000)).length <= 101);
      assert.ok(diagnosticsOf(make(64_000), "ocpi.yml").length <= 101);
    }
  });

  it("has errors told before what is only unusual", () => {
    const foreign = "   - {role: CPO, country_code: DE, party_id: ABC, business_details: {name: a}}\n";
    const wrong = "   - {role: CPO, country_code: IN, party_id: ABCD, business_details: {name: a}}\n";
    const found = diagnosticsOf(`${inRoles}${foreign.repeat(150)}${wrong}`, "ocpi.yml");
    assert.equal(found.length, 101);
    assert.ok(
      found.some(({ code }) => code === "PAY-21"),
      "the one error of its kind is told",
    );
    assert.match(found.at(-1)?.message ?? "", /has \d+ more findings/);
  });

  it("is not read above 256 kB, and says so alone", () => {
    const fits = filled(FILE_LIMIT, (index) => ` c${index}: {}\n`, inConnections).padEnd(FILE_LIMIT, "\n");
    assert.deepEqual(messages(fits), []);
    // In bytes, not in characters.
    const wide = `${inConnections} a: {}\n# ${"\u20AC".repeat(FILE_LIMIT / 3)}`;
    for (const text of [`${fits}\n`, wide, "[".repeat(50_000_000)]) {
      assert.deepEqual(
        messages(text).map((message) => message.replace(/ Keep what .*/, "")),
        ["`ocpi.yml` is larger than 256 kB, so it was not read."],
      );
      assert.deepEqual(new ConfigText(text).entries, []);
      assert.equal(diagnosticsOf(text, "ocpi.yml").length, 1);
      assert.deepEqual(literalTokensIn(text), []);
      assert.equal(canTakeMore(text), false);
    }
  });

  it("may say a thing once for hundreds of connections, but not multiply without end", () => {
    const platform = "{url: https://p.example/x, roles: []}";
    const shared = filled(
      40_000,
      (index) => `  c${index}:\n    hub: {url: https://h${index}.example}\n    platform: *platform\n`,
      `version: 1\nconnections:\n  c:\n    platform: &platform ${platform}\n`,
    );
    const parsed = parseConfig(shared, "ocpi.yml");
    assert.ok("config" in parsed, "findings" in parsed ? JSON.stringify(parsed.findings[0]) : "");
    assert.ok(Object.keys(parsed.config.connections).length > 400);
    assert.equal(parsed.config.connections["c300"]?.platform?.url, "https://p.example/x");
    const multiplied = filled(60_000, (index) => `c${index}: *a\n`, `a: &a [${"1,".repeat(10_000)}]\n`);
    assert.match(messages(multiplied).join("\n"), /With its aliases written out it is larger than 256 kB/);
    const nested = "a: &a [1,1,1,1,1,1,1,1,1]\n".concat(
      ..."bcdefghij".split("").map((name, index) => `${name}: &${name} [${`*${"abcdefghij"[index]},`.repeat(9)}]\n`),
    );
    assert.match(messages(nested).join("\n"), /line 6.*With its aliases written out/);
  });

  it("says what cannot be read, and where", () => {
    assert.match(messages("a: &a [*a]\n")[0] ?? "", /line 1, column 8 .*an alias of what it stands in/);
    assert.match(messages("a: 1\nb: *c\n")[0] ?? "", /line 2, column 4 .*Nothing before it is called &c/);
    assert.match(messages("a: 1\n? [b]\n: 1\n")[0] ?? "", /line 2, column 3 .*A key must be a text/);
    assert.match(messages("a: 1\nb: 1\na: 1\n")[0] ?? "", /line 3, column 1 .*Map keys must be unique/);
    assert.match(messages(`${"[".repeat(60)}${"]".repeat(60)}`)[0] ?? "", /nested more than 50 levels deep/);
  });
});
