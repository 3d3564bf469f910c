import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { finding, Scenario } from "../support/scenario.ts";

/** An authority of this test's own, and what it signs. */
class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), "ocpi-certificates-"));

  constructor() {
    this.#openssl("req", "-x509", ...newKey("root"), "-days", "30", "-subj", "/CN=Root", "-out", "root.pem");
    this.sign("middle", { days: 30, by: "root", names: undefined });
  }

  get root(): string {
    return join(this.folder, "root.pem");
  }

  /** Signs a certificate: for these names, or of an authority. */
  sign(name: string, { days, by, names }: { days: number; by: string; names: string | undefined }): void {
    const extension = names === undefined ? "basicConstraints=critical,CA:TRUE" : `subjectAltName=${names}`;
    this.#openssl("req", ...newKey(name), "-subj", `/CN=${name}`, "-addext", extension, "-out", `${name}.csr`);
    const signer = ["-CA", `${by}.pem`, "-CAkey", `${by}.key`, "-CAcreateserial"];
    const made = ["-days", String(days), "-copy_extensions", "copy", "-out", `${name}.pem`];
    this.#openssl("x509", "-req", "-in", `${name}.csr`, ...signer, ...made);
  }

  signItself(name: string): void {
    const names = ["-addext", "subjectAltName=IP:127.0.0.1"];
    this.#openssl(
      "req",
      "-x509",
      ...newKey(name),
      "-days",
      "30",
      "-subj",
      `/CN=${name}`,
      ...names,
      "-out",
      `${name}.pem`,
    );
  }

  read(...names: readonly string[]): string {
    return names.map((name) => readFileSync(join(this.folder, name), "utf8")).join("");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #openssl(...words: readonly string[]): void {
    execFileSync("openssl", words, { cwd: this.folder, stdio: "ignore" });
  }
}

function newKey(name: string): string[] {
  return ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", `${name}.key`];
}

// A process: Node reads its authorities when it starts.
describe("the certificate of a platform, through the bundle", () => {
  let authority: Authority;
  let scenario: Scenario;

  before(async () => {
    authority = new Authority();
    scenario = await Scenario.start();
  });
  after(async () => {
    authority.remove();
    await scenario.end();
  });

  /** TLS before the sandbox's platform, which speaks none. */
  async function onward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { origin } = scenario.sandbox.platform;
    const { host, "content-length": _length, ...headers } = request.headers;
    const sent = await text(request);
    const answer = await fetch(new URL(request.url ?? "/", origin), {
      method: request.method ?? "GET",
      headers: headers as Record<string, string>,
      ...(sent === "" ? {} : { body: sent }),
    });
    const shown = (await answer.text()).replaceAll(origin, `https://${host}`);
    const kept = [...answer.headers].filter(([name]) => /^(?:x-|ocpi-|content-type|link)/.test(name));
    response.writeHead(answer.status, Object.fromEntries(kept));
    response.end(shown);
  }

  /** A preflight of a platform with this certificate. */
  async function preflight(key: string, ...chain: readonly string[]): ReturnType<Scenario["run"]> {
    const server: Server = createServer(
      { key: authority.read(key), cert: authority.read(...chain) },
      (asked, answer) => {
        void onward(asked, answer);
      },
    );
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as AddressInfo;
    try {
      return await scenario.run(
        {
          command: "preflight",
          "hub-url": undefined,
          "initial-token": undefined,
          "platform-url": `https://127.0.0.1:${port}/ocpi/2.2.1`,
        },
        { env: { NODE_EXTRA_CA_CERTS: authority.root } },
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("is good where its whole chain is there", async () => {
    authority.sign("good", { days: 30, by: "middle", names: "IP:127.0.0.1" });
    const step = await preflight("good.key", "good.pem", "middle.pem");
    assert.equal(step.exitCode, 0, step.summary);
    assert.doesNotMatch(step.summary, /PRT-02/);
  });

  it("is worth a warning two weeks before it ends", async () => {
    authority.sign("ending", { days: 9, by: "middle", names: "IP:127.0.0.1" });
    const step = await preflight("ending.key", "ending.pem", "middle.pem");
    assert.equal(step.exitCode, 0, step.summary);
    const found = finding(step, "PRT-02");
    assert.equal(found.severity, "warning");
    assert.match(found.message, /ends in (?:8|9) days, on \d{4}-\d\d-\d\d/);
  });

  for (const [fault, words, files] of [
    ["has expired", /certificate has expired\./, ["expired.key", "expired.pem", "middle.pem"]],
    ["is for another host", /is for another host\./, ["other.key", "other.pem", "middle.pem"]],
    ["is signed by itself", /is signed by itself, and by no authority\./, ["self.key", "self.pem"]],
    ["lacks its intermediate", /does not send its whole certificate chain/, ["bare.key", "bare.pem"]],
  ] as const) {
    it(`is named where it ${fault}`, async () => {
      authority.sign("expired", { days: -1, by: "middle", names: "IP:127.0.0.1" });
      authority.sign("other", { days: 30, by: "middle", names: "DNS:other.example.com" });
      authority.sign("bare", { days: 30, by: "middle", names: "IP:127.0.0.1" });
      authority.signItself("self");
      const [key, ...chain] = files;
      const step = await preflight(key, ...chain);
      assert.equal(step.exitCode, 1);
      const found = finding(step, "PRT-02");
      assert.match(found.message, words);
      assert.match(found.fix ?? "", /\S/);
      // One fault is one finding, however many calls meet it.
      const { errors } = step.outputs;
      assert.equal(errors, "1", step.summary);
    });
  }
});
