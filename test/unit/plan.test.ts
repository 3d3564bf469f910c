import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readTask } from "../../src/action/task.ts";
import { planJobs } from "../../src/core/onboarding/plan-jobs.ts";
import { environmentOf, matrixOf, type JobPlan } from "../../src/core/record/job-plan.ts";
import { environmentLines } from "../../src/core/report/environments.ts";
import { actionInputs, runnerContext, type GivenInputs } from "../support/action-inputs.ts";

function named(count: number): string[] {
  return Array.from({ length: count }, (_none, index) => `c-${index + 1}`);
}

function planned(count: number): JobPlan {
  const result = planJobs(named(count));
  assert.ok("plan" in result);
  return result.plan;
}

describe("a plan", () => {
  it("has each connection once, in order, in as few jobs and as few each as a matrix takes", () => {
    for (const [count, jobs, each] of [
      [1, 1, 1],
      [2, 2, 1],
      [256, 256, 1],
      [257, 129, 2],
      [300, 150, 2],
      [512, 256, 2],
      [513, 171, 3],
      [10_000, 250, 40],
      [65_536, 256, 256],
    ] as const) {
      const plan = planned(count);
      assert.deepEqual(plan.jobs.flat(), named(count));
      assert.equal(plan.jobs.length, jobs, `${count}`);
      assert.equal(Math.max(...plan.jobs.map(({ length }) => length)), each, `${count}`);
      assert.ok(plan.jobs.every(({ length }) => length > 0));
    }
  });

  it("names the connection of a job that has one, and lists those of each", () => {
    assert.deepEqual(matrixOf(planned(2)), {
      include: [
        { connection: "c-1", connections: ["c-1"] },
        { connection: "c-2", connections: ["c-2"] },
      ],
    });
    const { include } = matrixOf(planned(257));
    assert.deepEqual(include[0], { connections: ["c-1", "c-2"] });
    assert.deepEqual(include.at(-1), { connection: "c-257", connections: ["c-257"] });
  });

  it("is refused where there is nothing to plan, or more than a matrix of matrices takes", () => {
    assert.deepEqual(planJobs([]), { fault: { code: "plan-empty" } });
    assert.deepEqual(planJobs(named(65_537)), { fault: { code: "plan-too-large", count: 65_537, limit: 65_536 } });
  });
});

describe("the inputs of a plan", () => {
  const file = "version: 1\nconnections: { north: {}, south: {} }\n";

  function read(given: GivenInputs, configText: string | undefined = file): ReturnType<typeof readTask> {
    return readTask(actionInputs({ command: "plan", githubToken: "", ...given }), runnerContext({ configText }));
  }

  it("mean every connection of the file, or the one that they name", () => {
    for (const [connection, connections] of [
      ["", ["north", "south"]],
      ["all", ["north", "south"]],
      ["south", ["south"]],
    ] as const) {
      const result = read({ connection });
      assert.deepEqual("plan" in result && result.plan.connections, connections);
    }
  });

  it("are told what is wrong with them, and with the file", () => {
    for (const [given, configText, codes] of [
      [{ connection: "west" }, file, ["connection-unknown"]],
      // A key of every object is no connection of the file.
      [{ connection: "constructor" }, file, ["connection-unknown"]],
      [{}, "version: 1\nconnections: {}\n", ["plan-empty"]],
      [{}, "version: 1\nconnections: { 'a b; rm': {} }\n", ["config-value"]],
      [{ dryRun: "true", failOn: "sometimes" }, file, ["input-other-command", "input-not-one-of"]],
      [{ reportPath: ["plan.txt"] }, file, ["input-report-path"]],
    ] as const) {
      const result = read(given, configText);
      assert.deepEqual("findings" in result && result.findings.map(({ code }) => code), codes);
    }
    const without = readTask(actionInputs({ command: "plan" }), runnerContext());
    assert.deepEqual("findings" in without && without.findings.map(({ code }) => code), ["plan-no-file"]);
  });
});

