import assert from "node:assert/strict";
import { readTask } from "../../src/action/task.ts";
import type { Task } from "../../src/action/task-kinds.ts";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { InitialToken } from "../../src/core/ocpi/token.ts";
import { NoVault } from "../../src/core/onboarding/no-vault.ts";
import type { Outcome } from "../../src/core/onboarding/outcome.ts";
import { runRegistrationJob } from "../../src/core/onboarding/registration.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { verify } from "../../src/core/onboarding/verify.ts";
import type { PeerRequest } from "../../src/core/ports.ts";
import { VirtualClock } from "../faults/virtual-clock.ts";
import { actionInputs, runnerContext, type GivenInputs } from "../support/action-inputs.ts";

const HUB = "https://hub.example.com";
// Where this hub has everything but its versions, and the later pages of its list.
const API = "https://api.example.net";
const PAGES = "https://pages.example.org";

const initialToken = "initial_8f3e2d1c0b9a8776655443322110ffee";
const platformToken = "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d";
const hubToken = "hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a";

function taskOf(given: GivenInputs, allowedOrigins: readonly string[]): Task {
  const config = {
    version: 1,
    connections: {
      hub: {
        hub: { profile: "ocpi-2.2.1", url: `${HUB}/ocpi/versions`, allowed_origins: allowedOrigins },
        platform: {
          url: "https://platform.example.com/ocpi/2.2.1",
          roles: [{ role: "CPO", country_code: "IN", party_id: "ABC", business_details: { name: "Your CPO Ltd" } }],
        },
      },
    },
  };
  const read = readTask(
    actionInputs({ waitForConnected: "0s", checkPlatform: "off", ...given }), // JSON is YAML.
    runnerContext({ configText: JSON.stringify(config) }),
  );
  assert.ok("task" in read, JSON.stringify(read));
  return read.task;
}

/** A hub that keeps to OCPI 2.2.1, on several origins; it notes which token came where. */
class SpreadHub {
  /** `POST https://api.example.net/credentials with the initial token` */
  readonly seen: string[] = [];

  readonly fetch = async ({ method, url, headers }: PeerRequest): Promise<Response> => {
    const encoded = (headers["authorization"] ?? "").replace(/^Token /, "");
    const presented = Buffer.from(encoded, "base64").toString("utf8");
    const names: Readonly<Record<string, string>> = {
      [initialToken]: "the initial token",
      [hubToken]: "the hub token",
    };
    // Whether it is guarded, the run asks with a made-up token.
    if (names[presented] === undefined) return new Response("", { status: 401 });
    this.seen.push(`${method} ${url} with ${names[presented]}`);
    switch (url) {
      case `${HUB}/ocpi/versions`:
        return success([{ version: "2.2.1", url: `${API}/2.2.1` }]);
      case `${API}/2.2.1`:
        return success({
          version: "2.2.1",
          endpoints: [
            { identifier: "credentials", role: "RECEIVER", url: `${API}/credentials` },
            { identifier: "hubclientinfo", role: "SENDER", url: `${API}/hubclientinfo` },
          ],
        });
      case `${API}/credentials`:
        return success({
          token: hubToken,
          url: `${HUB}/ocpi/versions`,
          roles: [{ role: "HUB", country_code: "IN", party_id: "HUB" }],
        });
      case `${API}/hubclientinfo`:
        return success([], { link: `<${PAGES}/hubclientinfo?offset=1>; rel="next"` });
      case `${PAGES}/hubclientinfo?offset=1`:
        return success([{ role: "CPO", country_code: "IN", party_id: "ABC", status: "CONNECTED", last_updated: "x" }]);
      default:
        return new Response("", { status: 404 });
    }
  };

  get origins(): string[] {
    return [...new Set(this.seen.map((line) => new URL(line.split(" ")[1] ?? "").origin))].toSorted();
  }
}

