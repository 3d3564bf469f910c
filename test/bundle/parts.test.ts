import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Scenario } from "../support/scenario.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

// A copy of the Action, of which the test takes files away.
describe("the parts of the bundle", () => {
  let scenario: Scenario;
  let action: string;
  let folder: string;

  beforeEach(async () => {
    action = await mkdtemp(join(tmpdir(), "ocpi-parts-"));
    folder = join(action, "dist", "action");
    await cp(join(root, "action.yml"), join(action, "action.yml"));
    await cp(join(root, "dist", "action"), folder, { recursive: true });
  });

  afterEach(async () => {
    await scenario.end();
    await rm(action, { recursive: true, force: true });
  });

  /** Takes every part away that is loaded later than the entry. */
  async function takeAway(): Promise<void> {
    const parts = (await readdir(folder)).filter((name) => name.endsWith(".js") && !/^(?:index|post)\.js$/.test(name));
    assert.ok(parts.length >= 5, parts.join(" "));
    await Promise.all(parts.map(async (name) => rm(join(folder, name))));
  }

  it("that keep a token are there before the POST: nothing is lost where no other can be loaded any more", async () => {
    scenario = await Scenario.start();
    let taken: Promise<void> | undefined;
    const { faults } = scenario.sandbox.hub.server;
    const onHit = (): void => void (taken = takeAway());
    faults.add({ method: "POST", path: "/ocpi", times: 1, onHit, act: { kind: "delay", ms: 300 } });
    const step = await scenario.run({}, { action });
    await taken;
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.match(step.summary, /CONNECTED/);
  });

  it("are not needed by a verify, which is the run that is made most often", async () => {
    scenario = await Scenario.start();
    await scenario.prepare();
    await takeAway();
    const { origin } = scenario.sandbox.hub;
    const inputs = { command: "verify", "hub-url": origin, "hub-token": scenario.hubToken };
    const party = { role: "CPO", "country-code": "IN", "party-id": "ABC", "business-name": "Your CPO Ltd" };
    const step = await scenario.runOnly({ ...inputs, ...party }, { action });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.ok((await stat(join(folder, "index.js"))).size < 1_000_000);
  });
});
