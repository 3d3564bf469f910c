import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { finding, Scenario } from "../support/scenario.ts";

/** A hub that is not the partner's: it notes what it is asked, and answers everything in one way. */
class OtherHub {
  readonly asked: string[] = [];
  readonly #server: Server;
  origin = "";

  constructor(answer: (authorization: string) => unknown) {
    this.#server = createServer(({ method, url, headers }, response) => {
      this.asked.push(`${method} ${url} ${headers.authorization ?? ""}`);
      const body = { status_code: 2001, status_message: answer(headers.authorization ?? "") };
      response.writeHead(401, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    this.origin = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

describe("attacks, the Action against the sandbox", () => {
  let scenario: Scenario;

  beforeEach(async () => (scenario = await Scenario.inProcess()));
  afterEach(() => scenario.end());

  for (const event of ["pull_request_target", "issue_comment", "workflow_run", "pull_request_review", "merge_group"]) {
    it(`a pull request's ocpi.yml gets no token by verify on ${event}`, async () => {
      const evil = new OtherHub(() => "no");
      await evil.start();
      try {
        const file = `version: 1\nconnections:\n  chargeindia:\n    hub: { url: "${evil.origin}", allowed_origins: ["${evil.origin}"] }\n`;
        const settings = { env: { GITHUB_EVENT_NAME: event }, workspace: { "ocpi.yml": file } };
        const hubToken = "hub_4c7f044a6ccf845c125479c35eb3915d";
        scenario.isSecret(hubToken);
        const step = await scenario.runOnly({ command: "verify", "hub-token": hubToken }, settings);
        assert.equal(step.outputs["result"], "invalid", step.raw);
        assert.match(finding(step, "INPUT").message, /sent only to a host that an input names/);
        // The same file on a branch of the repository's own is what its owner wrote.
        assert.deepEqual(evil.asked, []);
        await scenario.runOnly(
          { command: "verify", "hub-token": hubToken, "request-timeout": "2s" },
          { ...settings, env: { GITHUB_EVENT_NAME: "push" } },
        );
        assert.notDeepEqual(evil.asked, []);
      } finally {
        evil.stop();
      }
    });
  }

  it("a hub that prints the token's beginning, its letters or what it decodes to is quoted without them", async () => {
    const uuid = randomUUID();
    const initialToken = Buffer.from(uuid).toString("base64");
    scenario.isSecret(initialToken);
    scenario.isSecret(uuid);
    const answers: readonly ((authorization: string) => string)[] = [
      (header) => `Unknown token ${Buffer.from(header.replace("Token ", ""), "base64").toString()}`,
      (header) => `Unknown token ${header.slice(6, 22)}…`,
      (header) => `Unknown token ${header.slice(6).split("").join("\u200B")}`,
      (header) => `Unknown token ${Buffer.from(header.replace("Token ", ""), "base64").toString("hex").toUpperCase()}`,
      () => `Unknown token ${uuid.replaceAll("-", "").slice(0, 20)}`,
    ];
    for (const answer of answers) {
      const hub = new OtherHub(answer);
      await hub.start();
      try {
        const step = await scenario.run({ "hub-url": hub.origin, "initial-token": initialToken });
        assert.match(step.raw, /\[initial token\]/);
      } finally {
        hub.stop();
      }
    }
    // What the token decodes to is masked at the runner, too.
    assert.ok(scenario.steps.every(({ masks }) => masks.includes(uuid)));
  });

  it("a capsule of another party is neither stored nor confirmed", async () => {
    const { sandbox } = scenario;
    const party = { role: "EMSP", country_code: "IN", party_id: "XYZ" };
    const initialToken = sandbox.hub.issueInitialToken(party);
    scenario.isSecret(initialToken);
    const other = { role: "EMSP", "country-code": "IN", "party-id": "XYZ", "initial-token": initialToken };
    const first = await scenario.run({ ...other, store: "none", "expose-hub-token": "true" });
    const capsule = first.outputs["recovery-capsule"] ?? "";
    assert.match(capsule, /^ocpi-capsule:v1:/);
    scenario.isSecret(sandbox.hub.issuedToken(party) ?? "");
    const before = scenario.unsafe.length;
    const step = await scenario.run({
      command: "recover",
      "recovery-capsule": capsule,
      "initial-token": undefined,
    });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.match(
      finding(step, "INPUT").message,
      /sealed for the parties "IN\*XYZ EMSP", and the job says "IN\*ABC CPO"/,
    );
    assert.equal(scenario.unsafe.length, before);
    assert.equal(sandbox.github.secret("OCPI_HUB_TOKEN"), undefined);
  });
});
