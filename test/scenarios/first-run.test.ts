import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { showFirstRun } from "../../src/sandbox/first-run.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Screen, type Terminal } from "../../src/sandbox/screen.ts";
import { stepInProcess } from "../support/step-in-process.ts";
import { formIn } from "../support/token-forms.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));

describe("npm start", () => {
  let sandbox: Sandbox;
  let folder: string;

  beforeEach(async () => {
    sandbox = await startSandbox();
    folder = mkdtempSync(join(tmpdir(), "first-run-"));
  });

  afterEach(async () => {
    await sandbox.stop();
    rmSync(folder, { recursive: true });
  });

  async function shown(
    terminal: Pick<Terminal, "coloured" | "columns"> = { coloured: false },
    inputs = sandbox.inputs,
  ): Promise<{ readonly text: string; readonly isGood: boolean }> {
    let text = "";
    const screen = new Screen({ ...terminal, write: (piece) => (text += piece) });
    const files = { folder, name: ".sandbox" };
    const isGood = await showFirstRun({ sandbox: { ...sandbox, inputs }, screen, action, files, start: stepInProcess });
    return { text, isGood };
  }

  function assertNoToken(text: string): void {
    const tokens = [sandbox.initialToken, sandbox.platform.token, sandbox.github.token, sandbox.github.jobToken];
    const form = formIn(text, [...tokens, ...sandbox.hub.issued]);
    assert.ok(form === undefined, `a token (${form}) is shown`);
  }

  it("shows each step with a mark and its time, the result and what next, and the rest in files", async () => {
    const { text, isGood } = await shown();
    assert.ok(isGood, text);
    const lines = text.split("\n");
    assert.ok(lines.length <= 36, `${lines.length} lines`);
    assert.deepEqual(
      lines.filter((line) => line.length > 100),
      [],
    );
    assert.equal(stripVTControlCharacters(text), text);
    const steps = lines.filter((line) => /^ {2}✔ .+ \d+(?:\.\d)? m?s$/.test(line));
    assert.deepEqual(
      steps.map((line) => line.slice(4).replace(/ {2,}.*/, "")).filter((title) => /POST|PUT|Verify/.test(title)),
      [
        "Exchange the credentials (POST)",
        "Confirm the registration (PUT)",
        "Verify the connection",
        "Verify the connection",
      ],
    );
    assert.match(text, /✔ IN\*ABC \(CPO\) is CONNECTED to ChargeIndia Hub\./);
    assert.match(text, /\nCONNECTED, after \d+\.\d s\. What next:\n( {2}\S.*\n){3}$/);
    assert.doesNotMatch(text, /✘|\{"/);
    assertNoToken(text);

    // Log, outputs and summary are in the files that it names.
    const named = [...text.matchAll(/\.sandbox\/(\S+)/g)].map(([, name = ""]) => name).toSorted();
    assert.deepEqual(readdirSync(folder).toSorted(), named);
    const read = (name: string): string => readFileSync(join(folder, name), "utf8");
    assert.match(read("exchange.log"), /POST \S+\/credentials: HTTP 200/);
    assert.match(read("exchange-summary.md"), /^## ✅/);
    assert.equal((JSON.parse(read("verify-outputs.json")) as { result: string }).result, "connected");
    for (const name of named) assertNoToken(read(name));
  });

  it("shows of a step that failed what it did, and what to do, and is not good", async () => {
    sandbox.hub.issueInitialToken(sandbox.party);
    const { text, isGood } = await shown();
    assert.ok(!isGood);
    assert.match(text, /\n {2}✘ Exchange the credentials .+\n {6}POST \S+\/credentials: HTTP 401/);
    assert.match(text, /What to do now:/);
    assert.match(text, /\nNot CONNECTED\n/);
    assert.doesNotMatch(text, /Verify: |The secret OCPI_HUB_TOKEN/);
    assertNoToken(text);
  });

  it("has colours, and the step that is under way, on a terminal alone", async () => {
    const { text } = await shown({ coloured: true, columns: 60 });
    assert.ok(text.includes("\u001B[32m✔\u001B[0m Read the inputs"));
    assert.ok(text.includes("\r\u001B[K  … Exchange the credentials (POST)"));
    let plain = "";
    const screen = new Screen({ coloured: false, columns: 60, write: (piece) => (plain += piece) });
    screen.title("A title");
    screen.marked("warning", "A sentence.");
    assert.equal(plain, "\nA title\n  ! A sentence.\n");
  });
});
