import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import type { Finding } from "../../src/core/findings/catalogue.ts";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import type { Words } from "../../src/core/findings/words.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import type { RequestRecord } from "../../src/core/record/request.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { sequenceDiagram } from "../../src/core/report/sequence.ts";
import { everyFinding } from "../support/every-finding.ts";
import { hostileTexts } from "../support/hostile-texts.ts";
import { elementsIn, proseOf, renderers } from "../support/renderers.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

const at = new Date("2026-11-23T10:02:00Z");

// What a peer, a file or GitHub says, wherever a finding has it.
const foreignFields = new Set(
  "url statusMessage error value key detail path event offered version module party listed got contentType capsule".split(
    " ",
  ),
);

/** Hostile texts, one after the other, beginning with one of them. */
function hostileFrom(first: number): () => string {
  let index = first;
  return () => hostileTexts[index++ % hostileTexts.length] ?? "";
}

/** The same, with a hostile text wherever a text is foreign. */
function spoilt<T>(value: T, text: () => string, isForeign = false): T {
  if (typeof value === "string") return (isForeign ? text() : value) as T;
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => spoilt(item, text, isForeign)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, spoilt<unknown>(inner, text, foreignFields.has(key))]),
  ) as T;
}

/** A run that met a hub, a platform and a file in which every text is a hostile one. */
function runAmong(findings: readonly Finding[], first: number, voice: Words): RunRecord {
  const run = new Run(silentPorts(at), chargeindia, voice);
  const next = hostileFrom(first);
  const text = next();
  run.found(findings.map((finding) => spoilt(finding, next)));
  const record = recordOf(run, { ...untouched("refused"), reason: findings[0] }, runFrame);
  const party = { role: text, country_code: text, party_id: text };
  const request: RequestRecord = {
    peer: "hub",
    method: "GET",
    url: `https://hub.example.com/${text}`,
    attempt: 1,
    encoding: "plain",
    httpStatus: undefined,
    statusCode: undefined,
    statusMessage: text,
    requestId: text,
    at,
    durationMs: 1,
    error: text,
  } as RequestRecord;
  return {
    ...record,
    parties: [{ party, status: "PLANNED", lastUpdated: text }],
    ownParties: [party],
    hub: { ...record.hub, url: text, version: text, endpoints: [{ identifier: text, role: text, url: text }] },
    requests: [request, { ...request, method: "POST", url: text }, { ...request, httpStatus: 500 }],
  } as RunRecord;
}

// What our own report is made of.
const ours = new Set("h2 h3 p ol ul li strong code pre table thead tbody tr th td details summary sub br".split(" "));

describe("the report in Markdown", () => {
  for (const [face, voice] of Object.entries({ workflow: actionWords, editor: editorWords })) {
    it(`makes nothing of foreign text, in the words of the ${face}`, () => {
      for (let first = 0; first < hostileTexts.length; first += 8) {
        const markdown = markdownReport(runAmong(everyFinding, first, voice), voice);
        for (const [name, render] of Object.entries(renderers)) {
          const html = render(markdown);
          // Our own links stay links, and all of them lead where we say.
          const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) => href);
          assert.deepEqual(
            links.filter((href) => href !== "https://example.com/grant"),
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
      for (const line of diagram.split("\n").slice(1)) {
        assert.match(
          line,
          /^ {2}(?:participant [RVHP] as [\w ]+|R(?:->>|-x)[HPV]: [A-Z]+ [\w\-./*~ ]*|note over [RHP,]+: [\w\-./*~ ]+|[HP]--(?:>>|x)R: [\w/ ]+)$/,
        );
      }
    }
  });
});
