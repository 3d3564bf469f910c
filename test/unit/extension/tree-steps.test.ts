import assert from "node:assert/strict";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import type { Finding } from "../../../src/core/findings/catalogue.ts";
import type { StepId } from "../../../src/core/findings/steps.ts";
import { chargeindia } from "../../../src/core/profiles/chargeindia.ts";
import type { RequestRecord } from "../../../src/core/record/request.ts";
import type { Result } from "../../../src/core/record/result.ts";
import { stateOf, type ConnectionFacts } from "../../../src/extension/state/connection-state.ts";
import type { LastRun } from "../../../src/extension/state/last-run.ts";
import { liveRunOf, type LiveRun } from "../../../src/extension/state/live-run.ts";
import { iconColours } from "../../../src/extension/view/icon-colours.ts";
import { treeOf } from "../../../src/extension/view/tree-model.ts";
import type { TreeNode } from "../../../src/extension/view/tree-node.ts";
import { findingOf } from "../../support/finding-of.ts";
import {
  absent,
  checkedAt,
  everyNode,
  now,
  recordOf,
  requestTo,
  settled,
  stored,
  view,
} from "../../support/tree-views.ts";

const icons: Readonly<Record<string, string>> = {
  pass: "green",
  error: "RED",
  warning: "amber",
  "circle-outline": "grey",
  "loading~spin": "turning",
};

/** Each step with its colour, as far as its shape says it. */
function steps(changes: Partial<ConnectionFacts>): Record<string, string> {
  const facts = { ...settled, ...changes };
  const [node] = treeOf([view(stateOf(facts), { facts })], now);
  const own = (node?.children ?? []).filter(({ contextValue }) => contextValue.startsWith("step"));
  return Object.fromEntries(own.map(({ label, icon, description }) => [label, `${icons[icon]}: ${description}`]));
}

const response = { url: "https://x.example.com", method: "POST", statusMessage: undefined, body: "json" } as const;
const refused = { ...response, httpStatus: 401, statusCode: 2002, error: undefined };

function failed(result: Result, step: StepId, finding: Finding, requests: readonly RequestRecord[] = []): LastRun {
  const reason = { ...findingOf(finding, { words: editorWords, profile: chargeindia }), step };
  const hub = { ...recordOf().hub, endpoints: [] };
  return { record: recordOf({ result, reason, findings: [reason], requests, hub, parties: [] }) };
}

const versions = requestTo("https://hub.example.com/versions", "versions");
const new401 = { ...versions, httpStatus: 401, statusCode: 2002 };

describe("the steps of a connection, each with its colour where the fault is", () => {
  it("are red at the token that the Hub refuses, and at nothing that was refused for it", () => {
    const last = failed("refused", "look", { code: "post-unauthorised", response: refused }, [new401]);
    assert.deepEqual(steps({ hubToken: absent, initialToken: { ...stored, storedAt: new Date(0) }, last }), {
      Token: "RED: refused by the Hub",
      Versions: "grey: HTTP 401, OCPI 2002",
      "Version details": "grey: not looked at",
      Credentials: "grey: not registered",
      Verification: "grey: not verified",
    });
    const dead = { code: "hub-token-refused", response: refused, isAscii: true } as Finding;
    const suspended = steps({
      hubToken: { ...stored, storedAt: new Date(0) },
      last: failed("refused", "look", dead, [new401]),
    });
    assert.equal(suspended["Token"], "RED: refused by the Hub");
    assert.equal(suspended["Verification"], "grey: not verified");
  });

  it("forget a refusal once another token was given", () => {
    const last = failed("refused", "look", { code: "post-unauthorised", response: refused }, [new401]);
    const given = { ...stored, storedAt: now };
    assert.equal(steps({ hubToken: absent, initialToken: given, last })["Token"], "green: initial token stored");
  });

  it("are red at the platform that refuses, and not at the exchange that was not made", () => {
    const last = failed("not-ready", "look", { code: "platform-refuses-token", response: refused, of: "exchange" });
    const shown = steps({ hubToken: absent, initialToken: stored, last });
    assert.equal(shown["Your platform"], "RED: refuses the token");
    assert.equal(shown["Credentials"], "grey: not registered");
  });

  it("are red at the platform that the Hub could not use in an exchange", () => {
    const unusable: Finding = {
      code: "post-platform-unusable",
      response: { ...refused, httpStatus: 200, statusCode: 3001 },
      platformUrl: "https://platform.example.com",
      seen: "fine",
    };
    const shown = steps({
      hubToken: absent,
      initialToken: stored,
      last: failed("refused", "post", unusable, [versions]),
    });
    assert.equal(shown["Your platform"], "RED: not usable by the Hub");
    assert.equal(shown["Versions"], "green: 2.2.1");
    assert.equal(shown["Credentials"], "grey: not registered");
  });

  it("are red at what the Hub did not show, and not at the verification that asked for it", () => {
    const unusable: Finding = { code: "hub-unusable-answer", response: { ...refused, httpStatus: 503 } };
    const last = failed("unreachable", "verify", unusable, [{ ...versions, httpStatus: 503, statusCode: undefined }]);
    const shown = steps({ last });
    assert.equal(shown["Versions"], "RED: HTTP 503");
    assert.equal(shown["Verification"], "grey: not verified");
  });

  it("are red at the exchange that the Hub refused for what was sent", () => {
    const finding: Finding = { code: "post-refused", response: refused, otherEncoding: undefined, isAnswering: true };
    const last = failed("refused", "post", finding, [versions]);
    assert.equal(steps({ hubToken: absent, initialToken: stored, last })["Credentials"], "RED: refused");
  });
});

