import assert from "node:assert/strict";
import { hoverAt } from "../../../src/extension/language/hovers.ts";
import { ConfigText } from "../../../src/extension/language/config-text.ts";
import { hostileTexts } from "../../support/hostile-texts.ts";
import { elementsIn, proseOf, renderers } from "../../support/renderers.ts";
import { good } from "./good-config.ts";
import { marked } from "./marked-text.ts";
import { config, statesOf } from "./states.ts";

const now = new Date("2026-11-25T10:03:00Z");
const states = statesOf({
  chargeindia: { kind: "status", status: "CONNECTED", checkedAt: new Date("2026-11-25T10:00:00Z"), warnings: 0 },
});

/** What is told where some words stand in the text. */
function told(words: string, text = good, known = states): string {
  const at = new ConfigText(text).positionAt(text.indexOf(words) + 1);
  return hoverAt(text, at, config, known, now)?.markdown ?? "";
}

function assertInert(markdown: string): void {
  for (const render of Object.values(renderers)) {
    const html = render(markdown);
    assert.deepEqual(
      elementsIn(html).filter((element) => !["p", "ul", "li", "code"].includes(element)),
      [],
      `${markdown}\n${html}`,
    );
    assert.doesNotMatch(proseOf(html), /@\w|#\d|:\/\/|www\./, markdown);
  }
}

describe("the hovers in ocpi.yml", () => {
  it("tell on a connection's name how it is", () => {
    assert.equal(told("chargeindia:"), "chargeindia is CONNECTED: the Hub reaches your platform. Checked 3 min ago.");
    assert.equal(told("chargeindia:", good, statesOf({})), "");
  });

  it("tell on keys what they mean, and mark the key", () => {
    assert.match(told("version"), /version of this file/);
    assert.match(told("connections"), /No token may stand in this file/);
    assert.match(told("party_id"), /Three letters or digits/);
    assert.match(told("token_encoding"), /`auto` finds out/);
    assert.match(told("name: Your"), /at most 100 characters/);
    const at = new ConfigText(good).positionAt(good.indexOf("ABC"));
    const hover = hoverAt(good, at, config, states, now);
    assert.equal(marked(good, hover?.range ?? assert.fail()), "party_id");
  });

  it("tell on the hub's address where it looks there", () => {
    const markdown = told("https://hub.");
    assert.match(markdown, /^The hub's origin, or its versions URL/);
    assert.match(markdown, /\n- versions: `https:\/\/hub\.chargeindia\.com\/ocpi\/versions`\n/);
    assert.match(markdown, /\n- credentials: `https:\/\/hub\.chargeindia\.com\/ocpi\/2\.2\.1\/credentials`\n/);
    const other = good.replace(
      "url: https://hub.chargeindia.com",
      "profile: ocpi-2.2.1\n      url: https://h.example/v",
    );
    assert.match(told("https://h.", other), /- versions: `https:\/\/h\.example\/v`$/);
  });

  it("tell on the platform's address where the hub calls", () => {
    const markdown = told("https://ocpi.");
    assert.match(
      markdown,
      /\n- commands \(CPO\): `POST https:\/\/ocpi\.acme\.in\/ocpi\/2\.2\.1\/commands\/\{command\}`\n/,
    );
    assert.ok(!markdown.includes("cdrs"));
  });

  it("tell it although there is a token in the file, and do not tell the token", () => {
    const text = good.replace("    platform:", "    hub_token: vXk2p9QmTz7LrB4nWc8yHd3s\n    platform:");
    assert.match(told("https://hub.", text), /- versions:/);
    assert.equal(told("vXk2", text), "");
  });

  it("show foreign texts as plain text, in every renderer", () => {
    for (const hostile of hostileTexts) {
      const state = { kind: "failed", result: "refused", reason: hostile, checkedAt: now } as const;
      assertInert(told("chargeindia:", good, statesOf({ chargeindia: state })));
      const url = JSON.stringify(`https://x.example/${hostile}`);
      const receiver = good.replace("    platform:", `    receivers: { commands: ${url} }\n    platform:`);
      assertInert(told("https://ocpi.", receiver));
    }
    const receiver = good.replace(
      "    platform:",
      "    receivers: { commands: 'https://x.example/`![i](command:y)`' }\n    platform:",
    );
    assert.match(told("https://ocpi.", receiver), /`` POST https:\/\/x\.example\/`!\[i\]\(command:y\)` ``/);
  });

  it("are silent elsewhere, and do not fail on any text", () => {
    assert.equal(told("- role: CPO"), "");
    for (const text of ["", "[", "a: *b", "connections: {"]) {
      assert.equal(hoverAt(text, { line: 0, character: 0 }, config, states, now)?.range.start.line ?? 0, 0);
    }
    assert.equal(hoverAt(good, { line: 99, character: 0 }, config, states, now), undefined);
  });
});
