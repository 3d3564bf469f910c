import assert from "node:assert/strict";
import { describedConnection } from "../../../src/core/config/description.ts";
import { chargeindia } from "../../../src/core/profiles/chargeindia.ts";
import { receiverUrls, type ReceiverOutcome } from "../../../src/core/record/receivers.ts";
import type { PartnerStatus } from "../../../src/core/record/result.ts";
import { stateOf, type ConnectionFacts } from "../../../src/extension/state/connection-state.ts";
import type { Listed } from "../../../src/extension/state/hub-parties.ts";
import { treeOf } from "../../../src/extension/view/tree-model.ts";
import { viewItemWords, type TreeNode } from "../../../src/extension/view/tree-node.ts";
import type { LastRun } from "../../../src/extension/state/last-run.ts";
import { checkedAt, everyNode, now, recordOf, requestTo, settled, view } from "../../support/tree-views.ts";

describe("the tree of a connection on its way to traffic", () => {
  const cpo = { role: "CPO", country_code: "IN", party_id: "CPO" };
  const routing = ["CPO", "TWO", "EMP", "OFF", "BIG", "NEW"].map((party_id) => ({ ...cpo, party_id }));
  const emsp = { role: "EMSP", country_code: "IN", party_id: "ABC" };
  const platformUrl = "https://platform.example.com/ocpi/2.2.1";
  const described = describedConnection(
    {
      name: "chargeindia",
      profile: chargeindia,
      hubUrl: { value: "https://hub.example.com", source: { name: "hub" } },
      encoding: "auto",
      allowedOrigins: [],
      platformUrl: { value: platformUrl, source: { name: "platform" } },
      roles: [{ ...emsp, business_details: { name: "Your eMSP Ltd" } }],
      receivers: [],
      routing,
      sourceOfRole: () => ({ name: "role" }),
    },
    true,
  );
  assert.ok("connection" in described);
  const { connection } = described;
  const partner = (party_id: string, rest: object): PartnerStatus => ({
    party: { ...cpo, party_id },
    status: "CONNECTED",
    lastUpdated: undefined,
    ...rest,
  });
  const partners = [
    partner("CPO", { visible: { locations: 12, more: false } }),
    partner("TWO", { visible: { locations: 0, more: false } }),
    partner("EMP", { status: "PLANNED" }),
    partner("OFF", { status: "OFFLINE", visible: { locations: 0, more: false } }),
    partner("BIG", { visible: { locations: 0, more: true } }),
  ];
  const receivers = receiverUrls({ platformUrl, parties: [emsp], profile: chargeindia, overrides: {} });
  const probes: readonly ReceiverOutcome[] = ["guarded", "open", "unreachable"];
  const look = recordOf({
    command: "preflight",
    result: "done",
    platformUrl,
    finishedAt: checkedAt,
    receivers: receivers.map((receiver, index) => ({ ...receiver, probe: { outcome: probes[index] ?? "error" } })),
  });

  /** The lines of the group with a label. */
  function group(label: string, facts: Partial<ConnectionFacts>): readonly TreeNode[] {
    const all = { ...settled, ...facts };
    const [node] = treeOf([view(stateOf(all), { facts: all, connection, platformUrl })], now);
    const found = node?.children.find((child) => child.label === label);
    assert.ok(found !== undefined, label);
    return [found, ...found.children];
  }
  const linesOf = (nodes: readonly TreeNode[]): string[] =>
    nodes.map(({ label, description, icon }) => `${label} | ${description} | ${icon}`);

  it("shows each receiver as the last call without a token found it, and as not tried before that", () => {
    assert.deepEqual(linesOf(group("Your platform", { preflight: { record: look } })), [
      "Your platform | OPEN: 1 of 3 | error",
      "sessions | guarded · PUT | pass",
      "cdrs | OPEN · POST | error",
      "versions | no answer · GET | error",
    ]);
    assert.deepEqual(linesOf(group("Your platform", {})).slice(0, 2), [
      "Your platform | not tried | circle-outline",
      "sessions | not tried · PUT | circle-outline",
    ]);
    const answered = { ...requestTo(platformUrl), peer: "platform" } as const;
    const exchanged = (url: string): LastRun => ({ record: recordOf({ requests: [{ ...answered, url }] }) });
    assert.deepEqual(linesOf(group("Your platform", { last: exchanged(answered.url) })).slice(0, 2), [
      "Your platform | answers | pass",
      "sessions | not tried · PUT | circle-outline",
    ]);
    const moved = group("Your platform", { last: exchanged("https://former.example.com/ocpi/2.2.1") });
    assert.equal(moved[0]?.description, "not tried");
    // What was tried at another URL was not tried at this one.
    const elsewhere = { ...look, receivers: look.receivers.map((one) => ({ ...one, url: `${one.url}/2` })) };
    assert.equal(group("Your platform", { preflight: { record: elsewhere } })[0]?.description, "not tried");
  });

  it("shows each partner by its status, and by what is visible of it", () => {
    assert.deepEqual(linesOf(group("Routing", { last: { record: recordOf({ partners }) } })), [
      "Routing | 3 of 6 CONNECTED | references",
      "IN*CPO | CONNECTED · 12 locations · CPO | pass-filled",
      "IN*TWO | CONNECTED · nothing visible · CPO | warning",
      "IN*EMP | PLANNED · CPO | issue-draft",
      "IN*OFF | OFFLINE · CPO | debug-disconnect",
      "IN*BIG | CONNECTED · not all read · CPO | pass-filled",
      "IN*NEW | not looked at · CPO | circle-outline",
    ]);
    assert.equal(group("Routing", {})[0]?.description, "not looked at");
    const listed: Listed = { state: "read", parties: [partner("NEW", { status: "OFFLINE" })], complete: true };
    const [node] = treeOf([view(stateOf(settled), { facts: settled, connection, platformUrl, listed })], now);
    const routed = node?.children.find(({ label }) => label === "Routing");
    assert.equal(routed?.children.at(-1)?.description, "OFFLINE · CPO");
  });

  it("has a checklist of which runs say what they see, and a person the rest", () => {
    const { record } = settled.last ?? assert.fail();
    const rehearsed = (...verdicts: readonly ("works" | "fails" | "not tried")[]): ConnectionFacts["rehearsal"] => ({
      record: {
        ...look,
        command: "rehearse",
        rehearsal: verdicts.map((verdict) => ({ step: "s", expected: "", got: "", verdict })),
      },
    });
    const guarded = look.receivers.map((one) => ({ ...one, probe: { outcome: "guarded" } as const }));
    const ready = { ...look, receivers: guarded };
    const facts = {
      last: { record: { ...record, partners } },
      preflight: { record: ready },
      rehearsal: rehearsed("works", "works"),
      confirmed: { receivers: now, "routing:IN*EMP:CPO": now },
    };
    const lines = group("Go-live", facts);
    assert.deepEqual(linesOf(lines), [
      "Go-live | 7 of 12 done | checklist",
      "Preflight | done | pass",
      "CONNECTED | done | pass",
      "Hub token installed | to do | circle-outline",
      "Receivers sent | done, by you | pass",
      "Routing IN*CPO | done | pass",
      "Routing IN*TWO | to do | circle-outline",
      "Routing IN*EMP | done, by you | pass",
      "Routing IN*OFF | to do | circle-outline",
      "Routing IN*BIG | to do | circle-outline",
      "Routing IN*NEW | to do | circle-outline",
      "First location seen | done | pass",
      "Rehearsal | done | pass",
    ]);
    // Only what no run can see is for a person to mark.
    assert.deepEqual(
      lines.flatMap(({ contextValue, line }) => (contextValue.includes("byPerson") ? [line] : [])),
      ["hub-token", "receivers", "routing:IN*EMP:CPO", "routing:IN*NEW:CPO"],
    );
    const status = (changes: Partial<ConnectionFacts>, label: string): string | undefined =>
      group("Go-live", { ...facts, ...changes })
        .find((node) => node.label === label)
        ?.description.split(" ·")[0];
    assert.equal(status({ rehearsal: rehearsed("works", "fails") }, "Rehearsal"), "failed");
    assert.equal(status({ rehearsal: rehearsed("works", "not tried") }, "Rehearsal"), "to do");
    assert.equal(status({ rehearsal: undefined }, "Rehearsal"), "to do");
    // What a preflight did not see to be guarded is still to be tried.
    assert.equal(status({ preflight: { record: look } }, "Preflight"), "to do");
    assert.equal(status({ last: { record: recordOf({ connectionStatus: "OFFLINE" }) } }, "CONNECTED"), "failed");
    assert.equal(status({ last: { record: recordOf({ connectionStatus: "PLANNED" }) } }, "CONNECTED"), "to do");
  });

  it("puts the status first, where a side bar of 300 px still shows it, and says it to a screen reader", () => {
    const nodes = ["Your platform", "Routing", "Go-live"].flatMap((label) =>
      group(label, { preflight: { record: look }, last: { record: recordOf({ partners }) } }).slice(1),
    );
    assert.ok(nodes.length > 15);
    for (const { label, description, spoken } of nodes) {
      const [status = ""] = description.split(" · ");
      // About as many letters as fit beside two levels and an icon.
      assert.ok(label.length + status.length <= 34, `${label} ${description}`);
      assert.ok(spoken.startsWith(label) && spoken.includes(status), spoken);
    }
  });

  it("has an id of its own for each of these, and only words in them that the manifest may ask for", () => {
    const nodes = [...everyNode(treeOf([view(stateOf(settled), { facts: settled, connection, platformUrl })], now))];
    const words = new Set<string>(viewItemWords);
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length);
    for (const { contextValue } of nodes) assert.ok(contextValue.split(" ").every((word) => words.has(word)));
  });
});
