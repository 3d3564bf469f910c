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
    readonly matrix: {
      readonly include?: readonly Readonly<Record<string, string>>[];
      readonly connection?: readonly string[];
    };
  };
  readonly environment?: { readonly name: string; readonly deployment: boolean };
  readonly steps: readonly { readonly uses: string; readonly with: Readonly<Record<string, string>> }[];
}
interface Workflow {
  readonly on: { readonly workflow_dispatch: { inputs: { connection: { options: readonly string[] } } } | null };
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, Job>>;
}

const action = parse(readFileSync(new URL("../../../action.yml", import.meta.url), "utf8")) as { inputs: object };
const hubUrl = "https://hub.chargeindia.com/ocpi/versions";

function written(names: readonly string[], several: boolean): { text: string; workflow: Workflow } {
  const text = workflowFor({ connections: names.map((name) => ({ name, hubUrl })), several });
  return { text, workflow: parse(text) as Workflow };
}

describe("the workflow that the extension writes", () => {
  it("exchanges on demand, verifies every hour, and may do nothing but read the repository", () => {
    const { text, workflow } = written(["chargeindia"], false);
    assert.deepEqual(Object.keys(workflow.jobs), ["exchange", "verify"]);
    assert.deepEqual(workflow.permissions, {});
    const { exchange, verify } = workflow.jobs;
    assert.deepEqual(exchange?.concurrency, { group: "ocpi-chargeindia", "cancel-in-progress": false });
    assert.deepEqual(exchange?.steps[1]?.with, {
      connection: "chargeindia",
      "initial-token": "${{ secrets.OCPI_INITIAL_TOKEN }}",
      "platform-token": "${{ secrets.OCPI_PLATFORM_TOKEN }}",
      "hub-token": "${{ secrets.OCPI_HUB_TOKEN }}",
      "github-token": "${{ secrets.OCPI_SECRETS_TOKEN }}",
    });
    assert.equal(verify?.steps[1]?.with["command"], "verify");
    for (const job of Object.values(workflow.jobs)) {
      assert.deepEqual(job.permissions, { contents: "read" });
      assert.ok(job["timeout-minutes"] <= 15);
    }
    assert.match(text, /^# {3}chargeindia at https:\/\/hub\.chargeindia\.com:$/m);
    assert.ok(text.endsWith("fail-on: never\n"));
  });

  it("names a secret for each of several connections, as the Action does", () => {
    const { text, workflow } = written(["chargeindia-north", "007", "no"], true);
    assert.deepEqual(workflow.on.workflow_dispatch?.inputs.connection.options, ["chargeindia-north", "007", "no"]);
    assert.deepEqual(Object.keys(workflow.jobs), [
      "exchange-chargeindia-north",
      "exchange-007",
      "exchange-no",
      "verify",
    ]);
    const north = workflow.jobs["exchange-chargeindia-north"];
    assert.match(north?.if ?? "", /inputs\.connection == 'chargeindia-north'/);
    assert.equal(north?.steps[1]?.with["hub-token"], "${{ secrets.OCPI_HUB_TOKEN__CHARGEINDIA_NORTH }}");
    assert.deepEqual(workflow.jobs["verify"]?.strategy?.matrix.include?.[1], {
      connection: "007",
      secret: "OCPI_HUB_TOKEN__007",
    });
    for (const [, secret = ""] of text.matchAll(/secrets\.(\w+)/g))
      assert.ok(text.includes(`#     ${secret}  `) || text.includes(`#   ${secret}  `), secret);
  });

  it("gives one of several connections its own secrets, too", () => {
    const { workflow } = written(["south"], true);
    assert.deepEqual(Object.keys(workflow.jobs), ["exchange", "verify"]);
    assert.equal(workflow.jobs["verify"]?.steps[1]?.with["hub-token"], "${{ secrets.OCPI_HUB_TOKEN__SOUTH }}");
  });

  describe("for many connections", () => {
    const manyNames = (count: number): string[] =>
      Array.from({ length: count }, (_none, index) => `c${String(index).padStart(3, "0")}`);

    it("has no matrix that GitHub would not start, and leaves out no connection", () => {
      for (const count of [33, 34, 256, 257, 500, 513]) {
        const { jobs } = written(manyNames(count), true).workflow;
        const parts = Object.values(jobs).flatMap(({ strategy }) => strategy?.matrix ?? []);
        const verified = parts.map(
          ({ include, connection }) => connection ?? include?.map((entry) => entry["connection"] ?? ""),
        );
        for (const part of verified) assert.ok((part?.length ?? 0) <= 256, `${count}: ${part?.length}`);
        assert.deepEqual(verified.flat(), manyNames(count));
      }
    });

    it("keeps within the other limits of GitHub: 100 secrets of a repository, and 500 kB of a file", () => {
      const few = new Set(
        [...written(manyNames(33), true).text.matchAll(/secrets?[.:] ?(\w+)/g)].map(([, name]) => name),
      );
      assert.equal(few.size, 100);
      const names = manyNames(500);
      const { text, workflow } = written(names, true);
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
      const { exchange, ...verifying } = written(manyNames(300), true).workflow.jobs;
      const environment = "ocpi-${{ inputs.connection }}";
      assert.deepEqual(exchange?.environment, { name: environment, deployment: false });
      assert.deepEqual(exchange?.concurrency, { group: environment, "cancel-in-progress": false });
      assert.deepEqual(exchange?.steps[1]?.with, {
        connection: "${{ inputs.connection }}",
        "initial-token": "${{ secrets.OCPI_INITIAL_TOKEN }}",
        "platform-token": "${{ secrets.OCPI_PLATFORM_TOKEN }}",
        "hub-token": "${{ secrets.OCPI_HUB_TOKEN }}",
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
      const { jobs } = written([...manyNames(256), "007", "no"], true).workflow;
      assert.deepEqual(jobs["verify-2"]?.strategy?.matrix.connection, ["007", "no"]);
    });
  });

  it("passes only inputs that the Action has, and uses what the examples use", () => {
    const example = readFileSync(new URL("../../../examples/several-connections.yml", import.meta.url), "utf8");
    const few = ["a", "b"];
    const many = Array.from({ length: 257 }, (_none, index) => `c${index}`);
    const jobs = [few, many].flatMap((names) => Object.values(written(names, true).workflow.jobs));
    for (const { steps } of jobs) {
      for (const { uses, with: inputs } of steps) {
        assert.ok(example.includes(`uses: ${uses}`), uses);
        if (!uses.startsWith("actions/"))
          for (const name of Object.keys(inputs)) assert.ok(name in action.inputs, name);
      }
    }
  });
});
