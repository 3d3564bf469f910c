import assert from "node:assert/strict";
import { editorWords } from "../../../src/core/findings/editor-words.ts";
import { findingOf } from "../../support/finding-of.ts";
import {
  absent,
  checkedAt,
  everyNode,
  now,
  party,
  recordOf,
  requestTo,
  settled,
  stored,
  view,
} from "../../support/tree-views.ts";
import { chargeindia } from "../../../src/core/profiles/chargeindia.ts";
import type { RequestRecord } from "../../../src/core/record/request.ts";
import type { PartyConnection } from "../../../src/core/record/result.ts";
import { stateOf, type ConnectionFacts, type ConnectionState } from "../../../src/extension/state/connection-state.ts";
import { ago } from "../../../src/extension/view/times.ts";
import { badgeOf, treeOf } from "../../../src/extension/view/tree-model.ts";
import { viewItemWords, type ConnectionView } from "../../../src/extension/view/tree-node.ts";
import { iconOf } from "../../../src/extension/view/connection-node.ts";
import type { Listed } from "../../../src/extension/state/hub-parties.ts";

describe("the state of a connection in the sidebar", () => {
  const other = { state: "other-origin", origin: "https://old", to: "https://new" } as const;
  const cases: readonly (readonly [string, Partial<ConnectionFacts>, ConnectionState["kind"]])[] = [
    ["a run that goes on comes before everything", { running: "exchanging", lock: "abandoned" }, "running"],
    ["errors in the file come before what is stored", { valid: false, hubToken: other }, "invalid"],
    ["a token of another host comes before any result", { hubToken: other }, "host-changed"],
    ["so does one for the first exchange", { initialToken: other }, "host-changed"],
    ["and the platform's own", { platformToken: other }, "host-changed"],
    ["a lock without its window is an interrupted exchange", { lock: "abandoned" }, "interrupted"],
    ["a lock whose window lives is at work elsewhere", { lock: "elsewhere" }, "elsewhere"],
    [
      "before the stores were read nothing is said of tokens",
      { read: false, hubToken: absent, lock: "absent" },
      "not-checked",
    ],
    ["without any token there is nothing to try", { hubToken: absent }, "token-needed"],
    ["an initial token is enough to begin", { hubToken: absent, initialToken: stored, last: undefined }, "not-checked"],
    ["a hub token of which no run is known was issued, and is not verified", { last: undefined }, "unverified"],
    ["the hub's own word", {}, "status"],
    ["a run that came to nothing", { last: { record: recordOf({ result: "refused" }) } }, "failed"],
    ["a run that was stopped says nothing", { last: { record: recordOf({ result: "cancelled" }) } }, "unverified"],
  ];

  for (const [what, changes, kind] of cases) {
    it(what, () => assert.equal(stateOf({ ...settled, ...changes }).kind, kind));
  }
});

