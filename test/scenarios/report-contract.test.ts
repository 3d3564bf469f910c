import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Scenario } from "../support/scenario.ts";

const severity = z.enum(["error", "warning", "info"]);
const who = z.enum(["you", "platform", "account-team", "hub"]);
const time = z.iso.datetime();

/** The report as its contract says: nothing less and nothing more. */
const reportSchema = z.strictObject({
  schema: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  command: z.string(),
  connection: z.string(),
  profile: z.string(),
  result: z.string(),
  connection_status: z.enum(["SUSPENDED", "NOT_LISTED", "OFFLINE", "PLANNED", "UNKNOWN", "CONNECTED"]),
  started_at: time,
  finished_at: time,
  correlation_id: z.uuid(),
  run_url: z.url().optional(),
  hub: z.strictObject({
    url: z.url(),
    party: z.string().nullable(),
    version: z.string(),
    token_encoding: z.enum(["plain", "base64"]).nullable(),
    endpoints: z.array(z.strictObject({ identifier: z.string(), role: z.string().optional(), url: z.url() })),
  }),
  parties: z.array(
    z.strictObject({
      role: z.string(),
      country_code: z.string(),
      party_id: z.string(),
      status: z.string(),
      last_updated: time.optional(),
    }),
  ),
  steps: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      status: z.enum(["passed", "warning", "failed", "skipped"]),
      duration_ms: z.number(),
    }),
  ),
  findings: z.array(
    z.strictObject({
      check: z.string(),
      severity,
      who,
      message: z.string(),
      fix: z.string().optional(),
      source: z.string(),
      step: z.string(),
    }),
  ),
  requests: z.array(
    z.strictObject({
      method: z.string(),
      url: z.url(),
      attempt: z.number(),
      http_status: z.number().optional(),
      status_code: z.number().optional(),
      status_message: z.string().optional(),
      request_id: z.uuid(),
      duration_ms: z.number(),
      error: z.string().optional(),
    }),
  ),
  receivers: z.array(z.strictObject({ module: z.string(), role: z.string(), method: z.string(), url: z.string() })),
  handover: z.strictObject({ subject: z.string(), text: z.string() }),
});

describe("the report of the Action, against the sandbox", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.inProcess();
  });

  after(() => scenario.end());

  it("keeps to its contract when all goes well, and when nothing does", async () => {
    const bad = await scenario.run({ "initial-token": "initial-0123456789abcdef0123456789abcdef" });
    const good = await scenario.run();
    for (const step of [bad, good]) {
      const report = reportSchema.parse(JSON.parse(step.outputs["report"] ?? ""));
      assert.equal(report.result, step.outputs["result"]);
      assert.equal(report.run_url, "https://github.com/your-company/ocpi/actions/runs/1");
      const rank = report.findings.map((entry) => ["error", "warning", "info"].indexOf(entry.severity));
      assert.deepEqual(rank, rank.toSorted());
    }
    const { requests } = reportSchema.parse(JSON.parse(good.outputs["report"] ?? ""));
    const { hub, platform } = scenario.sandbox;
    const seen = new Set(
      [...hub.server.requests, ...platform.server.requests].map(({ headers }) => headers["x-request-id"]),
    );
    assert.deepEqual(
      requests.filter((request) => !seen.has(request.request_id)),
      [],
    );
  });

  it("comes with every output that action.yml declares, and no other, whatever the result", async () => {
    const action = parse(readFileSync(new URL("../../action.yml", import.meta.url), "utf8")) as { outputs: object };
    const { "initial-token": initialToken } = scenario.sandbox.inputs;
    const invalid = await scenario.run({ "initial-token": `${initialToken}\n` });
    const refused = await scenario.run({ "initial-token": initialToken, "hub-token": "hub-0123456789abcdef0123" });
    const exposed = await scenario.run({ "hub-token": scenario.hubToken, "expose-hub-token": "true" });
    assert.deepEqual(
      [invalid, refused, exposed].map(({ outputs }) => outputs["result"]),
      ["invalid", "refused", "connected"],
    );
    for (const step of [invalid, refused, exposed]) {
      assert.deepEqual(Object.keys(step.outputs).toSorted(), Object.keys(action.outputs).toSorted());
    }
  });
});
