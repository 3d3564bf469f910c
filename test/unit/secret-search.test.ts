import assert from "node:assert/strict";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { assertNoSecrets } from "../support/no-secrets.ts";

const secret = "hub-5f3c/9a+b2d7e41c08";
const clean: StepResult = {
  exitCode: 0,
  conclusion: "success",
  log: [],
  postLog: [],
  postExitCode: 0,
  raw: `::add-mask::${secret}\nGET https://hub.example\n`,
  outputs: { result: "connected", "hub-token": secret },
  state: {},
  workspace: {},
  stateFile: "phase=stored",
  summary: "## CONNECTED",
  masks: [secret],
  droppedAsJobOutputs: [],
};

describe("the search for tokens in what a step leaves behind", () => {
  it("finds none where there is none but in its mask and in the output hub-token", () => {
    assertNoSecrets(clean, [secret]);
  });

  it("finds one in every sink, in every written form, and half of one", () => {
    const forms = [
      secret,
      Buffer.from(secret).toString("base64"),
      encodeURIComponent(secret),
      secret.slice(0, 12),
      secret.slice(-12),
    ];
    for (const form of forms) {
      for (const leaking of [
        { ...clean, raw: `${clean.raw}token ${form}` },
        { ...clean, summary: form },
        { ...clean, stateFile: form },
        { ...clean, outputs: { report: form } },
        { ...clean, workspace: { "report.json": form } },
      ]) {
        assert.throws(() => assertNoSecrets(leaking, [secret]), /a token .* is in the/);
      }
    }
  });
});