describe("the lines that make the environments", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ocpi-environments-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the lines with a `gh` that writes down how it is called, and for which some environments are there already. */
  function run(plan: JobPlan, existing: readonly string[]): { calls: string[]; status: number | null } {
    const gh = [
      "#!/bin/sh",
      `echo "$* <$(case $1 in secret) cat;; esac)>" >> "${join(folder, "calls")}"`,
      ...existing.map((name) => `case "$*" in "api --silent "*"/${name}") exit 0;; esac`),
      'case "$*" in "api --silent repos/"*) exit 1;; esac',
    ].join("\n");
    writeFileSync(join(folder, "gh"), gh);
    chmodSync(join(folder, "gh"), 0o755);
    for (const kind of ["initial-tokens", "platform-tokens"]) {
      mkdirSync(join(folder, kind));
      for (const name of plan.connections) writeFileSync(join(folder, kind, name), `the ${kind} of ${name}`);
    }
    const script = environmentLines(plan).join("\n");
    const { status } = spawnSync("sh", ["-c", script], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env["PATH"] ?? ""}` },
    });
    return { calls: readFileSync(join(folder, "calls"), "utf8").trim().split("\n"), status };
  }

  it("make each that is not there, and give each the same names of secrets", () => {
    const { calls, status } = run(planned(2), [environmentOf("c-2")]);
    assert.equal(status, 0);
    assert.deepEqual(calls, [
      "api --silent repos/{owner}/{repo}/environments/ocpi-c-1 <>",
      "api --silent -X PUT repos/{owner}/{repo}/environments/ocpi-c-1 <>",
      "secret set OCPI_INITIAL_TOKEN --env ocpi-c-1 <the initial-tokens of c-1>",
      "secret set OCPI_PLATFORM_TOKEN --env ocpi-c-1 <the platform-tokens of c-1>",
      "api --silent repos/{owner}/{repo}/environments/ocpi-c-2 <>",
      "secret set OCPI_INITIAL_TOKEN --env ocpi-c-2 <the initial-tokens of c-2>",
      "secret set OCPI_PLATFORM_TOKEN --env ocpi-c-2 <the platform-tokens of c-2>",
    ]);
  });

  it("have the line that makes a platform token where there is none, for its owner's eyes alone", () => {
    for (const kind of ["initial-tokens", "platform-tokens"]) mkdirSync(join(folder, kind));
    for (const name of ["c-1", "c-2"]) writeFileSync(join(folder, "initial-tokens", name), "from the account team");
    writeFileSync(join(folder, "platform-tokens", "c-2"), "known to the platform");
    const script =
      environmentLines(planned(2))
        .find((line) => line.includes("openssl"))
        ?.replace(/^# +/, "") ?? "";
    const { stdout, stderr, status } = spawnSync("sh", ["-c", script], { cwd: folder, encoding: "utf8" });
    assert.deepEqual([status, stdout, stderr], [0, "", ""]);
    // The page about many connections shows the same.
    const page = readFileSync(new URL("../../docs/many-connections.md", import.meta.url), "utf8");
    const [, shown = ""] = /```sh\n(\s*\( umask.*?)```/s.exec(page) ?? [];
    const bare = (lines: string): string => lines.replaceAll(/[\s;]+/g, " ").trim();
    assert.equal(bare(shown), bare(script));
    const made = join(folder, "platform-tokens", "c-1");
    assert.match(readFileSync(made, "utf8"), /^[0-9a-f]{64}$/);
    assert.equal(statSync(made).mode & 0o777, 0o600);
    assert.equal(readFileSync(join(folder, "platform-tokens", "c-2"), "utf8"), "known to the platform");
  });

  it("stop at a connection whose token is not there, so that it is seen", () => {
    const { connections } = planned(1);
    const lines = environmentLines({ connections: [...connections, "missing"], jobs: [] });
    const { status } = spawnSync("sh", ["-c", lines.join("\n")], { cwd: folder, env: { PATH: "/usr/bin:/bin" } });
    assert.notEqual(status, 0);
  });
});
