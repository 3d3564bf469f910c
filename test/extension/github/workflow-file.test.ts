import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { workflowFor } from "../../../src/extension/github/workflow-file.ts";

interface Job {
  readonly if: string;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
  readonly permissions: Readonly<Record<string, string>>;
  readonly "timeout-minutes": number;
  readonly strategy?: {
    readonly matrix: { readonly connection: readonly string[] };
  };
  readonly environment?: { readonly name: string; readonly deployment: boolean };
  readonly steps: readonly {
    readonly uses: string;
    readonly with: Readonly<Record<string, string>>;
    readonly if?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly run?: string;
  }[];
}
interface Workflow {
  readonly on: { readonly workflow_dispatch: { inputs: { connection: { options: readonly string[] } } } | null };
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const action = parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8")) as { inputs: object };
const hubUrl = "https://hub.chargeindia.com/ocpi/versions";

function written(names: readonly string[], config = "ocpi.yml"): { text: string; workflow: Workflow } {
  const text = workflowFor({ connections: names.map((name) => ({ name, hubUrl })), config });
  return { text, workflow: parse(text) as Workflow };
}

describe("the workflow that the extension writes", () => {
  it("exchanges on demand, verifies every hour, and may do nothing but read the repository", () => {
    const { text, workflow } = written(["chargeindia"]);
    assert.deepEqual(Object.keys(workflow.jobs), ["exchange", "verify"]);
    assert.deepEqual(workflow.permissions, {});
    const { exchange, verify } = workflow.jobs;
    assert.deepEqual(exchange?.concurrency, { group: "ocpi-chargeindia", "cancel-in-progress": false });
    assert.deepEqual(exchange?.steps[1]?.with, {
      connection: "chargeindia",
      "initial-token": "${{ secrets.OCPI_INITIAL_TOKEN__CHARGEINDIA }}",
      "platform-token": "${{ secrets.OCPI_PLATFORM_TOKEN__CHARGEINDIA }}",
      "hub-token": "${{ secrets.OCPI_HUB_TOKEN__CHARGEINDIA }}",
      "hub-token-secret": "OCPI_HUB_TOKEN__CHARGEINDIA",
      "github-token": "${{ secrets.OCPI_SECRETS_TOKEN }}",
    });
    assert.equal(verify?.steps[1]?.with["command"], "verify");
    for (const job of Object.values(workflow.jobs)) {
      assert.deepEqual(job.permissions, { contents: "read" });
      assert.ok(job["timeout-minutes"] <= 15);
    }
    assert.match(text, /^# {3}chargeindia at https:\/\/hub\.chargeindia\.com:$/m);
    // A party that is not CONNECTED fails the run: that is how GitHub tells a person.
    assert.ok(!text.includes("fail-on"));
  });

  it("says of a connection without a hub token that it was not verified, and stays green", () => {
    const step = written(["007"]).workflow.jobs["verify"]?.steps[2];
    assert.equal(step?.if, "env.REGISTERED != 'true'");
    assert.deepEqual(step?.env, { CONNECTION: "007" });
    assert.match(
      step?.run ?? "",
      /^echo "::warning title=\$CONNECTION was not verified::The secret OCPI_HUB_TOKEN__007 is/,
    );
  });

  it("renames no secret of a connection when there is one more", () => {
    const secretsIn = (text: string): string[] => [...text.matchAll(/secrets\.(\w+)/g)].map(([, name = ""]) => name);
    const before = secretsIn(written(["north"]).text);
    const after = new Set(secretsIn(written(["north", "south"]).text));
    assert.ok(before.includes("OCPI_HUB_TOKEN__NORTH"));
    assert.deepEqual(
      before.filter((name) => !after.has(name)),
      [],
    );
  });

  it("gives no job a secret that is another connection's", () => {
    const { text, workflow } = written(["north", "south"]);
    assert.ok(!text.includes("secrets["));
    const { "verify-north": job } = workflow.jobs;
    assert.ok(JSON.stringify(job).includes("OCPI_HUB_TOKEN__NORTH") && !JSON.stringify(job).includes("SOUTH"));
  });

  it("names the file that it reads, where that is not at the repository's root", () => {
    for (const config of ["backend/ocpi.yml", 'a "b": #c/ocpi.yml']) {
      const { jobs } = written(["north", "south"], config).workflow;
      for (const { steps } of Object.values(jobs)) assert.equal(steps[1]?.with["config"], config);
    }
    for (const { steps } of Object.values(written(["north"]).workflow.jobs))
      assert.ok(!("config" in (steps[1]?.with ?? {})));
    assert.ok(!written(["north"], "a\nb/ocpi.yml").text.includes("\nb/"));
  });

  it("names a secret for each of several connections, as the Action does", () => {
    const { text, workflow } = written(["chargeindia-north", "007", "no"]);
    assert.deepEqual(workflow.on.workflow_dispatch?.inputs.connection.options, ["chargeindia-north", "007", "no"]);
    assert.deepEqual(Object.keys(workflow.jobs), [
      "exchange-chargeindia-north",
      "exchange-007",
      "exchange-no",
      "verify-chargeindia-north",
      "verify-007",
      "verify-no",
    ]);
    const north = workflow.jobs["exchange-chargeindia-north"];
    assert.match(north?.if ?? "", /inputs\.connection == 'chargeindia-north'/);
    assert.equal(north?.steps[1]?.with["hub-token"], "${{ secrets.OCPI_HUB_TOKEN__CHARGEINDIA_NORTH }}");
    assert.equal(workflow.jobs["verify-007"]?.steps[1]?.with["hub-token"], "${{ secrets.OCPI_HUB_TOKEN__007 }}");
    for (const [, secret = ""] of text.matchAll(/secrets\.(\w+)/g))
      assert.ok(text.includes(`#     ${secret}  `) || text.includes(`#   ${secret}  `), secret);
  });

  describe("for many connections", () => {
    const manyNames = (count: number): string[] =>
      Array.from({ length: count }, (_none, index) => `c${String(index).padStart(3, "0")}`);

    it("has no matrix that GitHub would not start, and leaves out no connection", () => {
      for (const count of [33, 34, 256, 257, 500, 513]) {
        const { jobs } = written(manyNames(count)).workflow;
        const parts = Object.values(jobs).flatMap(({ strategy }) => strategy?.matrix ?? []);
        for (const { connection } of parts) assert.ok(connection.length <= 256, `${count}: ${connection.length}`);
        const single = Object.keys(jobs).flatMap((id) => /^verify-(c\d+)$/.exec(id)?.[1] ?? []);
        assert.deepEqual([...single, ...parts.flatMap(({ connection }) => connection)], manyNames(count));
      }
    });

    it("keeps within the other limits of GitHub: 100 secrets of a repository, and 500 kB of a file", () => {
      const few = new Set([...written(manyNames(33)).text.matchAll(/secrets?[.:] ?(\w+)/g)].map(([, name]) => name));
      assert.equal(few.size, 100);
      const names = manyNames(500);
      const { text, workflow } = written(names);
      assert.ok(Buffer.byteLength(text) < 500_000);
      assert.deepEqual([...new Set([...text.matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret))].toSorted(), [
        "OCPI_HUB_TOKEN",
        "OCPI_INITIAL_TOKEN",
        "OCPI_PLATFORM_TOKEN",
        "OCPI_SECRETS_TOKEN",
      ]);
      assert.deepEqual(Object.keys(workflow.jobs), ["exchange", "verify-1", "verify-2"]);
      assert.deepEqual(workflow.on.workflow_dispatch?.inputs.connection.options, names);
    });

    it("reads and stores the tokens of each in an environment of its own", () => {
      const { exchange, ...verifying } = written(manyNames(300)).workflow.jobs;
      const environment = "ocpi-${{ inputs.connection }}";
      assert.deepEqual(exchange?.environment, { name: environment, deployment: false });
      assert.deepEqual(exchange?.concurrency, { group: environment, "cancel-in-progress": false });
      assert.deepEqual(exchange?.steps[1]?.with, {
        connection: "${{ inputs.connection }}",
        "initial-token": "${{ secrets.OCPI_INITIAL_TOKEN }}",
        "platform-token": "${{ secrets.OCPI_PLATFORM_TOKEN }}",
        "hub-token": "${{ secrets.OCPI_HUB_TOKEN }}",
        "hub-token-secret": "OCPI_HUB_TOKEN",
        "github-token": "${{ secrets.OCPI_SECRETS_TOKEN }}",
        store: "environment",
        "store-environment": environment,
      });
      for (const { environment: own, steps, permissions } of Object.values(verifying)) {
        assert.deepEqual(own, { name: "ocpi-${{ matrix.connection }}", deployment: false });
        assert.deepEqual(permissions, { contents: "read" });
        assert.equal(steps[1]?.with["connection"], "${{ matrix.connection }}");
        assert.equal(steps[1]?.with["hub-token"], "${{ secrets.OCPI_HUB_TOKEN }}");
      }
    });

    it("keeps a name that YAML would take for something else", () => {
      const { jobs } = written([...manyNames(256), "007", "no"]).workflow;
      assert.deepEqual(jobs["verify-2"]?.strategy?.matrix.connection, ["007", "no"]);
    });
  });

  it("passes only inputs that the Action has, and uses what the examples use", () => {
    const example = readFileSync(new URL("../../../examples/several-connections.yml", import.meta.url), "utf8");
    const few = ["a", "b"];
    const many = Array.from({ length: 257 }, (_none, index) => `c${index}`);
    const jobs = [few, many].flatMap((names) => Object.values(written(names).workflow.jobs));
    for (const { steps } of jobs) {
      for (const { uses, with: inputs } of steps.filter(({ run }) => run === undefined)) {
        assert.ok(example.includes(`uses: ${uses}`), uses);
        if (!uses.startsWith("actions/"))
          for (const name of Object.keys(inputs)) assert.ok(name in action.inputs, name);
      }
    }
  });
});