function success(data: unknown, headers: Record<string, string> = {}): Response {
  const body = JSON.stringify({ status_code: 1000, timestamp: "2026-11-22T10:00:00Z", data });
  return new Response(body, { headers: { "content-type": "application/json", ...headers } });
}

/** Carries an task out against this hub: what came of it, and the codes of what was found. */
async function carryOut(task: Task, hub: SpreadHub): Promise<{ outcome: Outcome; findings: string[] }> {
  const run = new Run(
    {
      fetch: hub.fetch,
      progress: { step: () => undefined, line: () => undefined },
      clock: new VirtualClock(),
      random: { uuid: () => "id", fraction: () => 0 },
      mask: () => undefined,
      appendToJournal: () => undefined,
      proven: () => undefined,
      cancelled: new AbortController().signal,
    },
    task.job.connection.profile,
    actionWords,
  );
  assert.ok(task.command === "verify" || "vault" in task, task.command);
  const outcome =
    task.command === "verify"
      ? await verify(run, task.job)
      : await runRegistrationJob(run, {
          ...task.job,
          initialToken: task.takesInitialToken ? new InitialToken(initialToken) : undefined,
          vault: new NoVault(),
        });
  return { outcome, findings: run.findings.map(({ finding }) => finding.code) };
}

const looking = { command: "verify", hubToken };
const exchanging = { command: "exchange", initialToken, platformToken, store: "none", exposeHubToken: "true" };

describe("a URL that the hub names on another origin", () => {
  it("gets the hub token where the origin is among `hub.allowed_origins`", async () => {
    const hub = new SpreadHub();
    const { outcome, findings } = await carryOut(taskOf(looking, [API, PAGES]), hub);
    assert.deepEqual(hub.seen, [
      `GET ${HUB}/ocpi/versions with the hub token`,
      `GET ${API}/2.2.1 with the hub token`,
      `GET ${API}/hubclientinfo with the hub token`,
      `GET ${PAGES}/hubclientinfo?offset=1 with the hub token`,
    ]);
    assert.equal(outcome.result, "connected");
    assert.ok(!findings.some((code) => code.endsWith("elsewhere")), findings.join());
  });

  it("gets the initial token, too, and the POST", async () => {
    const hub = new SpreadHub();
    const { outcome } = await carryOut(taskOf(exchanging, [API, PAGES]), hub);
    assert.equal(outcome.result, "connected");
    assert.deepEqual(hub.seen.slice(0, 4), [
      `GET ${HUB}/ocpi/versions with the initial token`,
      `GET ${API}/2.2.1 with the initial token`,
      `POST ${API}/credentials with the initial token`,
      `GET ${HUB}/ocpi/versions with the hub token`,
    ]);
    assert.deepEqual(hub.origins, [API, HUB, PAGES]);
  });

  // What merely resembles the origin does not count.
  const others: readonly (readonly string[])[] = [
    [],
    [PAGES],
    [`${API}:8443`],
    ["https://example.net"],
    ["https://eu.api.example.net"],
    [`${API}.example.com`],
  ];

  for (const allowed of others) {
    const what = allowed.length === 0 ? "none is allowed" : `${allowed.join(" and ")} alone is allowed`;

    it(`gets no token where ${what}, and that is found`, async () => {
      for (const inputs of [looking, exchanging]) {
        const hub = new SpreadHub();
        const { outcome, findings } = await carryOut(taskOf(inputs, allowed), hub);
        assert.deepEqual(hub.origins, [HUB]);
        assert.ok(findings.includes("hub-url-elsewhere"), findings.join());
        assert.notEqual(outcome.result, "connected");
        assert.ok(hub.seen.every((line) => line.startsWith("GET")));
      }
    });
  }

  it("gets no token for a later page where only the first one's origin is allowed", async () => {
    const hub = new SpreadHub();
    const { outcome } = await carryOut(taskOf(looking, [API]), hub);
    assert.deepEqual(hub.origins, [API, HUB]);
    assert.equal(outcome.result, "registered");
  });
});
