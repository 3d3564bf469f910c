import assert from "node:assert/strict";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunRecord } from "../../src/core/report/report.ts";
import type { PartyConnection } from "../../src/core/report/result.ts";
import { stateOf, type ConnectionFacts, type ConnectionState } from "../../src/extension/connection-state.ts";
import { ago, badgeOf, treeOf, type ConnectionView, type TreeNode } from "../../src/extension/tree-model.ts";

const now = new Date("2026-11-23T10:05:00Z");
const checkedAt = new Date("2026-11-23T10:02:00Z");
const party = { role: "CPO", country_code: "IN", party_id: "ABC" };

function recordOf(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    tool: { name: "OCPI Onboarding", version: "0" },
    command: "verify",
    connection: "chargeindia",
    profile: chargeindia,
    result: "connected",
    reason: undefined,
    startedAt: checkedAt,
    finishedAt: checkedAt,
    correlationId: "id",
    runUrl: undefined,
    hub: {
      url: "https://hub.example.com",
      title: "ChargeIndia Hub",
      party: "IN*CIH",
      version: "2.2.1",
      encoding: "plain",
      endpoints: [
        { identifier: "credentials", role: "RECEIVER", url: "https://hub.example.com/ocpi/2.2.1/credentials" },
        { identifier: "$(alert) hub\u202E", role: "SENDER", url: "https://hub.example.com/ocpi/2.2.1/x" },
      ],
    },
    connectionStatus: "CONNECTED",
    ownParties: [party],
    routing: [],
    parties: [{ party, status: "CONNECTED", lastUpdated: undefined }],
    steps: [{ id: "verify", status: "passed", startedAt: checkedAt, durationMs: 12 }],
    findings: [],
    requests: [],
    receivers: [],
    platformUrl: undefined,
    registeredAt: undefined,
    storedIn: undefined,
    failOn: "error",
    exposed: false,
    ...changes,
  };
}

const settled: ConnectionFacts = {
  running: undefined,
  hubOrigin: "https://hub.example.com",
  hubToken: "stored",
  initialToken: "absent",
  slot: "absent",
  last: recordOf(),
};

function view(state: ConnectionState, changes: Partial<ConnectionView> = {}): ConnectionView {
  return { folder: "file:///work/ocpi.yml", name: "chargeindia", state, last: undefined, ...changes };
}

function* everyNode(nodes: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of nodes) {
    yield node;
    yield* everyNode(node.children);
  }
}

describe("the state of a connection in the sidebar", () => {
  const cases: readonly (readonly [string, Partial<ConnectionFacts>, ConnectionState["kind"]])[] = [
    ["a run that goes on comes before everything", { running: "exchanging", slot: "present" }, "running"],
    ["a token of another host comes before any result", { hubToken: { otherOrigin: "https://old" } }, "host-changed"],
    ["so does one for the first exchange", { initialToken: { otherOrigin: "https://old" } }, "host-changed"],
    ["a slot is an interrupted exchange", { slot: "present" }, "interrupted"],
    ["without any token there is nothing to try", { hubToken: "absent" }, "token-needed"],
    [
      "an initial token is enough to begin",
      { hubToken: "absent", initialToken: "stored", last: undefined },
      "not-checked",
    ],
    ["what was not checked is not known", { last: undefined }, "not-checked"],
    ["the hub's own word", {}, "status"],
    ["a run that came to nothing", { last: recordOf({ result: "refused" }) }, "failed"],
    ["a registration that was ended", { last: recordOf({ result: "done" }) }, "not-checked"],
  ];

  for (const [what, changes, kind] of cases) {
    it(what, () => assert.equal(stateOf({ ...settled, ...changes }).kind, kind));
  }
});

