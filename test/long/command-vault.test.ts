import assert from "node:assert/strict";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { FileVault } from "../support/file-vault.ts";
import { Scenario, type StepSettings } from "../support/scenario.ts";
import { stepInProcess } from "../support/step-in-process.ts";

// Processes: the command kills the Action that called it, and the post step finds what is left.
describe("a run that is killed when its vault's command has done its work", () => {
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

  it("has stored its token, and keeps it, when the command had done so", async () => {
    const step = await killedAt("put after");
    assert.equal(vault.secret, scenario.hubToken);
    assert.match(said(step), /there is a vault secret OCPI_HUB_TOKEN already/);
    const later = await laterRun();
    assert.equal(later.outputs["result"], "connected", later.raw);
  });

  it("has its lock given back by the post step once nothing is in doubt", async () => {
    const step = await killedAt("unlock before");
    assert.equal(vault.isLocked, false);
    assert.match(said(step), /is deleted now: nothing is outstanding/);
    assert.doesNotMatch(said(step), /GitHub/);
  });
});
