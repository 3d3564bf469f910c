import assert from "node:assert/strict";
import fc from "fast-check";
import { isAlias, isMap, isScalar, isSeq } from "yaml";
import { readConfig } from "../../src/core/config/config-file.ts";
import { composed, readYaml, type ConfigYaml } from "../../src/core/config/config-yaml.ts";
import { EditedYaml } from "../../src/core/config/edited-yaml.ts";
import { proofSize } from "../support/proof-size.ts";

/** What stands where in a text, as data. */
function seen({ document, faults, isTooMuch, lines }: ConfigYaml): unknown {
  return {
    contents: nodeSeen(document.contents),
    errors: document.errors.map(({ pos, code, message }) => [pos, code, message]),
    faults,
    isTooMuch,
    lines: lines.lineStarts,
  };
}

function nodeSeen(node: unknown): unknown {
  if (isMap(node)) return [rangeOf(node), node.flow, node.items.map(({ key, value }) => [key, value].map(nodeSeen))];
  if (isSeq(node)) return [rangeOf(node), node.flow, node.items.map(nodeSeen)];
  if (isAlias(node)) return [rangeOf(node), "*", node.source];
  return isScalar(node) ? [rangeOf(node), node.type, String(node.value), node.anchor, node.tag] : node;
}

/** The end of what belongs to a node, blanks and comments, is read by nobody. */
function rangeOf({ range }: { range?: readonly number[] | null }): unknown {
  return range?.slice(0, 2);
}

const connection = (name: string, indent: string): string =>
  `${indent}${name}:
${indent}${indent}hub: { url: https://hub.chargeindia.com }
${indent}${indent}platform:
${indent}${indent}  url: https://${name}.example/ocpi/2.2.1
${indent}${indent}  roles:
${indent}${indent}    - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: A } }
`;

const file = (names: readonly string[], indent = "  "): string =>
  `version: 1\nconnections:\n${names.map((name) => connection(name, indent)).join("")}`;

const names = ["one", "two", "3", "four", "one"];

/** What people type, and what makes a text into another one. */
const typed = [
  "\n",
  "\r",
  "\r\n",
  "\t",
  " ",
  "  ",
  "    ",
  "\n  ",
  "\n    ",
  "\u2028",
  "\uFEFF",
  ":",
  ": ",
  "- ",
  "? ",
  "#",
  " # c\n",
  "\n# c\n",
  "\n#c",
  "\n      # c\n",
  '"',
  "'",
  "{",
  "}",
  "[",
  "]",
  ",",
  "|",
  "|+\n",
  ">-\n",
  "\n  |\n",
  "&a ",
  "*a",
  "&a {}",
  "<<: *a",
  "!!map ",
  "!x ",
  "%YAML 1.1\n---\n",
  "\n---\n",
  "\n...\n",
  "--- ",
  "a",
  "A",
  "\n  new",
  "\n  new:",
  "\n  new: {}\n",
  "\n    platf\n",
  "\n    platform:",
  "token: secret1\n",
  "\nversion: 2\n",
  "connections:\n",
  "\nconnections:\n  x: {}\n",
  "\nmore: 1\n",
  "\n  two:\n",
  "_:\n",
  "  _:\n",
  "\n  all: {}\n",
];

describe("ocpi.yml that is edited", () => {
  const edit = fc.record({
    at: fc.nat(),
    length: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(4), fc.nat(80)),
    text: fc.oneof({ weight: 4, arbitrary: fc.constantFrom("", ...typed) }, fc.string({ maxLength: 3 })),
    /** The edit before it is taken back first. */
    undo: fc.boolean(),
  });

  it("is read as if it were read for the first time, whatever is typed", function () {
    this.timeout(600_000);
    fc.assert(
      fc.property(
        fc.constantFrom("", " ", "  ", "\t"),
        fc.constantFrom("", "# end\n", "more: 1\n", "\n\n"),
        fc.array(edit, { maxLength: 8 }),
        (indent, end, edits) => {
          const edited = new EditedYaml();
          const good = file(names, indent) + end;
          let [before, text] = [good, good];
          for (const { at, length, text: written, undo } of edits) {
            if (undo) text = before;
            before = text;
            const from = at % (text.length + 1);
            text = text.slice(0, from) + written + text.slice(from + length);
            assert.deepEqual(seen(edited.read(text)), seen(readYaml(text)));
            const [again, first] = [
              readConfig(text, "ocpi.yml", (each) => edited.read(each)),
              readConfig(text, "ocpi.yml"),
            ];
            assert.deepEqual(
              { ...again, config: again.config.connections },
              { ...first, config: first.config.connections },
            );
          }
        },
      ),
      {
        numRuns: proofSize.editedFiles,
        includeErrorInReport: true,
        // A bracket that is never closed, of which the library comes out in the connection behind it.
        examples: [
          [
            " ",
            "",
            [
              { at: 225, length: 0, text: "\nmore: 1\n", undo: false },
              { at: 62_099_835, length: 76, text: "  ", undo: false },
              { at: 1_386_580_902, length: 0, text: "_:\n", undo: false },
            ],
          ],
        ],
      },
    );
  });

  /** How many characters are parsed for a text after another one. */
  function parsedFor(before: string, text: string): number {
    let parsed = 0;
    const edited = new EditedYaml((part) => {
      parsed += part.length;
      return composed(part);
    });
    edited.read(before);
    parsed = 0;
    edited.read(text);
    return parsed;
  }

  const many = file(Array.from({ length: 100 }, (_each, index) => `c${index}`));
  const edits: readonly (readonly [what: string, from: string, to: string])[] = [
    ["a value", "c50.example", "c50.acme.in"],
    ["a wrong value", "https://c50", "http://c50"],
    ["a key that is half typed", "  c50:\n", "  c50:\n    platf\n"],
    ["a name that is half typed", "  c50:\n", "  new\n  c50:\n"],
    ["a line more", "  c50:\n", "\n  c50:\n"],
    ["a comment", "  c50:\n", "# c\n  c50:\n"],
    ["the last connection", "c99.example", "c99.acme.in"],
    ["the version", "version: 1", "version: 2"],
    ["a connection less", connection("c50", "  "), ""],
    [
      "two connections that change places",
      connection("c50", "  ") + connection("c51", "  "),
      connection("c51", "  ") + connection("c50", "  "),
    ],
  ];
  for (const [what, from, to] of edits) {
    it(`has only what was edited parsed: ${what}`, () => {
      const text = many.replace(from, to);
      assert.notEqual(text, many);
      // The last connection is parsed each time, and what is broken with those behind it.
      assert.ok(parsedFor(many, text) < 10 * (many.length / 100), `${parsedFor(many, text)} characters`);
      assert.ok(parsedFor("", text) > text.length, "at first all of it is parsed");
    });
  }

  it("is parsed once for all who read the same text, but for one with aliases, which its reader replaces", () => {
    assert.equal(parsedFor(many, many), 0);
    const shared = many.replace("hub: {", "hub: &hub {").replace(/hub: \{.*\}/g, "hub: *hub");
    assert.ok(parsedFor(shared, shared) > 0);
  });
});
