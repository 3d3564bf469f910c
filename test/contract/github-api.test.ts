import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Scenario } from "../support/scenario.ts";

const description = fileURLToPath(new URL("github-api.openapi.json", import.meta.url));
const prism = fileURLToPath(import.meta.resolve("@stoplight/prism-cli/dist/index.js"));

/** A proxy that holds each request and each answer against GitHub's own description of its API. */
class ValidatingProxy {
  readonly origin: string;
  readonly #process: ChildProcess;
  log = "";

  private constructor(origin: string, process: ChildProcess) {
    this.origin = origin;
    this.#process = process;
    process.stdout?.setEncoding("utf8").on("data", (chunk: string) => (this.log += chunk));
    process.stderr?.setEncoding("utf8").on("data", (chunk: string) => (this.log += chunk));
  }

  static async start(target: string): Promise<ValidatingProxy> {
    const port = await freePort();
    const args = [prism, "proxy", description, target, "--errors", "--port", String(port), "--host", "127.0.0.1"];
    const proxy = new ValidatingProxy(`http://127.0.0.1:${port}`, spawn(process.execPath, args, { stdio: "pipe" }));
    for (let tries = 0; !proxy.log.includes("is listening"); tries += 1) {
      assert.ok(tries < 300, `the proxy did not start:\n${proxy.log}`);
      await wait(100);
    }
    return proxy;
  }

  /** What was not as described, but for the 404 of a secret that is not there, which the description leaves out. */
  get violations(): string[] {
    return this.log
      .split("\n")
      .filter((line) => line.includes("Violation"))
      .filter(
        (line) => !line.endsWith("Unable to match the returned status code with those defined in the document: 200"),
      );
  }

  stop(): void {
    this.#process.kill();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

describe("our use of GitHub's API, held against GitHub's own description of it", () => {
  let scenario: Scenario;
  let proxy: ValidatingProxy;

  beforeEach(async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.github.addEnvironment("ocpi/prod");
    proxy = await ValidatingProxy.start(scenario.sandbox.github.origin);
  });

  afterEach(async () => {
    proxy.stop();
    await scenario.end();
  });

  for (const inputs of [{}, { store: "environment", "store-environment": "ocpi/prod" }]) {
    it(`an exchange that stores by ${inputs.store ?? "repository"}`, async () => {
      const step = await scenario.run(inputs, { env: { GITHUB_API_URL: proxy.origin } });
      assert.equal(step.outputs["result"], "connected", `${step.raw}\n${proxy.log}`);
      assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN", inputs["store-environment"]), scenario.hubToken);
      assert.deepEqual(proxy.violations, []);
    });
  }

  it("an issue that is opened, changed, closed, and left to another run", async () => {
    const { hub, github } = scenario.sandbox;
    hub.switches.activation = "by-desk";
    await scenario.run({ "wait-for-connected": "0s" });
    github.jobPermissions = { issues: "write" };
    const verify = async (more: Record<string, string> = {}): Promise<void> => {
      const given = {
        command: "verify",
        "hub-token": scenario.hubToken,
        "track-issue": "true",
        "github-token": undefined,
      };
      const step = await scenario.run({ ...given, ...more }, { env: { GITHUB_API_URL: proxy.origin } });
      assert.equal(step.outputs["warnings"], "0", `${step.raw}\n${proxy.log}`);
    };
    const label = "ocpi-onboarding";
    await verify({ "wait-for-connected": "0s" });
    await verify({ "wait-for-connected": "0s", "party-id": "XYZ" });
    hub.activate({ country_code: "IN", party_id: "ABC" });
    await verify();
    assert.deepEqual(
      github.issues.labelled(label).map(({ state }) => state),
      ["closed", "open"],
    );
    const [{ body = "" } = {}] = github.issues.labelled(label).slice(1);
    // An older one of the same connection, as of a run at the same time.
    Object.assign(github.issues.all[0] ?? {}, { body, state: "open" });
    await verify({ "wait-for-connected": "0s", "party-id": "XYZ" });
    assert.deepEqual(
      github.issues.labelled(label).map(({ state, stateReason }) => [state, stateReason]),
      [
        ["open", "completed"],
        ["closed", "not_planned"],
      ],
    );
    assert.deepEqual(proxy.violations, []);
  });

  it("would notice requests that are not as described", async () => {
    const headers = { authorization: `token ${scenario.sandbox.github.token}`, "content-type": "application/json" };
    for (const [method, path, body, says] of [
      ["PUT", "/actions/secrets/X", { encrypted_value: "AAAA" }, /key_id/],
      ["POST", "/issues", { body: "without a title" }, /title/],
      ["PATCH", "/issues/1", { state: "shut" }, /state/],
    ] as const) {
      const url = `${proxy.origin}/repos/your-company/ocpi${path}`;
      const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
      assert.equal(response.status, 422);
      assert.match(await response.text(), says);
    }
  });
});
