import assert from "node:assert/strict";
import { Scenario } from "../support/scenario.ts";

/** The PUT of the token's secret, and not that of the lock, whose path begins alike. */
const theSecret = { method: "PUT", path: "/repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN", exact: true };
const VERSIONS = "GET /ocpi/versions";

interface Requested {
  readonly url: string;
  readonly method: string;
  readonly error?: string;
}

/** The hub is asked what the next step needs while this one is at the vault. */
describe("a new token, while the vault is at work", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  const versions = (requests: readonly string[]): number => requests.filter((request) => request === VERSIONS).length;

  it("is tried at the hub while it is stored, once", async () => {
    scenario = await Scenario.inProcess();
    const { hub, github } = scenario.sandbox;
    github.server.faults.add({ ...theSecret, act: { kind: "delay", ms: 400 } });
    const stored: boolean[] = [];
    const onHit = (): void => void stored.push(github.secret("OCPI_HUB_TOKEN") !== undefined);
    hub.server.faults.add({ method: "GET", path: "/ocpi/versions", onHit, act: { kind: "delay", ms: 0 } });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    // The look, and the proof.
    assert.deepEqual(stored, [false, false]);
    assert.equal(versions(scenario.hubRequests), 2);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("is confirmed only when it is stored: where it cannot be, the report names what was asked, and nothing is waited for", async () => {
    scenario = await Scenario.inProcess();
    const { hub, github } = scenario.sandbox;
    github.server.faults.add({ ...theSecret, act: { kind: "answer", when: "before", status: 403, body: "{}" } });
    hub.server.faults.add({
      method: "GET",
      path: "/ocpi/versions",
      exact: true,
      skip: 1,
      act: { kind: "delay", ms: 20_000 },
    });
    const step = await scenario.run({}, { withPost: false });
    assert.equal(step.outputs["result"], "unstored", step.raw);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials"]);
    const { requests } = JSON.parse(step.outputs["report"] ?? "") as { requests: Requested[] };
    const asked = requests.filter(({ url }) => url.endsWith("/ocpi/versions") && url.startsWith(hub.origin));
    assert.deepEqual(
      asked.map(({ error }) => error),
      [undefined, "CANCELLED"],
    );
    assert.equal(versions(scenario.hubRequests), 2);
  });

  it("shows whether the parties are CONNECTED while the lock is given back, once", async () => {
    scenario = await Scenario.inProcess();
    const { hub, github } = scenario.sandbox;
    github.server.faults.add({ method: "DELETE", path: "/repos", act: { kind: "delay", ms: 400 } });
    const locked: boolean[] = [];
    const onHit = (): void => void locked.push(github.secretNames.includes("OCPI_HUB_TOKEN_PENDING"));
    hub.server.faults.add({ method: "GET", path: "/ocpi/2.2.1/hubclientinfo", onHit, act: { kind: "delay", ms: 0 } });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    // The list, and the party by its own path.
    assert.deepEqual(locked.slice(0, 2), [true, true]);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("is not tried where the hub is another one than was meant", async () => {
    scenario = await Scenario.inProcess({ identity: "another hub" });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.equal(versions(scenario.hubRequests), 1);
  });
});
