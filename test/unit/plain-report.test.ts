import assert from "node:assert/strict";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import { plainReport } from "../../src/core/report/plain-report.ts";
import { everyFinding } from "../support/every-finding.ts";
import { runAmong } from "../support/hostile-run.ts";
import { hostileTexts } from "../support/hostile-texts.ts";
import { elementsIn, proseOf, renderers } from "../support/renderers.ts";

const ours = new Set("h2 h3 p ol ul li code pre br".split(" "));

describe("the report for a mail", () => {
  it("is read as it is written: no HTML, no entity, no table, also of texts that have what would need one", () => {
    for (const first of hostileTexts.keys()) {
      const text = plainReport(runAmong([], first, editorWords), editorWords);
      // What a hub wrote stays what it wrote, as code: in what we write there is none.
      const own = text.replace(/^ {4}.*$/gm, "").replace(/(`+)[^]*?[^`]\1(?!`)/g, "");
      assert.doesNotMatch(own, /&(?:#\d+|\w+);|<\/?[a-z]|^\|/im, text);
    }
    const barred = hostileTexts.findIndex((text) => text.includes("|"));
    assert.ok(barred >= 0);
    assert.ok(!plainReport(runAmong([], barred, editorWords), editorWords).includes("&#124;"));
  });

  it("makes nothing of foreign text where something renders it, such as in an issue", () => {
    // GitHub's and the one of VS Code, of which each takes a second for all that can be found.
    const strictest = Object.entries(renderers).filter(([name]) => name === "cmark-gfm" || name === "markdown-it");
    assert.equal(strictest.length, 2);
    for (const first of hostileTexts.keys()) {
      const findings = first === 0 ? everyFinding : everyFinding.filter((_, index) => index % 40 === first % 40);
      const text = plainReport(runAmong(findings, first, editorWords), editorWords);
      for (const [name, render] of strictest) {
        const html = render(text);
        const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) => href);
        assert.deepEqual(links, [], `${name}, from text ${first}`);
        assert.deepEqual(
          elementsIn(html).filter((each) => !ours.has(each)),
          [],
          `${name}, from text ${first}`,
        );
        const live = /.{0,40}(?:@\w|(?<!&)#\d|\bgh-\d|:\/\/|www\.|evil|\]\().{0,40}/i.exec(proseOf(html));
        assert.equal(live?.[0], undefined, `${name}, from text ${first}`);
      }
    }
  });
});
