import assert from "node:assert/strict";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { FileVault } from "../support/file-vault.ts";
import { finding, Scenario } from "../support/scenario.ts";

describe("a hub token that a command keeps", () => {
  let scenario: Scenario;
  let vault: FileVault;

  beforeEach(async () => {
    [scenario, vault] = await Promise.all([Scenario.inProcess(), FileVault.make()]);
  });

  afterEach(async () => {
    await scenario.end();
    await vault.remove();
  });

  async function run(inputs: Record<string, string> = {}): Promise<StepResult> {
    return scenario.run({ ...vault.inputs, ...inputs }, { env: vault.env });
  }

  it("is stored by it under its lock, GitHub is asked nothing, and later runs only look", async () => {
    const step = await run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(vault.secret, scenario.hubToken);
    assert.deepEqual(await vault.calls(), ["look", "lock", "look", "put", "unlock"]);
    assert.equal(step.outputs["hub-token-stored-in"], "vault secret OCPI_HUB_TOKEN");
    assert.deepEqual(scenario.githubRequests, []);
    assert.doesNotMatch(step.raw + step.summary, /GitHub/);
    assert.deepEqual(step.postLog, []);

    // The command has its own two variables, and none of the runner's.
    const names = await vault.environment();
    assert.ok(names.includes("OCPI_SECRET") && names.includes("OCPI_CONNECTION") && names.includes("VAULT_FOLDER"));
    assert.deepEqual(
      names.filter((name) => /^(?:INPUT|STATE|GITHUB|ACTIONS)_/i.test(name)),
      [],
    );

    const again = await run({ "hub-token": scenario.hubToken });
    assert.equal(again.outputs["result"], "connected");
    const notGiven = await run();
    assert.equal(notGiven.outputs["result"], "not-ready");
    assert.match(finding(notGiven, "VAULT").fix ?? "", /reads it from your vault/);
    assert.deepEqual((await vault.calls()).slice(5), ["look", "look"]);
    assert.equal(scenario.unsafe.length, 2);
  });

  it("stops before anything is sent where another run has the lock", async () => {
    await vault.fault("lock before 3");
    const step = await run();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.deepEqual(scenario.unsafe, []);
  });

  it("is not asked for where it is not known what became of the lock", async () => {
    await vault.fault("lock after 1");
    const step = await run();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.deepEqual(scenario.unsafe, []);
    assert.ok(vault.isLocked);
  });

  it("names the exit code where the command fails", async () => {
    await vault.fault("lock before 7");
    const step = await run();
    assert.equal(step.outputs["result"], "not-ready");
    assert.match(finding(step, "VAULT").message, /It answered exit code 7 to `lock`\./);
    assert.deepEqual(scenario.unsafe, []);
  });

  it("is stored although the command that stored it was killed", async () => {
    await vault.fault("put after killed");
    const step = await run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(vault.secret, scenario.hubToken);
    assert.equal(vault.isLocked, false);
  });

  it("is stored at the next try where the first one did nothing", async () => {
    await vault.fault("put before 1");
    const step = await run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.deepEqual((await vault.calls()).slice(3), ["put", "put", "unlock"]);
  });

  it("is shown nowhere where the command prints it, and a warning says that it does", async () => {
    await vault.fault("put after prints");
    const step = await run();
    assert.equal(step.outputs["result"], "connected");
    assert.match(finding(step, "VAULT").message, /printed the hub token/);
  });

  it("is not looked for in what is no look, which is not shown", async () => {
    await vault.fault("look before prints");
    const step = await run();
    assert.equal(step.outputs["result"], "not-ready");
    assert.match(finding(step, "VAULT").message, /to `look` what is no look/);
    assert.doesNotMatch(step.raw, /I was given/);
  });

  it("is confirmed by a run that takes an abandoned lock over", async () => {
    scenario.sandbox.hub.server.faults.add({
      method: "PUT",
      path: "/ocpi",
      times: 2,
      act: { kind: "drop", when: "after" },
    });
    const first = await run();
    assert.equal(first.outputs["result"], "in-doubt", first.raw);
    assert.equal(vault.secret, scenario.hubToken);
    const early = await run({ "hub-token": scenario.hubToken });
    assert.equal(early.outputs["result"], "in-doubt", early.raw);
    await vault.ageLock(360);
    const late = await run({ "hub-token": scenario.hubToken });
    assert.equal(late.outputs["result"], "connected", late.raw);
    assert.ok((await vault.calls()).includes("take-over"));
    assert.equal(vault.isLocked, false);
  });

  it("is replaced by the successor that a rotation brings, and by nothing else", async () => {
    await run();
    const former = scenario.hubToken;
    scenario.sandbox.hub.switches.putRotates = true;
    const successor = "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d";
    scenario.isSecret(successor);
    scenario.isSecret(former);
    scenario.sandbox.platform.alsoAccept(successor);
    const step = await run({ command: "rotate", "hub-token": former, "new-platform-token": successor });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.notEqual(scenario.hubToken, former);
    assert.equal(vault.secret, scenario.hubToken);
    assert.ok((await vault.calls()).includes("replace"));
  });

  describe("whose command cannot be used", () => {
    for (const [path, words] of [
      ["nothing.sh", /there is no such file/],
      ["../vault.sh", /leads out of the workspace/],
      ["/tmp", /which is no file/],
      [fileURLToPath(new URL("../../package.json", import.meta.url)), /may not be executed/],
    ] as const) {
      it(`is a fault of the inputs: ${basename(path)}`, async () => {
        const step = await run({ "vault-command": path });
        assert.equal(step.outputs["result"], "invalid");
        assert.match(finding(step, "INPUT").message, words);
        assert.deepEqual(scenario.hubRequests, []);
      });
    }
  });

  it("needs its command, and a command needs it", async () => {
    const without = await run({ "vault-command": "" });
    assert.match(finding(without, "INPUT").message, /`store: command` needs `vault-command`/);
    const unused = await scenario.run({ "vault-command": vault.inputs["vault-command"] });
    assert.match(finding(unused, "INPUT").message, /needs `store: command`/);
  });
});