describe("the tree of the sidebar", () => {
  const states: readonly ConnectionState[] = [
    { kind: "running", doing: "verifying", stopping: false },
    { kind: "invalid" },
    { kind: "elsewhere" },
    { kind: "host-changed", from: "https://a", to: "https://b" },
    { kind: "interrupted", what: "unknown", why: undefined, next: "exchange" },
    { kind: "token-needed" },
    { kind: "not-checked" },
    { kind: "unverified", handedOn: true },
    { kind: "failed", result: "refused", reason: "No.", checkedAt },
    ...(["CONNECTED", "PLANNED", "OFFLINE", "SUSPENDED", "NOT_LISTED", "UNKNOWN"] as const).map(
      (status: PartyConnection): ConnectionState => ({ kind: "status", status, checkedAt, warnings: 0 }),
    ),
  ];

  it("says each state by a shape and a word of its own, and by a sentence", () => {
    const nodes = states.map((state) => treeOf([view(state)], now)[0]);
    assert.equal(new Set(nodes.map((node) => node?.description)).size, states.length);
    assert.equal(new Set(states.map(iconOf)).size, states.length);
    for (const node of nodes) {
      assert.match(node?.tooltip ?? "", /^.+\.\nHub: https:\/\/hub\.example\.com(?:\nChecked: .*2026.*)?$/);
      assert.ok(node?.spoken.startsWith("chargeindia, "));
    }
  });

  it("has a text to read and a text to speak", () => {
    const [node] = treeOf([view({ kind: "status", status: "PLANNED", checkedAt, warnings: 1 })], now);
    assert.equal(node?.description, "PLANNED");
    assert.equal(node?.spoken, "chargeindia, PLANNED, checked 3 min ago");
    assert.match(node?.tooltip ?? "", /^chargeindia is PLANNED: registered, waiting for the Hub\. Checked 3 min ago\./);
  });

  it("says which warnings a CONNECTED connection has", () => {
    const warning = { severity: "warning", who: "hub", source: "https://hub.example.com", step: "verify" } as const;
    const findings = ["HUB-05", "HUB-06"].map((check) => ({
      ...warning,
      check,
      finding: { code: "hub-no-timestamp", url: "https://hub.example.com" } as const,
      message: [`\`x\` is odd, says ${check}.`] as const,
    }));
    const facts = { ...settled, last: { record: recordOf({ findings }) } };
    const [node] = treeOf([view(stateOf(facts), { facts })], now);
    assert.equal(node?.description, "CONNECTED · IN*ABC");
    assert.match(node?.spoken ?? "", /^chargeindia, CONNECTED, IN\*ABC, 2 warnings, /);
    assert.match(node?.tooltip ?? "", /\nWarning: x is odd, says HUB-05\. \(HUB-05\)$/);
  });

  it("shows steps, endpoints by module and parties, with stable ids and nothing foreign alive in them", () => {
    const state = stateOf(settled);
    const nodes = [...everyNode(treeOf([view(state, { facts: settled })], now))];
    const later = [...everyNode(treeOf([view(state, { facts: settled })], new Date("2026-12-01T00:00:00Z")))];
    assert.deepEqual(
      nodes.map(({ id }) => id),
      later.map(({ id }) => id),
    );
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    assert.deepEqual(
      nodes.map(({ label, description }) => `${label} | ${description}`),
      [
        "chargeindia | CONNECTED · IN*ABC",
        "Token | only on this computer",
        "Versions | 2.2.1",
        "Version details | 2 endpoints",
        "Credentials | registered",
        "Verification | CONNECTED",
        "Endpoints | 2",
        "credentials | RECEIVER",
        "$(alert) hub | SENDER",
        "Parties of the Hub | 1 of yours",
        "IN*ABC | CONNECTED · CPO · yours",
      ],
    );
  });

  it("shows the result of each look at the hub by what was asked for, at whatever address a hub has it", () => {
    const answers = (...requests: readonly RequestRecord[]): (string | undefined)[] => {
      const facts = { ...settled, last: { record: recordOf({ requests }) } };
      const [node] = treeOf([view(stateOf(facts), { facts })], now);
      return ["Versions", "Version details"].map(
        (label) => node?.children.find((child) => child.label === label)?.description,
      );
    };
    const versions = requestTo("https://hub.example.com/2.2.1/hubclientinfo", "versions");
    const details = requestTo("https://hub.example.com/versions", "details");
    const nothing = { httpStatus: undefined, statusCode: undefined, error: "TIMEOUT" };
    assert.deepEqual(answers(versions, details), ["2.2.1", "2 endpoints"]);
    assert.deepEqual(answers({ ...versions, httpStatus: 401, statusCode: 2002 }, details), [
      "HTTP 401, OCPI 2002",
      "2 endpoints",
    ]);
    assert.deepEqual(answers(versions, { ...details, httpStatus: 404, statusCode: undefined }), ["2.2.1", "HTTP 404"]);
    assert.deepEqual(answers({ ...versions, ...nothing }), ["no answer", "not looked at"]);
    // The hub may refuse one encoding of the token and accept the other.
    assert.deepEqual(answers(versions, { ...versions, httpStatus: 401 }, details), ["2.2.1", "2 endpoints"]);
    assert.deepEqual(answers(requestTo("https://hub.example.com/ocpi/versions")), ["not looked at", "not looked at"]);
  });

  it("shows what is wrong with the platform in a word, and in the finding's own sentences", () => {
    const telling = { words: editorWords, profile: chargeindia };
    const response = {
      url: "https://platform.example.com",
      method: "GET",
      statusMessage: "No. Not you.",
      body: "json",
    } as const;
    const refused = { ...response, httpStatus: 401, statusCode: undefined, error: undefined };
    const finding = findingOf({ code: "platform-refuses-token", response: refused, of: "exchange" }, telling);
    const facts = { ...settled, last: { record: recordOf({ findings: [finding] }) } };
    const [node] = treeOf([view(stateOf(facts), { facts })], now);
    const platform = node?.children.find(({ label }) => label === "Your platform");
    assert.equal(platform?.description, "refuses the token");
    assert.match(
      platform?.tooltip ?? "",
      /^Your platform does not accept the platform token\..* answered HTTP 401 .* Install the platform token/,
    );
  });

  it("opens the report by a click on a step, and nothing by one on what has children", () => {
    const opening = (facts: ConnectionFacts): string[] =>
      [...everyNode(treeOf([view(stateOf(facts), { facts })], now))].flatMap(({ opensReport, label }) =>
        opensReport === true ? [label] : [],
      );
    const steps = ["Token", "Versions", "Version details", "Credentials", "Verification"];
    assert.deepEqual(opening(settled), steps);
    assert.deepEqual(opening({ ...settled, last: undefined }), []);
  });

  it("shows what has to be done before anything was done", () => {
    const facts = { ...settled, hubToken: absent, platformToken: absent, last: undefined };
    const [node] = treeOf([view(stateOf(facts), { facts })], now);
    assert.deepEqual(
      node?.children.map(({ label, description }) => `${label} | ${description}`),
      [
        "Token | two tokens needed",
        "Versions | not looked at",
        "Version details | not looked at",
        "Credentials | not registered",
        "Verification | not verified",
      ],
    );
  });

  it("uses no word in a contextValue but those that the manifest may ask for", () => {
    const words = new Set<string>(viewItemWords);
    const nodes = states.flatMap((state) => [...everyNode(treeOf([view(state, { facts: settled })], now))]);
    for (const { contextValue } of nodes) for (const word of contextValue.split(" ")) assert.ok(words.has(word), word);
  });

  it("puts folders above connections only where there are several", () => {
    const state: ConnectionState = { kind: "not-checked" };
    const two = [view(state), view(state, { config: "file:///other/ocpi.yml", folder: "other" })];
    const [first, second] = treeOf(two, now);
    assert.equal(first?.contextValue, "folder");
    assert.equal(second?.label, "other");
    assert.notEqual(first?.children[0]?.id, second?.children[0]?.id);
  });

  it("puts first what needs the user, and last what is well; a run that goes on moves no row", () => {
    const of = (name: string, state: ConnectionState, facts = settled): ConnectionView => view(state, { name, facts });
    const connected = stateOf(settled);
    const tree = treeOf(
      [
        of("well", connected),
        of("busy", { kind: "running", doing: "verifying", stopping: false }),
        of("new", { kind: "not-checked" }),
        of("down", { kind: "failed", result: "unreachable", reason: "No.", checkedAt }),
        of("stopped", { kind: "interrupted", what: "unknown", why: undefined, next: "exchange" }),
        of("waits", { kind: "status", status: "PLANNED", checkedAt, warnings: 0 }),
      ],
      now,
    );
    assert.deepEqual(
      tree.map(({ label }) => label),
      ["stopped", "down", "new", "waits", "well", "busy"],
    );
  });

  it("names on a row the party, how many more there are, and the hub where connections are at several", () => {
    const state = stateOf(settled);
    const parties = ["ABC", "DEF", "DEF"].map((party_id) => ({ ...party, party_id }));
    const facts = { ...settled, last: { record: recordOf({ ownParties: parties }) } };
    const [one] = treeOf([view(state, { facts })], now);
    assert.equal(one?.description, "CONNECTED · IN*ABC +1");
    const [other] = treeOf([view(state, { facts: settled, amongHubs: true })], now);
    assert.equal(other?.description, "CONNECTED · IN*ABC · hub.example.com");
  });

  it("counts in its badge the connections that the user has to look at", () => {
    const views = states.map((state, index) => view(state, { name: `c${index}` }));
    assert.deepEqual(badgeOf(views), { value: 10, tooltip: "10 connections need attention" });
    assert.equal(badgeOf([view({ kind: "status", status: "CONNECTED", checkedAt, warnings: 0 })]), undefined);
    assert.equal(
      badgeOf([view({ kind: "interrupted", what: "unknown", why: undefined, next: "exchange" })])?.tooltip,
      "1 connection needs attention",
    );
  });

  it("lists the Hub's other parties once they were read, the own ones first", () => {
    const state = stateOf(settled);
    const parties = Array.from({ length: 5000 }, (_none, index) => ({
      party: { ...party, party_id: index.toString(36).toUpperCase().padStart(3, "0") },
      status: "CONNECTED" as const,
      lastUpdated: undefined,
    }));
    const listed: Listed = {
      state: "read",
      // Pages that overlap name some of them twice.
      parties: [{ party, status: "OFFLINE", lastUpdated: undefined }, ...parties, ...parties.slice(-50)],
      complete: true,
    };
    const views = Array.from({ length: 500 }, (_none, index) => view(state, { name: `c${index}`, facts: settled }));
    const tree = treeOf([...views, view(state, { facts: settled, listed })], now);
    const group = tree.at(-1)?.children.at(-1);
    assert.equal(group?.description, "5001");
    assert.equal(group?.children[0]?.description, "CONNECTED · CPO · yours");
    assert.ok([...everyNode(tree)].length > 10_000);
  });

  it("says how long ago in the words that people use", () => {
    const minutes = [0, 1, 59, 60, 47 * 60, 48 * 60];
    assert.deepEqual(
      minutes.map((count) => ago(new Date(now.getTime() - count * 60_000), now)),
      ["just now", "1 min ago", "59 min ago", "1 h ago", "47 h ago", "2 days ago"],
    );
  });
});