describe("the steps of a connection while a run goes on", () => {
  const before = {
    hubToken: absent,
    initialToken: stored,
    last: undefined,
    lock: "abandoned",
    left: undefined,
  } as const;
  const at = (run: LiveRun, more: Partial<ConnectionFacts> = {}): Record<string, string> => {
    const { Token: _token, ...shown } = steps({ ...before, running: "exchanging", live: run, ...more });
    return shown;
  };
  const first = { ...requestTo("https://hub.example.com/versions", "versions"), httpStatus: 401 };
  const second = requestTo("https://hub.example.com/versions", "versions");
  const third = requestTo("https://hub.example.com/2.2.1", "details");
  const live = (current: StepId, ...requests: readonly RequestRecord[]): LiveRun => liveRunOf({ current, requests });

  it("light up one after the other, and say nothing of an interruption", () => {
    const waiting = "grey: waiting";
    const rest = { Credentials: waiting, Verification: waiting };
    assert.deepEqual(at(live("look")), {
      Versions: "turning: asking…",
      "Version details": "turning: asking…",
      ...rest,
    });
    assert.deepEqual(at(live("look", second)), {
      Versions: "green: read",
      "Version details": "turning: asking…",
      ...rest,
    });
    const lit = { Versions: "green: read", "Version details": "green: read" };
    assert.deepEqual(at(live("post", second, third)), {
      ...lit,
      Credentials: "turning: sent, waiting…",
      Verification: waiting,
    });
    assert.deepEqual(at(live("verify", second, third)), {
      ...lit,
      Credentials: "green: registered",
      Verification: "turning: checking…",
    });
  });

  it("are not red before the look is over: a hub refuses one form of a token, and takes the other", () => {
    assert.equal(at(live("look", first))["Versions"], "turning: asking…");
    assert.equal(at(live("look", first, second))["Versions"], "green: read");
    assert.equal(at(live("lock", first))["Versions"], "RED: not read");
  });

  it("leave alone what a run does not go through", () => {
    const looking = at(live("look"), { ...settled, running: "verifying" });
    assert.equal(looking["Credentials"], "green: registered");
    const preflight = at(live("look"), { ...settled, running: "preflighting" });
    assert.equal(preflight["Versions"], "green: 2.2.1");
  });

  it("show a cancel as taken, also while the Hub's answer is waited for", () => {
    const facts: ConnectionFacts = { ...settled, ...before, running: "waiting", stopping: true };
    const [node] = treeOf([view(stateOf(facts), { facts })], now);
    assert.equal(node?.description, "cancelling…");
    assert.match(
      node?.tooltip ?? "",
      /^You have cancelled chargeindia\. The Hub was asked already: its answer is waited for/,
    );
    assert.ok(!node?.contextValue.includes("running"));
  });
});

describe("what a hub showed before, while it cannot be read", () => {
  const gone: LastRun = {
    ...failed("unreachable", "look", {
      code: "hub-no-answer",
      response: { ...refused, httpStatus: undefined, error: "TIMEOUT" },
    } as Finding),
    before: {
      endpoints: { ...recordOf().hub, at: new Date(checkedAt.getTime() - 3_600_000) },
      parties: { parties: recordOf().parties, at: new Date(checkedAt.getTime() - 3_600_000) },
    },
  };
  const nodes = (last: LastRun): TreeNode[] => {
    const facts = { ...settled, last };
    return [...everyNode(treeOf([view(stateOf(facts), { facts })], now))];
  };

  const hubNodes = (last: LastRun): TreeNode[] => nodes(last).filter(({ id }) => /endpoint|parties/.test(id));

  it("stays, dimmed, and says how old it is", () => {
    const shown = hubNodes(gone).filter(({ colour }) => colour === iconColours.idle);
    assert.deepEqual(
      shown.map(({ label, description }) => `${label} | ${description}`),
      [
        "Endpoints | 2 · 1 h ago",
        "credentials | RECEIVER",
        "$(alert) hub | SENDER",
        "Parties of the Hub | 1 of yours",
        "IN*ABC | CONNECTED · CPO · yours",
      ],
    );
    assert.equal(shown[0]?.tooltip, "Endpoints could not be read now. Read 1 h ago.");
  });

  it("is not dimmed where it was read", () => {
    assert.ok(hubNodes({ record: recordOf() }).every(({ colour }) => colour !== iconColours.idle));
  });
});
