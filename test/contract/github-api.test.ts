import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Scenario } from "../support/scenario.ts";

const description = fileURLToPath(new URL("github-secrets.openapi.json", import.meta.url));
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
    scenario = await Scenario.start();
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

  it("would notice a request that is not as described", async () => {
    const response = await fetch(`${proxy.origin}/repos/your-company/ocpi/actions/secrets/X`, {
      method: "PUT",
      headers: { authorization: `token ${scenario.sandbox.github.token}`, "content-type": "application/json" },
      body: JSON.stringify({ encrypted_value: "AAAA" }),
    });
    assert.equal(response.status, 422);
    assert.match(await response.text(), /key_id/);
  });
});
