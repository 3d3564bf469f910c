import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { environmentOf } from "../../src/core/record/job-plan.ts";
import { fleetNames, FleetSandbox } from "../../scripts/fleet/fleet-sandbox.ts";
import { fleetWorkflow, runFleet, runInRepository, type FleetRun } from "../../scripts/fleet/fleet-run.ts";
import { jobLogs } from "../../scripts/fleet/job-logs.ts";
import { assertNoSecrets } from "../support/no-secrets.ts";
import { formIn } from "../support/token-forms.ts";

/** What each step of a name came to, by its job. */
function conclusions({ steps }: FleetRun, name: string): Record<string, string> {
  return Object.fromEntries(steps.filter((step) => step.name === name).map(({ job, conclusion }) => [job, conclusion]));
}

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

describe("the page of fleet.yml", () => {
  it("says of how many it has no room for what to do", () => {
    const folder = mkdtempSync(join(tmpdir(), "ocpi-page-"));
    const names = fleetNames(300);
    mkdirSync(join(folder, "reports"));
    const findings = [{ severity: "error", who: "you", check: "HSK-23", message: "The hub refuses the token." }];
    for (const connection of names) {
      const report = { connection, command: "verify", result: "refused", tool: { version: "1.2.3" }, findings };
      writeFileSync(join(folder, "reports", `${connection}.json`), JSON.stringify(report));
      writeFileSync(join(folder, "reports", `${connection}.md`), `## ❌ Refused\n\n${"Read on. ".repeat(500)}\n`);
    }
    const { jobs } = parse(fleetWorkflow()) as { jobs: Record<string, { steps: { run?: string }[] }> };
    const script = jobs["page"]?.steps.at(-1)?.run ?? "";
    const { status, stderr } = spawnSync("bash", ["-e", "-c", script], {
      cwd: folder,
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"] ?? "",
        GITHUB_STEP_SUMMARY: join(folder, "page"),
        MATRIX: JSON.stringify({ include: [{ connections: names }] }),
      },
    });
    assert.equal(status, 0, stderr);
    const page = readFileSync(join(folder, "page"), "utf8");
    rmSync(folder, { recursive: true, force: true });
    assert.ok(Buffer.byteLength(page) < 1_000_000, String(page.length));
    const told = page.split(": what to do now</summary>").length - 1;
    assert.ok(told > 100 && told < 200, String(told));
    assert.match(page, new RegExp(`no room for what to do about ${300 - told} more: the artifact`));
    assert.equal(page.split("| refused |").length - 1, 300);
    assert.deepEqual(page.match(/^## .*/gm), ["## ❌ 0 of 300 connections work"]);
  });
});

// Processes: each job is what it is at GitHub, the bundle with its own inputs and the secrets of one environment.
describe("the workflows for many connections, the bundle against the sandbox", () => {
  let sandbox: FleetSandbox;
  const runs: FleetRun[] = [];

  async function ran(run: Promise<FleetRun>): Promise<FleetRun> {
    runs.push(await run);
    return run;
  }

  afterEach(async () => {
    const { secrets } = sandbox;
    await sandbox.stop();
    for (const { steps, page } of runs.splice(0)) {
      assert.equal(formIn(page, secrets), undefined);
      for (const log of jobLogs(steps, secrets).values()) assert.equal(formIn(log, secrets), undefined);
      for (const { ours, raw } of steps) {
        if (ours !== undefined) assertNoSecrets(ours, secrets);
        else assert.equal(formIn(raw, secrets), undefined);
      }
    }
  });

  it("fleet.yml onboards each connection, verifies each at night, and ends with one page, the worst first", async () => {
    sandbox = await FleetSandbox.start(fleetNames(3));
    const [first, second, third] = sandbox.connections;
    assert.ok(first && second && third);
    const onboarded = await ran(runFleet(sandbox, "workflow_dispatch"));
    assert.equal(onboarded.result, "success");
    assert.ok(sandbox.connections.every((connection) => sandbox.isKept(connection)));
    assert.match(
      onboarded.page,
      /^## ✅ 3 of 3 connections work\n\nOCPI Onboarding \d+\.\d+\.\d+, \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\n<details><summary>Those that work \(3\)<\/summary>\n/,
    );
    const credentials = sandbox.hub.server.requests.filter(({ method }) => method !== "GET").length;
    sandbox.hub.suspend(second.party);
    const night = await ran(runFleet(sandbox, "schedule"));
    assert.equal(night.result, "failure");
    assert.match(night.page, /^## ❌ 2 of 3 connections work\n/);
    // What was found in one sentence, who acts, what explains it; below the table what to do; then those that work.
    const row = new RegExp(
      `^\\| \`${second.name}\` \\| refused \\| UNKNOWN \\| \`The hub does not accept the hub token\\.\` \\| you, with the account team \\| \\[HSK-23\\]\\(https://`,
      "m",
    );
    assert.match(night.page, row);
    const parts = `<summary>${second.name}: what to do now</summary>.*### What to do now.*Check that \`hub-token\`.*the message for them \\(below\\).*</details>`;
    assert.match(night.page, new RegExp(`${parts}.*Those that work \\(2\\).*\`${first.name}\` \`${third.name}\``, "s"));
    assert.doesNotMatch(night.page, /<!--|mermaid/);
    assert.match(
      jobLogs(night.steps, sandbox.secrets).get(second.name) ?? "",
      /^== Verify: failure\n.*does not accept/ms,
    );
    // One that fails takes no other with it, and the night only reads.
    assert.deepEqual(conclusions(night, "Verify"), {
      [first.name]: "success",
      [second.name]: "failure",
      [third.name]: "success",
    });
    assert.equal(sandbox.hub.server.requests.filter(({ method }) => method !== "GET").length, credentials);
    // By hand once more: it only reads, and delivers the token again.
    const again = await ran(runFleet(sandbox, "workflow_dispatch"));
    assert.equal(conclusions(again, "Exchange")[first.name], "success");
    assert.equal(sandbox.hub.server.requests.filter(({ method }) => method !== "GET").length, credentials);
  }).timeout(180_000);

  it("a token that its platform does not take is stored, and the page says so, before all that works", async () => {
    sandbox = await FleetSandbox.start(fleetNames(2));
    const [first, second] = sandbox.connections;
    assert.ok(first && second);
    sandbox.refusing.add(second.name);
    const run = await ran(runFleet(sandbox, "workflow_dispatch"));
    assert.equal(run.result, "failure");
    const environment = environmentOf(second.name);
    assert.equal(sandbox.github.secret("OCPI_HUB_TOKEN", environment), sandbox.hub.issuedToken(second.party));
    assert.match(run.page, /^## ❌ 1 of 2 connections work\n/);
    assert.match(run.page, new RegExp(`^\\| \`${second.name}\` \\| undelivered \\|.*failed: see the log`, "m"));
    assert.match(run.page, /what to do now<\/summary>\n\n\*\*❌ Undelivered: .*Mend that action, and start a new run/s);
    // The next run delivers it.
    sandbox.refusing.clear();
    assert.match((await ran(runFleet(sandbox, "workflow_dispatch"))).page, /^## ✅ 2 of 2/);
    assert.ok(sandbox.isKept(second));
  }).timeout(120_000);

  it("a connection that is not prepared fails before anything is sent for it, and is on the page", async () => {
    sandbox = await FleetSandbox.start(fleetNames(2));
    const [first, second] = sandbox.connections;
    assert.ok(first && second);
    sandbox.github.deleteSecret("OCPI_INITIAL_TOKEN", environmentOf(second.name));
    const run = await ran(runFleet(sandbox, "workflow_dispatch"));
    assert.deepEqual([sandbox.isKept(first), sandbox.isKept(second)], [true, false]);
    assert.equal(conclusions(run, "Exchange")[second.name], "failure");
    assert.match(run.page, new RegExp(`^\\| \`${second.name}\` \\| invalid \\(exchange\\) \\|`, "m"));
  }).timeout(120_000);

  it("keeps the hub tokens in another vault, which an action of the repository opens, and verifies them from there", async () => {
    sandbox = await FleetSandbox.start(fleetNames(2));
    sandbox.github.deleteSecret("OCPI_SECRETS_TOKEN");
    const folder = mkdtempSync(join(tmpdir(), "ocpi-fleet-vault-"));
    // The tokens of one connection are in its environment, and those of the other in the vault.
    const [first] = sandbox.connections;
    assert.ok(first);
    mkdirSync(join(folder, first.name));
    for (const name of ["OCPI_INITIAL_TOKEN", "OCPI_PLATFORM_TOKEN"]) {
      writeFileSync(join(folder, first.name, name), sandbox.github.secret(name, environmentOf(first.name)) ?? "");
      sandbox.github.deleteSecret(name, environmentOf(first.name));
    }
    const vault = fileURLToPath(new URL("../support/file-vault.sh", import.meta.url));
    const workflow = fleetWorkflow().replace(/# vault-command: .*/, `vault-command: ${vault}`);
    const action = read("examples/open-vault/action.yml");
    const settings = {
      env: { VAULT_FOLDER: folder },
      beside: {
        ".github/actions/open-vault/action.yml": action.replace(/vault kv get .*"ocpi\//, `cat "${folder}/`),
      },
    };
    try {
      const run = await ran(runInRepository(sandbox, workflow, "workflow_dispatch", settings));
      assert.match(run.page, /^## ✅ 2 of 2/, run.steps.map(({ raw }) => raw).join("\n"));
      for (const { name, party } of sandbox.connections) {
        const issued = sandbox.hub.issuedToken(party);
        assert.equal(readFileSync(join(folder, name, "OCPI_HUB_TOKEN"), "utf8"), issued);
        assert.equal(sandbox.delivered.get(name), issued);
        assert.equal(sandbox.github.secret("OCPI_HUB_TOKEN", environmentOf(name)), undefined);
      }
      assert.match((await ran(runInRepository(sandbox, workflow, "schedule", settings))).page, /^## ✅ 2 of 2/);
      // The way that the page about other vaults shows for the night: one job that reads all tokens.
      const [, night = ""] = /```yaml\n(jobs:.*?)```/s.exec(read("docs/other-vaults.md")) ?? [];
      const oneJob = night.replace(/vault kv get .*"ocpi\/\$name/, `cat "${folder}/$name`);
      const { steps } = await ran(runInRepository(sandbox, oneJob, "schedule", settings));
      assert.match(
        steps.at(-1)?.summary ?? "",
        /^## ✅ Nothing fails in 2 connections: 2 connected\./,
        steps.at(-1)?.raw,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(120_000);

  it("gives the receivers and messages of all platforms in one preflight, by the lines of the page", async () => {
    sandbox = await FleetSandbox.start(fleetNames(2));
    const tokens = sandbox.connections.map(({ name, platform }) => `${name}=${platform.token}`);
    const workflow = `jobs:
  preflight:
    steps:
      - uses: actions/checkout@v7
      - uses: ocpi-onboarding/ocpi-onboarding@v1
        with:
          command: preflight
          connection: all
          platform-tokens: ${JSON.stringify(tokens.join("\n"))}
          report-path: all.json
      - run: |
${[...read("docs/many-connections.md").matchAll(/^jq -r .*$/gm)].map(([line]) => `          ${line}`).join("\n")}
          cat receivers.csv messages.txt
`;
    const run = await ran(runInRepository(sandbox, workflow, "workflow_dispatch"));
    const raw = run.steps.at(-1)?.raw ?? "";
    for (const { name, platform } of sandbox.connections) {
      assert.ok(raw.includes(`"${name}","commands","POST","${platform.url}/commands/{command}","guarded"`), raw);
      assert.match(raw, new RegExp(`^== ${name}: ChargeIndia Hub: onboarding of a new partner`, "m"));
    }
  }).timeout(60_000);

  it("onboard.yml sends nothing where no action delivers the hub token", async () => {
    sandbox = await FleetSandbox.start(fleetNames(1));
    const run = await ran(
      runFleet(sandbox, "workflow_dispatch", { without: [".github/actions/deliver-hub-token/action.yml"] }),
    );
    assert.equal(run.result, "failure");
    assert.match(
      run.steps.map(({ raw }) => raw).join("\n"),
      /::error::This repository has no \.github\/actions\/deliver-hub-token/,
    );
    assert.deepEqual(
      sandbox.hub.server.requests.filter(({ method }) => method !== "GET"),
      [],
    );
    assert.match(run.page, /\| no report \|.*see the log of the job/);
  }).timeout(60_000);

  it("onboard.yml takes secrets by their names, or several connections at once, each from its environment", async () => {
    sandbox = await FleetSandbox.start(fleetNames(3));
    const [first, second, third] = sandbox.connections;
    assert.ok(first && second && third);
    for (const [name, value] of Object.entries(sandbox.github.secretsIn(environmentOf(first.name))))
      sandbox.github.setSecret(name, value);
    const uses = "uses: ./.github/workflows/onboard.yml";
    const byName = [
      "OCPI_INITIAL_TOKEN",
      "OCPI_PLATFORM_TOKEN",
      "OCPI_HUB_TOKEN",
      "OCPI_SECRETS_TOKEN",
      "PLATFORM_ADMIN_KEY",
    ];
    const secrets = byName.map((name) => `      ${name}: \${{ secrets.${name} }}`).join("\n");
    const caller = `jobs:
  one:
    ${uses}
    with:
      connection: ${first.name}
    secrets:
${secrets}
  others:
    ${uses}
    with:
      connections: '["${second.name}", "${third.name}"]'
      environment: ocpi-{0}
      app-client-id: Iv1.0123456789abcdef
    secrets:
      OCPI_APP_PRIVATE_KEY: the key of the app
      PLATFORM_ADMIN_KEY: \${{ secrets.PLATFORM_ADMIN_KEY }}
`;
    const run = await ran(runInRepository(sandbox, caller, "workflow_dispatch"));
    const raw = run.steps.map((step) => step.raw).join("\n");
    for (const { name, party } of sandbox.connections)
      assert.equal(sandbox.delivered.get(name), sandbox.hub.issuedToken(party), raw);
    // Of several connections in a repository each has a secret of its own name.
    const secret = `OCPI_HUB_TOKEN__${first.name.toUpperCase().replaceAll("-", "_")}`;
    assert.equal(sandbox.github.secret(secret), sandbox.hub.issuedToken(first.party), raw);
    for (const { name, party } of [second, third])
      assert.equal(sandbox.github.secret("OCPI_HUB_TOKEN", environmentOf(name)), sandbox.hub.issuedToken(party));
  }).timeout(120_000);
});
