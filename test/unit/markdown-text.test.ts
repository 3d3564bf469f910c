import assert from "node:assert/strict";
import fc from "fast-check";
import { plainForeign, foreign, quoted } from "../../src/core/findings/prose.ts";
import { plainLine } from "../../src/core/ocpi/escape.ts";
import { fenced, markdownCode, markdownSentence, markdownText } from "../../src/core/report/markdown-text.ts";
import { hostileTexts, hostileText } from "../support/hostile-texts.ts";
import { elementsIn, proseOf, renderers, shownText } from "../support/renderers.ts";

/** What goes in, as it may be shown: on one line, without what cannot be seen, blanks in a row as one. */
function normalised(text: string): string {
  return collapsed(plainLine(text));
}

function collapsed(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

// What GitHub makes links of in prose, and smileys, formulas and notes.
const live = /@\w|#\d|\bgh-\d|\b[0-9a-f]{7,}\b|:\/\/|www\.|:\w+:|\$|\[/i;

const scaffold = new Set(["p", "code", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "h2", "pre"]);

/** Renders foreign text where ours has it, and holds that it is nothing but its own letters. */
function assertInert(written: string, shown: string): void {
  for (const [name, render] of Object.entries(renderers)) {
    const why = `${name}: ${JSON.stringify(written)}`;
    const row = `before ${written} after`;
    const html = render(row);
    assert.deepEqual(
      elementsIn(html).filter((element) => !["p", "code"].includes(element)),
      [],
      `${why}\n${html}`,
    );
    assert.equal(shownText(html), `before ${shown} after`.replace(/\s+/g, " "), why);
    assert.doesNotMatch(proseOf(html), live, why);
    // A line, a list and a cell may begin and end with it.
    const alone = render(`- ${written}\n\n| a | b | c |\n| --- | --- | --- |\n| ${written} | ${written} | end |\n`);
    assert.deepEqual(
      elementsIn(alone).filter((element) => !scaffold.has(element)),
      [],
      `${why}\n${alone}`,
    );
    const cells = [...alone.matchAll(/<td[^>]*>([^]*?)<\/td>/g)].map(([, cell = ""]) => shownText(cell));
    assert.deepEqual(cells, [shown, shown, "end"], why);
    assert.doesNotMatch(proseOf(alone), live, why);
    if (shown === "") continue;
    const paragraph = render(written);
    assert.match(paragraph, /^<p>[^]*<\/p>\s*$/, why);
    assert.deepEqual(
      elementsIn(paragraph).filter((element) => !["p", "code"].includes(element)),
      [],
      why,
    );
  }
}

describe("foreign text in Markdown", () => {
  const ways: Readonly<Record<string, (text: string) => string>> = {
    "as code": markdownCode,
    "as prose": markdownText,
  };
  for (const [way, write] of Object.entries(ways)) {
    it(`${way} is nothing but text, to GitHub and to editors`, () => {
      for (const text of hostileTexts) assertInert(write(text), normalised(text));
      fc.assert(
        fc.property(hostileText, (text) => assertInert(write(text), normalised(text))),
        { numRuns: 1000 },
      );
    });
  }

  it("in a sentence of ours is nothing but text, whatever stands around it", () => {
    for (const text of hostileTexts) {
      const shown = normalised(plainForeign(text));
      assertInert(markdownSentence(`The hub says ${foreign(text)}.`), `The hub says ${shown}.`);
      assertInert(markdownSentence(`The hub says: ${quoted(text)}.`), `The hub says: "${shown}".`);
      assertInert(markdownSentence(`${foreign(text)}${foreign(text)}`), `${shown}${shown}`);
    }
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        // Shorter than what a sentence cuts, also with the blanks that keep it from being a command.
        const [prose, code] = [one.replace(/[`"]/g, ""), other.replace(/[`"]/g, "").slice(0, 150)];
        assertInert(markdownSentence(`${prose}${foreign(code)}`), collapsed(`${plainLine(prose)}${normalised(code)}`));
      }),
      { numRuns: 1000 },
    );
  });

  it("in a fence is nothing but text", () => {
    const property = fc.property(fc.array(hostileText), (lines) => {
      const text = lines.join("\n");
      for (const [name, render] of Object.entries(renderers)) {
        const html = render(`a\n\n${fenced(text, "text")}\n\nb`);
        assert.deepEqual([...new Set(elementsIn(html))], ["p", "pre", "code"], `${name}: ${JSON.stringify(text)}`);
        assert.match(html, /<\/code><\/pre>\s*<p>b<\/p>\s*$/, name);
      }
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("leaves prose as it is", () => {
    const prose =
      "Not ready: the hub's answer (HTTP 401) was sent at 10:02:00 UTC, by OCPI 2.2.1; 99% of 24/7 is well-known!";
    assert.equal(markdownText(prose), prose);
    assert.equal(
      markdownSentence('GET https://hub.example/ocpi answered: "x|y". Correct `party_id`.'),
      'GET `https://hub.example/ocpi` answered: "`x`&#124;`y`". Correct `party_id`.',
    );
    assert.equal(markdownText("<img src=x onerror=y> seen"), "`<img src=x onerror=y>` seen");
    assert.equal(markdownText("1. not a list"), "1\\. not a list");
  });

  it("is written in time that grows with its length alone", () => {
    const shapes = [".", "`", "|", "(.x)", "a.b ", "@ ", "``` ", "\u00AD", "a ", " ", "::a", "##["];
    for (const shape of shapes) {
      const write = (length: number): number => {
        const text = shape.repeat(length / shape.length);
        return cpuMs(() => [markdownCode(text), markdownText(text), fenced(text, "text")]);
      };
      const growths: number[] = [];
      while (growths.length < 3 && !growths.some((growth) => growth < 10)) {
        growths.push(write(160_000) / Math.max(Math.min(write(40_000), write(40_000)), 2));
      }
      assert.ok(Math.min(...growths) < 10, `${JSON.stringify(shape)}: ${growths.join(", ")} times for 4 times as much`);
    }
  });
});

/** How long this process is busy with it, whatever else the machine does. */
function cpuMs(work: () => unknown): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
