import assert from "node:assert/strict";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { FileVault } from "../support/file-vault.ts";
import { Scenario, type StepSettings } from "../support/scenario.ts";
import { stepInProcess } from "../support/step-in-process.ts";

// Processes: the command kills the Action that called it, and the post step finds what is left.
describe("a run that is killed while its vault's command is at work", () => {
  let scenario: Scenario;
  let vault: FileVault;

  beforeEach(async () => {
    [scenario, vault] = await Promise.all([Scenario.start(), FileVault.make()]);
  });

  afterEach(async () => {
    await scenario.end();
    await vault.remove();
  });

  async function killedAt(moment: string, settings: StepSettings = {}): Promise<StepResult> {
    await vault.fault(`${moment} kills-the-action`);
    const step = await scenario.run(vault.inputs, { env: vault.env, ...settings });
    assert.equal(step.exitCode, null, step.raw);
    assert.equal(step.postExitCode, 0);
    return step;
  }

  /** A later run, whose job has read the token from the vault. The core decides how it ends, so it needs no process. */
  async function laterRun(): Promise<StepResult> {
    if (vault.isLocked) await vault.ageLock(360);
    const { secret } = vault;
    const inputs = { ...vault.inputs, ...(secret === undefined ? {} : { "hub-token": secret }) };
    return scenario.run(inputs, { env: vault.env, start: stepInProcess });
  }

  function said(step: StepResult): string {
    return step.postLog.map(({ text }) => text).join("\n");
  }

  it("leaves the lock that it only asked for, and a later run takes it over", async () => {
    const step = await killedAt("lock after");
    assert.equal(step.state["slot"], "asked");
    assert.match(said(step), /the lock of the vault secret OCPI_HUB_TOKEN may be left/);
    assert.deepEqual(scenario.unsafe, []);
    assert.ok(vault.isLocked);
    const later = await laterRun();
    assert.equal(later.outputs["result"], "connected", later.raw);
    assert.ok((await vault.calls()).includes("take-over"));
    assert.equal(vault.isLocked, false);
  });

  it("has its token stored by the post step, and the next run confirms", async () => {
    const step = await killedAt("put before");
    assert.equal(step.state["phase"], "captured");
    assert.match(said(step), /It is stored now, as vault secret OCPI_HUB_TOKEN/);
    assert.equal(vault.secret, scenario.hubToken);
    const later = await laterRun();
    assert.equal(later.outputs["result"], "connected", later.raw);
  });

  it("is not overruled by a post step where the inputs name another command", async () => {
    const step = await killedAt("put before", {
      postInputs: { ...scenario.sandbox.inputs, ...vault.inputs, "vault-command": "other.sh" },
    });
    assert.match(said(step), /do not name the secret/);
    assert.match(said(step), /ocpi-capsule:v1:/);
    const [capsule = ""] = /ocpi-capsule:v1:[\w-]+/.exec(said(step)) ?? [];
    await vault.ageLock(360);
    const recovered = await scenario.run(
      { ...vault.inputs, command: "recover", "recovery-capsule": capsule },
      { env: vault.env, start: stepInProcess },
    );
    assert.equal(recovered.outputs["result"], "connected", recovered.raw);
    assert.equal(vault.secret, scenario.hubToken);
  });
});
