import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { pageLines, wrapped } from "../../src/sandbox/page-text.ts";

function shown(markdown: string, columns?: number): string[] {
  return pageLines(markdown, columns).map(stripVTControlCharacters);
}

describe("a step summary in a terminal", () => {
  it("has headings, code, links and entities without their marks", () => {
    assert.deepEqual(
      shown(
        "## ✅ `IN*ABC` is **CONNECTED**.\n\nSee [the page](https://example.com/a#b), `` a`b `` &#42; &lt;x&gt; &amp;amp;\n",
      ),
      ["✅ IN*ABC is CONNECTED.", "", "See the page (https://example.com/a#b), a`b * <x> &amp;"],
    );
  });

  it("has a link in brackets without others, also beside what is bold, and in a table its words alone", () => {
    const link = "[how to](https://example.com/a#b)";
    assert.deepEqual(shown(`1. **you**: Save it (${link}). **Now**.`), [
      "1. you: Save it (how to: https://example.com/a#b). Now.",
    ]);
    assert.deepEqual(shown(`| Check |\n| --- |\n| ${link} |\n`), ["Check", "how to"]);
  });

  it("has tables in columns, and where they are too wide each row by itself", () => {
    const table = "| Step |  | Time |\n| --- | --- | --- |\n| `Look` | ✅ works | 1 ms |\n| A \\| B | – | |\n";
    assert.deepEqual(shown(table), ["Step             Time", "Look   ✅ works  1 ms", "A | B  –"]);
    assert.deepEqual(shown(table, 18), ["Look  ✅ works", "    Time: 1 ms", "A | B  –"]);
  });

  it("names what is folded, in one sentence, and shows what is open", () => {
    const details = (title: string, open = ""): string =>
      `<details${open}><summary>${title}</summary>\n\nWithin.\n\n</details>`;
    assert.deepEqual(shown([details("Notes (1)"), details("Steps"), "<sub>Footer</sub>"].join("\n\n")), [
      "Folded: Notes (1), Steps. To read all of it, add report-path=report.md.",
      "",
      "Footer",
    ]);
    assert.deepEqual(shown(details("Message", " open")), ["Message", "", "", "Within."]);
  });

  it("leaves what is fenced as it is, however long, and whatever fences are in it", () => {
    const long = "x".repeat(60);
    assert.deepEqual(shown(`Before:\n\n\`\`\`\`text\n| a | **b** |\n\`\`\`\n${long}\n\`\`\`\`\nAfter`, 20), [
      "Before:",
      "",
      "    | a | **b** |",
      "    ```",
      `    ${long}`,
      "After",
    ]);
  });

  it("breaks lines between words, and begins the rest below the text of an item", () => {
    assert.deepEqual(shown("1. one two three four", 12), ["1. one two", "   three", "   four"]);
    assert.deepEqual(wrapped("  name    a text that is long", 16, "          "), [
      "  name    a text",
      "          that",
      "          is",
      "          long",
    ]);
    assert.deepEqual(wrapped("no blank in this".replaceAll(" ", "-"), 5), ["no-blank-in-this"]);
  });

  it("obeys nothing that an entity could stand for", () => {
    assert.deepEqual(pageLines("a&#27;[2J&#155;b&#999999;"), ["a[2Jb\u{F423F}"]);
    assert.deepEqual(pageLines("&#9999999;"), ["&#9999999;"]);
  });
});
