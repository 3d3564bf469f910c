import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { runStep, stateVariables, type StepOptions, type StepResult } from "../../src/sandbox/runner.ts";

const action = fileURLToPath(new URL("../../sandbox", import.meta.url));

function run(settings: Partial<StepOptions> = {}): Promise<StepResult> {
  return runStep({ action, inputs: {}, jobToken: "job-token", ...settings });
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

// These tests run processes: the sandbox is a server that outlives its step and ends with its job.
describe("the sandbox as an Action", () => {
  it("runs until its post step, and is gone after it", async () => {
    const step = await run({ withPost: false });
    const hub = step.outputs["hub-url"] ?? "";
    assert.ok(await answers(`${hub}/desk`), step.raw);
    const env = stateVariables(step.state);
    // The second step's main process is killed at once; its post step finds the state of the first step.
    const ended = await run({ env, onStart: (kill) => kill("SIGKILL") });
    assert.equal(ended.postExitCode, 0, ended.raw);
    assert.ok(!(await answers(`${hub}/desk`)));
  });

  it("ends itself with its job", async () => {
    const step = await run();
    assert.equal(step.postExitCode, 0);
    assert.equal(step.conclusion, "success");
    assert.ok(!(await answers(`${step.outputs["hub-url"] ?? ""}/desk`)));
  });

  it("starts nothing for a role that it does not know, and says so", async () => {
    const step = await run({ inputs: { role: "emsp" } });
    assert.equal(step.conclusion, "failure");
    assert.match(step.raw, /The input role is neither CPO nor EMSP/);
    assert.equal(step.outputs["hub-url"], undefined);
  });

  it("logs nothing with which a reader of the log could end it", async () => {
    const step = await run();
    for (const value of Object.values(step.state)) {
      if (value.length > 8) assert.ok(!step.raw.includes(value));
    }
  });

  describe("given a state that it did not save", () => {
    let victim: ChildProcess;

    beforeEach(() => {
      victim = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { stdio: "ignore" });
    });

    afterEach(() => victim.kill("SIGKILL"));

    async function isAlive(): Promise<boolean> {
      await new Promise((done) => setTimeout(done, 200));
      return victim.exitCode === null && victim.signalCode === null;
    }

    it("ends no process that the state names, and starts all the same", async () => {
      const step = await run({ env: { STATE_pid: String(victim.pid) } });
      assert.match(step.outputs["hub-url"] ?? "", /^http/);
      assert.ok(await isAlive());
    });

    it("ends no process from its post step either", async () => {
      const step = await run({ env: { STATE_pid: String(victim.pid) }, onStart: (kill) => kill("SIGKILL") });
      assert.equal(step.postExitCode, 0);
      assert.ok(await isAlive());
    });

    it("sends nothing but a well-formed secret, and that only to this machine", async () => {
      const seen: string[] = [];
      const server = createServer((socket) => {
        socket.setEncoding("latin1").on("data", (text: string) => seen.push(text));
        socket.on("error", () => undefined);
      });
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const { port } = server.address() as AddressInfo;
      for (const state of [
        { "stop-port": String(port), "stop-secret": "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n" },
        { "stop-port": `${port}@evil.example`, "stop-secret": "a".repeat(64) },
        { "stop-port": "99999", "stop-secret": "a".repeat(64) },
        { "stop-port": "\n::error::x", "stop-secret": "a".repeat(64) },
      ]) {
        const env = stateVariables(state);
        const step = await run({ env, onStart: (kill) => kill("SIGKILL") });
        assert.equal(step.postExitCode, 0);
        assert.match(step.postLog.map(({ text }) => text).join("\n"), /^The state of this step is none .*$/);
      }
      assert.deepEqual(seen, []);
      server.close();
    });
  });

  it("is not ended by a client that does not know its secret", async () => {
    const step = await run({ withPost: false });
    const hub = step.outputs["hub-url"] ?? "";
    const env = { "STATE_stop-port": step.state["stop-port"] ?? "", "STATE_stop-secret": "a".repeat(64) };
    await run({ env, onStart: (kill) => kill("SIGKILL") });
    assert.ok(await answers(`${hub}/desk`));
    const own = { ...env, "STATE_stop-secret": step.state["stop-secret"] ?? "" };
    await run({ env: own, onStart: (kill) => kill("SIGKILL") });
    assert.ok(!(await answers(`${hub}/desk`)));
  });
});
