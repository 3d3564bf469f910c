import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentOf } from "../../src/core/record/job-plan.ts";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import { FleetSandbox, type FleetConnection } from "../../scripts/fleet/fleet-sandbox.ts";
import { runInRepository, type FleetRun } from "../../scripts/fleet/fleet-run.ts";
import { isWhole } from "../support/proof-size.ts";
import { assertNoSecrets } from "../support/no-secrets.ts";

const uses = "uses: ocpi-onboarding/ocpi-onboarding@v1";

/** The connection's name in the names of secrets. */
function suffixOf({ name }: FleetConnection): string {
  return name.toUpperCase().replaceAll("-", "_");
}

/** An exchange of a connection, whose secrets are in the repository under names of their own. */
function exchangeOf(connection: FleetConnection, indent: number): string {
  const own = suffixOf(connection);
  return `${uses}
with:
  connection: ${connection.name}
  initial-token: \${{ secrets.INITIAL_${own} }}
  platform-token: \${{ secrets.PLATFORM_${own} }}
  github-token: \${{ secrets.OCPI_SECRETS_TOKEN }}
  wait-for-connected: 10s
  expose-hub-token: true`.replaceAll("\n", `\n${" ".repeat(indent)}`);
}

// Processes: a runner starts each step in one of its own, and ends one by signals.
describe("steps side by side in one job, the bundle against the sandbox", () => {
  let sandbox: FleetSandbox;
  let north: FleetConnection;
  let south: FleetConnection;
  let runs: FleetRun[];
  let folder: string;

  beforeEach(async () => {
    runs = [];
    folder = mkdtempSync(join(tmpdir(), "ocpi-parallel-"));
    sandbox = await FleetSandbox.start(["chargeindia-north", "chargeindia-south"]);
    const { connections, github } = sandbox;
    [north, south] = [connections[0] ?? assert.fail(), connections[1] ?? assert.fail()];
    for (const connection of connections) {
      const secrets = github.secretsIn(environmentOf(connection.name));
      github.setSecret(`INITIAL_${suffixOf(connection)}`, secrets["OCPI_INITIAL_TOKEN"] ?? "");
      github.setSecret(`PLATFORM_${suffixOf(connection)}`, secrets["OCPI_PLATFORM_TOKEN"] ?? "");
    }
  });

  afterEach(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
    const issued = sandbox.connections.map(({ party }) => sandbox.hub.issuedToken(party) ?? "none was issued");
    const kept = Object.values(sandbox.github.secretsIn()).filter((value) => value.length > 8);
    for (const { steps } of runs)
      for (const { ours } of steps) if (ours !== undefined) assertNoSecrets(ours, [...kept, ...issued]);
  });

  async function run(steps: string): Promise<FleetRun> {
    const workflow = `jobs:\n  connections:\n    steps:\n      - uses: actions/checkout@v7\n${steps}`;
    const done = await runInRepository(sandbox, workflow, "workflow_dispatch");
    runs.push(done);
    return done;
  }

  /** The secrets of the repository that hold hub tokens, or are locks of one. */
  function hubSecrets(): Record<string, string> {
    const entries = Object.entries(sandbox.github.secretsIn());
    return Object.fromEntries(entries.filter(([name]) => name.startsWith("OCPI_HUB_TOKEN")));
  }

  /** A job that cancels the exchange of the north at a request, and goes on with the south. */
  async function cancelAt(method: string, path: string, act: FaultAct): Promise<FleetRun> {
    const reached = join(folder, "reached");
    const onHit = (): void => writeFileSync(reached, "");
    sandbox.hub.server.faults.add({ method, path, times: 1, onHit, act });
    return run(`      - id: north
        background: true
        ${exchangeOf(north, 8)}
      - run: until test -e '${reached}'; do sleep 0.05; done
      - cancel: north
      - ${exchangeOf(south, 8)}
`);
  }

  it("two exchanges keep each its own token, each step has its own outputs, and the example verifies both at once", async () => {
    const { steps, result } = await run(`      - parallel:
          - id: north
            ${exchangeOf(north, 12)}
          - id: south
            ${exchangeOf(south, 12)}
      - env:
          NORTH: \${{ steps.north.outputs.hub-token-stored-in }}
          SOUTH: \${{ steps.south.outputs.hub-token-stored-in }}
        run: echo "both=$NORTH, $SOUTH" >> "$GITHUB_OUTPUT"
`);
    assert.equal(result, "success", steps.map(({ raw }) => raw).join("\n"));
    const secret = "repository secret OCPI_HUB_TOKEN__CHARGEINDIA_";
    assert.equal(steps.at(-1)?.outputs["both"], `${secret}NORTH, ${secret}SOUTH`);
    assert.deepEqual(hubSecrets(), {
      OCPI_HUB_TOKEN__CHARGEINDIA_NORTH: sandbox.hub.issuedToken(north.party),
      OCPI_HUB_TOKEN__CHARGEINDIA_SOUTH: sandbox.hub.issuedToken(south.party),
    });
    const example = readFileSync(new URL("../../examples/side-by-side.yml", import.meta.url), "utf8");
    const verified = await runInRepository(sandbox, example, "schedule");
    runs.push(verified);
    assert.deepEqual(
      verified.steps.flatMap(({ ours }) => (ours === undefined ? [] : [ours.outputs["result"]])),
      ["connected", "connected"],
    );
  });

  it("one that is cancelled after its POST keeps the token that the Hub issued, and the other goes on", async () => {
    const { steps } = await cancelAt("POST", "/ocpi", { kind: "delay", ms: 1500 });
    assert.deepEqual(
      steps.flatMap(({ ours, conclusion }) => (ours === undefined ? [] : [conclusion])),
      ["cancelled", "success"],
    );
    const { OCPI_HUB_TOKEN__CHARGEINDIA_NORTH: stored, ...others } = hubSecrets();
    assert.equal(stored, sandbox.hub.issuedToken(north.party));
    assert.equal(others["OCPI_HUB_TOKEN__CHARGEINDIA_SOUTH"], sandbox.hub.issuedToken(south.party));
  });

  // What a step alone does at these moments, test/bundle/cancel.test.ts and test/faults/kills.test.ts show in every run.
  if (!isWhole) return;

  it("one that is cancelled before its POST leaves nothing, and the other goes on", async () => {
    const { steps, result } = await cancelAt("GET", "/ocpi/versions", { kind: "delay", ms: 3000 });
    const ours = steps.filter((step) => step.ours !== undefined);
    assert.deepEqual(
      ours.map(({ conclusion, outputs }) => [conclusion, outputs["result"]]),
      [
        ["cancelled", "cancelled"],
        ["success", "connected"],
      ],
    );
    // The workflow has cancelled it: that is no failure of the job.
    assert.equal(result, "success");
    assert.deepEqual(hubSecrets(), { OCPI_HUB_TOKEN__CHARGEINDIA_SOUTH: sandbox.hub.issuedToken(south.party) });
  });

  // The whole 10 seconds that a runner gives a step: SIGINT, SIGTERM, SIGKILL.
  it("one that is killed while its POST is on its way says so, keeps its lock, and the other goes on", async () => {
    const { steps } = await cancelAt("POST", "/ocpi", { kind: "delay", ms: 15_000 });
    const [killed, other] = steps.flatMap(({ ours }) => (ours === undefined ? [] : [ours]));
    assert.equal(killed?.exitCode, null);
    assert.equal(killed?.state["phase"], "posting");
    assert.match(killed?.postLog.map(({ text }) => text).join("\n") ?? "", /OCPI_HUB_TOKEN__CHARGEINDIA_NORTH_PENDING/);
    assert.equal(other?.outputs["result"], "connected");
    assert.deepEqual(Object.keys(hubSecrets()).toSorted(), [
      "OCPI_HUB_TOKEN__CHARGEINDIA_NORTH_PENDING",
      "OCPI_HUB_TOKEN__CHARGEINDIA_SOUTH",
    ]);
  });
});
