import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { sequenceDiagram } from "../../src/core/report/sequence.ts";
import { everyFinding } from "../support/every-finding.ts";
import { runAmong } from "../support/hostile-run.ts";
import { hostileTexts } from "../support/hostile-texts.ts";
import { ownLinks } from "../support/own-links.ts";
import { proofSize } from "../support/proof-size.ts";
import { elementsIn, proseOf, renderers } from "../support/renderers.ts";

// What our own report is made of.
const ours = new Set("h2 h3 p ol ul li strong code pre table thead tbody tr th td details summary sub br".split(" "));

describe("the report in Markdown", () => {
  for (const [face, voice] of Object.entries({ workflow: actionWords, editor: editorWords })) {
    it(`makes nothing of foreign text, in the words of the ${face}`, () => {
      for (let first = 0; first < hostileTexts.length; first += 8 * proofSize.everyHostileRound) {
        const markdown = markdownReport(runAmong(everyFinding, first, voice), voice);
        for (const [name, render] of Object.entries(renderers)) {
          const html = render(markdown);
          // Our own links stay links, and all of them lead where we say.
          const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) => href);
          assert.deepEqual(
            links.filter((href) => !ownLinks.has(href)),
            [],
            `${name}, from text ${first}`,
          );
          const strange = elementsIn(html).filter((element) => element !== "a" && !ours.has(element));
          assert.deepEqual(strange, [], `${name}, from text ${first}`);
          const prose = proseOf(html);
          const live = /.{0,40}(?:@\w|(?<!&)#\d|\bgh-\d|\b[0-9a-f]{7,}\b|:\/\/|www\.|evil|\]\().{0,40}/i.exec(prose);
          assert.equal(live?.[0], undefined, `${name}, from text ${first}`);
          for (const [row] of html.matchAll(/<tr>[^]*?<\/tr>/g)) {
            const cells = [...row.matchAll(/<t[dh]\b/g)].length;
            assert.ok([3, 4, 5].includes(cells), row);
          }
        }
      }
    });
  }

  it("keeps its own link to the form, and makes none of others", () => {
    const grants = everyFinding.filter(({ code }) => code === "vault-forbidden");
    const markdown = markdownReport(runAmong(grants, 0, actionWords), actionWords);
    for (const render of Object.values(renderers)) {
      assert.match(render(markdown), /<a href="https:\/\/example\.com\/grant">open the form<\/a>/);
    }
  });

  it("draws nothing of foreign text in the sequence but harmless letters", () => {
    for (const first of hostileTexts.keys()) {
      const diagram = sequenceDiagram(runAmong([], first, actionWords), actionWords);
      for (const line of diagram.split("\n").slice(2)) {
        assert.match(
          line,
          /^ {2}(?:participant [RVHP] as [\w ]+|R(?:->>|-x)[HPV]: [A-Z]+ [\w\-./*~ ]*|note over [RHP,]+: [\w\-./*~ ]+|[HP]--(?:>>|x)R: [\w/ ]+)$/,
        );
      }
    }
  });
});
