import assert from "node:assert/strict";
import type { ShownAs } from "../../src/sandbox/hub/partner.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { Scenario, type StepSettings } from "../support/scenario.ts";

interface Row {
  readonly connection: string;
  readonly result: string;
  readonly connection_status: string;
  readonly first_finding: string | null;
}

/** A name and a party for each number. */
function nameOf(index: number): string {
  return `c${String(index).padStart(3, "0")}`;
}

function partyOf(index: number): { role: string; country_code: string; party_id: string } {
  return { role: "CPO", country_code: "IN", party_id: `A${index.toString(36).padStart(2, "0").toUpperCase()}` };
}

describe("connection: all, the bundle against the sandbox", () => {
  let scenario: Scenario;
  /** The hub token of each connection, by its name. */
  let tokens: Map<string, string>;

  beforeEach(async () => {
    scenario = await Scenario.start();
    tokens = new Map();
  });

  afterEach(() => scenario.end());

  /** Registers a partner at the Hub, and gives its connection a name. */
  function admit(index: number, status: ShownAs["status"] = "CONNECTED"): string {
    const token = scenario.sandbox.hub.admitPartner(partyOf(index), { status });
    scenario.isSecret(token);
    tokens.set(nameOf(index), token);
    return token;
  }

  function config(count: number, hubUrl = scenario.sandbox.hub.origin): string {
    const connections = Array.from({ length: count }, (_none, index) => {
      const { role, country_code, party_id } = partyOf(index);
      return `  ${nameOf(index)}:
    hub: { url: "${hubUrl}" }
    platform: { roles: [{ role: ${role}, country_code: ${country_code}, party_id: ${party_id}, business_details: { name: Your CPO Ltd } }] }`;
    });
    return `version: 1\nconnections:\n${connections.join("\n")}\n`;
  }

  function lines(): string {
    return [...tokens].map(([name, token]) => `${name}=${token}`).join("\n");
  }

  async function verifyAll(
    count: number,
    inputs: Record<string, string> = {},
    settings: StepSettings = {},
  ): Promise<StepResult> {
    return scenario.runOnly(
      { command: "verify", connection: "all", "hub-tokens": lines(), "wait-for-connected": "0s", ...inputs },
      { workspace: { "ocpi.yml": config(count) }, ...settings },
    );
  }

  function results(step: StepResult): Row[] {
    return JSON.parse(step.outputs["results"] ?? "[]") as Row[];
  }

  it("is one table, one report and one result: the worst first, and none hides another", async () => {
    for (const index of [0, 1, 2, 3]) admit(index);
    admit(4, "OFFLINE");
    admit(5, "SUSPENDED");
    scenario.sandbox.hub.revoke(partyOf(2));
    tokens.delete(nameOf(3));
    const step = await verifyAll(6, { "report-path": "all.json\nall.md\nall.xml" });
    assert.deepEqual(
      results(step).map(({ connection, result, connection_status }) => [connection, result, connection_status]),
      [
        ["c002", "refused", "UNKNOWN"],
        ["c003", "not-ready", "UNKNOWN"],
        ["c005", "registered", "SUSPENDED"],
        ["c004", "registered", "OFFLINE"],
        ["c000", "connected", "CONNECTED"],
        ["c001", "connected", "CONNECTED"],
      ],
    );
    assert.equal(results(step)[1]?.first_finding, "The input `hub-tokens` has no token for this connection.");
    assert.equal(results(step)[4]?.first_finding, null);
    assert.equal(step.conclusion, "failure");
    const { result, errors, warnings, "connection-status": status } = step.outputs;
    assert.deepEqual([result, status, errors, warnings], ["refused", "UNKNOWN", "4", "0"]);
    const report = JSON.parse(step.outputs["report"] ?? "") as { connections: { connection: string }[] };
    assert.deepEqual(JSON.parse(step.workspace["all.json"] ?? ""), report);
    assert.deepEqual({ ...report, connections: [] }, { schema: 1, result: "refused", connections: [] });
    assert.deepEqual(
      report.connections.map(({ connection }) => connection),
      results(step).map(({ connection }) => connection),
    );
    const rows = [...step.summary.matchAll(/^\| \S+ \| `(c\d+)` \| ([\w-]+) \|/gm)].map(([, name]) => name);
    assert.deepEqual(
      rows,
      results(step)
        .slice(0, 4)
        .map(({ connection }) => connection),
    );
    assert.match(step.summary, /<summary>Those of which nothing was found \(2\)<\/summary>\n\n`c000` `c001`\n/);
    assert.equal(step.workspace["all.md"], step.summary);
    assert.equal([...(step.workspace["all.xml"] ?? "").matchAll(/<testcase /g)].length, 6);
    assert.equal([...(step.workspace["all.xml"] ?? "").matchAll(/<failure /g)].length, 4);
    // A line for what is well, a group for what is not, and one annotation.
    assert.equal(step.log.filter(({ kind }) => kind === "group").length, 4);
    assert.equal(step.log.filter(({ kind }) => kind === "error").length, 1);
    assert.equal(step.log.filter(({ text }) => /^✅ c00[01]: /.test(text)).length, 2);
  });

  it("asks a hub no more than eight things at once, and one that breaks connections off hides nobody", async () => {
    const { hub } = scenario.sandbox;
    for (let index = 0; index < 24; index += 1) admit(index);
    let [underWay, most] = [0, 0];
    hub.server.faults.add({
      method: "GET",
      path: "/ocpi",
      token: tokens.get(nameOf(7)) ?? "",
      act: { kind: "drop", when: "before" },
    });
    const onHit = (): void => void (most = Math.max(most, (underWay += 1)));
    hub.server.faults.add({ method: "GET", path: "/ocpi", onHit, act: { kind: "delay", ms: 20 } });
    hub.switches.shapes = (answer) => {
      underWay -= 1;
      return answer;
    };
    const step = await verifyAll(24);
    assert.ok(most > 2 && most <= 8, `${most} at once`);
    assert.deepEqual(
      results(step)
        .map(({ connection, result }) => `${connection} ${result}`)
        .slice(0, 2),
      ["c007 unreachable", "c000 connected"],
    );
    assert.equal(results(step).filter(({ result }) => result === "connected").length, 23);
    // Whichever ended first, equals stand in the order of the config.
    const connected = results(step).slice(1);
    assert.deepEqual(
      connected,
      connected.toSorted((a, b) => a.connection.localeCompare(b.connection)),
    );
  });

  it("holds every connection of a host back where the hub tells one to slow down", async () => {
    const { faults } = scenario.sandbox.hub.server;
    for (let index = 0; index < 12; index += 1) admit(index);
    let refused = 0;
    // For a second the hub refuses whoever asks: that are those that were under way, and nobody else.
    const onHit = (): void => {
      if (refused === 0) setTimeout(() => faults.clear(), 900);
      refused += 1;
    };
    const act = { kind: "answer", when: "before", status: 429, headers: { "retry-after": "1" }, body: "" } as const;
    faults.add({ method: "GET", path: "/ocpi", skip: 4, onHit, act });
    const step = await verifyAll(12);
    assert.ok(refused > 0 && refused <= 8, `${refused} refused`);
    assert.deepEqual(new Set(results(step).map(({ result }) => result)), new Set(["connected"]));
  });

  it("tells of each connection how far it got when the job is cancelled", async () => {
    const { faults } = scenario.sandbox.hub.server;
    for (let index = 0; index < 24; index += 1) admit(index);
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    faults.add({
      method: "GET",
      path: "/ocpi",
      skip: 8,
      times: 1,
      onHit: () => kill?.("SIGTERM"),
      act: { kind: "delay", ms: 200 },
    });
    const step = await verifyAll(24, {}, { onStart: (by) => void (kill = by) });
    assert.equal(step.outputs["result"], "cancelled", step.raw);
    assert.equal(step.conclusion, "failure");
    assert.equal(results(step).length, 24);
    assert.ok(results(step).filter(({ result }) => result === "cancelled").length >= 8);
  });

  it("asks nothing more of a hub that wants no requests for an hour", async () => {
    const { server } = scenario.sandbox.hub;
    for (let index = 0; index < 24; index += 1) admit(index);
    const act = { kind: "answer", when: "before", status: 429, headers: { "retry-after": "3600" }, body: "" } as const;
    server.faults.add({ method: "GET", path: "/ocpi", act });
    const step = await verifyAll(24);
    assert.equal(results(step).filter(({ result }) => result !== "connected").length, 24);
    assert.match(step.summary, /asked for fewer requests, and for none in the next 36\d\d seconds|3600/);
    assert.ok(server.requests.length <= 8 * 8, `${server.requests.length} requests`);
  });

  it("shows a connection's token in no other connection's report", async () => {
    for (const index of [0, 1]) admit(index);
    const [mine, other] = [tokens.get("c000") ?? "", tokens.get("c001") ?? ""];
    const body = JSON.stringify({
      status_code: 3000,
      status_message: `mixed up with ${other.slice(4, 30)}`,
      timestamp: "",
    });
    const act = { kind: "answer", when: "before", status: 500, headers: {}, body } as const;
    scenario.sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi", token: mine, act });
    const step = await verifyAll(2, { "report-path": "all.json" });
    assert.equal(results(step)[0]?.connection, "c000");
    assert.match(step.workspace["all.json"] ?? "", /mixed up with \[hub token\]/);
  });
});
