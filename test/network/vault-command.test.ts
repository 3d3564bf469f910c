import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { vaultCommand, type CommandCall, type CommandEnd } from "../../src/action/vault-command.ts";

const named = { secret: "OCPI_HUB_TOKEN", connection: "north" };

// These tests run processes: what a program does is what is told apart.
describe("a vault's command, as a process", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ocpi-command-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  async function run(script: string, call: Partial<CommandCall> = {}, seconds?: number): Promise<CommandEnd> {
    writeFileSync(join(folder, "vault.sh"), script, { mode: 0o755 });
    const command = vaultCommand("vault.sh", folder, { PATH: process.env["PATH"] }, named, seconds);
    return command({ word: "look", ...call });
  }

  it("is given its word, its age and its token, and no shell reads them", async () => {
    const ended = await run('#!/bin/sh\necho "$# $1 $2 $OCPI_SECRET $OCPI_CONNECTION $(cat)"\n', {
      word: "take-over",
      age: 300,
      token: "$(touch here); `touch there`",
    });
    assert.equal(
      ended.how === "exit" && ended.printed,
      "2 take-over 300 OCPI_HUB_TOKEN north $(touch here); `touch there`\n",
    );
    assert.ok(!existsSync(join(folder, "here")) && !existsSync(join(folder, "there")));
  });

  it("is ended when it hangs, with all that it has started", async () => {
    const ended = await run("#!/bin/sh\nsleep 300 & echo $! >child; wait\n", {}, 1);
    assert.deepEqual(ended, { how: "timeout", seconds: 1 });
    const child = Number(readFileSync(join(folder, "child"), "utf8"));
    // The system takes a moment to end it; it stays for a while as one that nobody has waited for.
    while (isRunning(child)) await wait(20);
  });

  it("is ended with the run", async () => {
    const stop = new AbortController();
    const running = run("#!/bin/sh\nsleep 300\n", { cancelled: stop.signal });
    stop.abort();
    assert.deepEqual(await running, { how: "stopped" });
  });

  it("is not waited for once it has ended, although what it left behind holds its output open", async () => {
    const ended = await run("#!/bin/sh\nsleep 300 & echo $! >child; echo secret=absent\n");
    process.kill(Number(readFileSync(join(folder, "child"), "utf8")), "SIGKILL");
    assert.equal(ended.how === "exit" && ended.printed, "secret=absent\n");
  });

  it("says by which signal it was ended, and by which code", async () => {
    assert.deepEqual(await run("#!/bin/sh\nkill -TERM $$\n"), { how: "signal", signal: "SIGTERM" });
    const ended = await run("#!/bin/sh\nexit 3\n");
    assert.equal(ended.how === "exit" && ended.code, 3);
  });

  it("may leave what it is given unread", async () => {
    const ended = await run("#!/bin/sh\nexec <&-\nexit 0\n", { word: "put", token: "x".repeat(1_000_000) });
    assert.equal(ended.how, "exit");
  });

  it("may print without end, of which the beginning is kept", async () => {
    const ended = await run("#!/bin/sh\nhead -c 20000000 /dev/zero\n");
    assert.ok(ended.how === "exit" && ended.printed.length < 1_000_000);
  });

  it("is not started where its interpreter is missing", async () => {
    assert.deepEqual(await run("#!/no/such/program\n"), { how: "unstartable", code: "ENOENT" });
  });
});

/** Whether a process still does anything: one that has ended, and whose end nobody has read, does not. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