describe("the tree of the sidebar", () => {
  const states: readonly ConnectionState[] = [
    { kind: "running", doing: "verifying" },
    { kind: "host-changed", from: "https://a", to: "https://b" },
    { kind: "interrupted" },
    { kind: "token-needed" },
    { kind: "not-checked" },
    { kind: "failed", reason: "Refused: no.", checkedAt },
    ...(["CONNECTED", "PLANNED", "OFFLINE", "SUSPENDED", "NOT_LISTED", "UNKNOWN"] as const).map(
      (status: PartyConnection): ConnectionState => ({ kind: "status", status, checkedAt }),
    ),
  ];

  it("says each state by a shape and a word of its own, and by a sentence", () => {
    const nodes = states.map((state) => treeOf([view(state)], now)[0]);
    assert.equal(new Set(nodes.map((node) => node?.description)).size, states.length);
    // A question mark stands for two states in which nobody knows more.
    assert.ok(new Set(nodes.map((node) => node?.icon)).size >= states.length - 1);
    for (const node of nodes) {
      assert.match(node?.tooltip ?? "", /^.+\.$/);
      assert.ok(node?.spoken.startsWith("chargeindia, "));
    }
  });

  it("reads as it will be read", () => {
    const [node] = treeOf([view({ kind: "status", status: "PLANNED", checkedAt })], now);
    assert.equal(node?.description, "registered, waiting for the Hub · checked 3 min ago");
    assert.equal(node?.spoken, "chargeindia, registered, waiting for the Hub, checked 3 min ago");
  });

  it("shows steps, endpoints by module and parties, with stable ids and nothing foreign alive in them", () => {
    const state = stateOf(settled);
    const nodes = [...everyNode(treeOf([view(state, { last: recordOf() })], now))];
    const later = [...everyNode(treeOf([view(state, { last: recordOf() })], new Date("2026-12-01T00:00:00Z")))];
    assert.deepEqual(
      nodes.map(({ id }) => id),
      later.map(({ id }) => id),
    );
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    assert.deepEqual(
      nodes.map(({ label }) => label),
      ["chargeindia", "Verify the connection", "Endpoints (2)", "credentials", "$(alert) hub", "Parties (1)", "IN*ABC"],
    );
  });

  it("puts folders above connections only where there are several", () => {
    const state: ConnectionState = { kind: "not-checked" };
    const [one, two] = treeOf([view(state), view(state, { folder: "file:///other/ocpi.yml" })], now);
    assert.equal(one?.contextValue, "folder");
    assert.equal(two?.label, "other");
    assert.notEqual(one?.children[0]?.id, two?.children[0]?.id);
  });

  it("counts for its badge what somebody has to look at", () => {
    const views = states.map((state, index) => view(state, { name: `c${index}` }));
    assert.deepEqual(badgeOf(views), { value: 8, tooltip: "8 connections need attention" });
    assert.equal(badgeOf([view({ kind: "status", status: "CONNECTED", checkedAt })]), undefined);
    assert.equal(badgeOf([view({ kind: "interrupted" })])?.tooltip, "1 connection needs attention");
  });

  it("stays quick with 500 connections and a hub of 5,000 parties", () => {
    const parties = Array.from({ length: 5000 }, (_none, index) => ({
      party: { ...party, party_id: index.toString(36).toUpperCase().padStart(3, "0") },
      status: "CONNECTED" as const,
      lastUpdated: undefined,
    }));
    const state = stateOf(settled);
    const views = Array.from({ length: 500 }, (_none, index) => view(state, { name: `c${index}`, last: recordOf() }));
    const nodes = [...everyNode(treeOf([...views, view(state, { last: recordOf({ parties }) })], now))];
    assert.ok(nodes.length > 8000);
  });

  it("says how long ago as people do", () => {
    const minutes = [0, 1, 59, 60, 47 * 60, 48 * 60];
    assert.deepEqual(
      minutes.map((count) => ago(new Date(now.getTime() - count * 60_000), now)),
      ["just now", "1 min ago", "59 min ago", "1 h ago", "47 h ago", "2 days ago"],
    );
  });
});
