import assert from "node:assert/strict";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import type { Finding } from "../../../src/core/findings/catalogue.ts";
import { chargeindia } from "../../../src/core/profiles/chargeindia.ts";
import type { Result } from "../../../src/core/record/result.ts";
import type { LastRun } from "../../../src/extension/state/last-run.ts";
import { stateOf, type ConnectionFacts } from "../../../src/extension/state/connection-state.ts";
import { unsettledOf, unsettledWords, type Unsettled } from "../../../src/extension/state/unsettled.ts";
import { treeOf } from "../../../src/extension/view/tree-model.ts";
import { findingOf } from "../../support/finding-of.ts";
import { absent, checkedAt, now, recordOf, settled, stored, view } from "../../support/tree-views.ts";

const at = new Date(checkedAt.getTime() - 60_000);
const left = { at, answered: false, rotating: false };
const later = { state: "stored", storedAt: now, handedOn: false } as const;
const lockPlace = "the lock";

/** The last run, which ended after the lock was taken, unless it is said otherwise. */
function run(result: Result, finding?: Finding, command = "exchange", finishedAt = checkedAt): LastRun {
  const reason = finding && findingOf(finding, { words: editorWords, profile: chargeindia });
  return { record: recordOf({ command, result, reason, finishedAt }) };
}

const used: Finding = { code: "recovery-initial-token-refused", lockPlace, interruptedAt: at };

type Case = readonly [what: string, facts: Partial<ConnectionFacts>, expected: string, words: string];
const unknown =
  "The exchange of chargeindia was interrupted: it is not known whether the Hub registered your platform.";
const findsOut = `${unknown} Exchange Credentials finds out, and goes on.`;
const stopped =
  "chargeindia is registered and its hub token is stored, but the exchange was stopped before its end. Exchange Credentials goes on from there.";

const cases: readonly Case[] = [
  [
    "a window that was closed in its POST",
    { hubToken: absent, initialToken: stored, last: undefined },
    "unknown exchange",
    findsOut,
  ],
  [
    "the same, after a run that had found something before",
    { hubToken: absent, initialToken: stored, last: run("in-doubt", used, "exchange", new Date(at.getTime() - 1)) },
    "unknown exchange",
    findsOut,
  ],
  [
    "a cancel in a POST whose answer was lost",
    {
      hubToken: absent,
      initialToken: stored,
      last: run("in-doubt", { code: "stopped-in-doubt", lockPlace, interruptedAt: undefined }),
    },
    "unknown exchange",
    findsOut,
  ],
  [
    "a hub that gives no answer when it is asked what became of it",
    {
      hubToken: absent,
      initialToken: stored,
      last: run("in-doubt", { code: "recovery-not-possible", lockPlace, interruptedAt: at }),
    },
    "unknown exchange",
    `${unknown} An exchange was interrupted, and the hub gives no usable answer now. Exchange Credentials finds out, and goes on.`,
  ],
  [
    "an answer that is in the journal, and in no store",
    { hubToken: absent, initialToken: stored, left: { ...left, answered: true }, last: undefined },
    "answered exchange",
    "The exchange of chargeindia was interrupted after the Hub had answered. The answer is kept, sealed. Exchange Credentials goes on from there.",
  ],
  [
    "a cancel in a POST whose answer arrived",
    { last: run("registered", { code: "token-untried" }) },
    "unfinished exchange",
    stopped,
  ],
  ["a look at it since then", { last: run("connected", undefined, "verify") }, "unfinished exchange", stopped],
  [
    "an exchange that did not end for another reason",
    { last: run("registered", { code: "hub-other-party", got: "IN*CIS", expected: "IN*CIH", named: "IN*CIS" }) },
    "unfinished report",
    "chargeindia has its hub token stored, but the exchange did not come to its end. The hub says that it is IN*CIS, where IN*CIH (HUB) was expected. The report says what to do.",
  ],
  [
    "an initial token that is used up",
    { hubToken: absent, initialToken: stored, last: run("in-doubt", used) },
    "in-doubt account-team",
    "chargeindia is in doubt. An exchange was interrupted, and the hub does not accept the initial token any more. Only the account team can help now: send them the message.",
  ],
  [
    "the new one that the account team issued",
    { hubToken: absent, initialToken: later, last: run("in-doubt", used) },
    "unknown exchange",
    findsOut,
  ],
  [
    "a rotation",
    { left: { ...left, rotating: true }, last: run("connected", undefined, "verify") },
    "rotation rotate",
    "The rotation of chargeindia was interrupted: the Hub may have the old platform token or the new. Rotate Token… goes on with the same new token.",
  ],
  ["a lock of a run that goes on here", { running: "exchanging" }, "nothing", ""],
  ["another window's", { lock: "elsewhere", left: undefined }, "nothing", ""],
  ["no lock", { lock: "absent", left: undefined }, "nothing", ""],
  [
    "a hub that cannot be reached now: with the token stored that comes first",
    { last: run("unreachable", undefined, "verify") },
    "nothing",
    "",
  ],
];

describe("what is not settled about a connection, and the one step that goes on", () => {
  for (const [what, changes, expected, words] of cases) {
    it(what, () => {
      const facts: ConnectionFacts = { ...settled, lock: "abandoned", left, ...changes };
      const unsettled: Unsettled | undefined = unsettledOf(facts);
      const shown = unsettled === undefined ? "nothing" : `${unsettled.what} ${unsettled.next}`;
      assert.equal(shown, expected);
      if (unsettled === undefined) return;
      assert.equal(unsettledWords("chargeindia", unsettled), words);
      // The row and its tooltip say the same.
      assert.deepEqual(stateOf(facts), unsettled);
      const [node] = treeOf([view(stateOf(facts), { facts })], now);
      assert.ok(node?.tooltip.startsWith(words), node?.tooltip);
      assert.match(node?.description ?? "", /^(?:interrupted|not finished|in doubt)(?: · |$)/);
      const step = node?.children.find(({ label }) => label === "Credentials");
      assert.match(step?.description ?? "", /^(?:interrupted|not finished)$/);
    });
  }
});
