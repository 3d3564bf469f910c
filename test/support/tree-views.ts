import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RequestRecord } from "../../src/core/record/request.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import type { ConnectionFacts, ConnectionState } from "../../src/extension/state/connection-state.ts";
import type { ConnectionView, TreeNode } from "../../src/extension/view/tree-node.ts";

/* What the sidebar's tree is made of in tests: a connection that is CONNECTED, and was verified three minutes ago. */

export const now = new Date("2026-11-23T10:05:00Z");
export const checkedAt = new Date("2026-11-23T10:02:00Z");
export const party = { role: "CPO", country_code: "IN", party_id: "ABC" };

export function requestTo(url: string, asks?: RequestRecord["asks"]): RequestRecord {
  return {
    peer: "hub",
    method: "GET",
    url,
    asks,
    attempt: 1,
    at: checkedAt,
    encoding: "plain",
    httpStatus: 200,
    statusCode: 1000,
    requestId: "id",
    sent: true,
    durationMs: 5,
  } as RequestRecord;
}

export function recordOf(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    tool: { name: "OCPI Onboarding", version: "0" },
    command: "verify",
    connection: "chargeindia",
    profile: chargeindia,
    result: "connected",
    reason: undefined,
    startedAt: checkedAt,
    finishedAt: checkedAt,
    correlationId: "id",
    runUrl: undefined,
    isSandbox: false,
    hub: {
      url: "https://hub.example.com",
      title: "ChargeIndia Hub",
      party: "IN*CIH",
      version: "2.2.1",
      encoding: "plain",
      endpoints: [
        { identifier: "credentials", role: "RECEIVER", url: "https://hub.example.com/ocpi/2.2.1/credentials" },
        { identifier: "$(alert) hub\u202E", role: "SENDER", url: "https://hub.example.com/ocpi/2.2.1/x" },
      ],
    },
    platform: undefined,
    rehearsal: [],
    plan: undefined,
    connectionStatus: "CONNECTED",
    ownParties: [party],
    routing: [],
    partners: [],
    parties: [{ party, status: "CONNECTED", lastUpdated: undefined }],
    steps: [{ id: "verify", title: "Verify the connection", status: "passed", startedAt: checkedAt, durationMs: 12 }],
    findings: [],
    requests: [
      requestTo("https://hub.example.com/ocpi/versions", "versions"),
      requestTo("https://hub.example.com/ocpi/2.2.1", "details"),
      requestTo("https://hub.example.com/ocpi/2.2.1/hubclientinfo/IN/ABC"),
    ],
    receivers: [],
    platformUrl: undefined,
    registeredAt: undefined,
    storedIn: undefined,
    failOn: "error",
    exposed: false,
    ...changes,
  };
}

export const absent = { state: "absent" } as const;
export const stored = { state: "stored", storedAt: checkedAt, handedOn: false } as const;

export const settled: ConnectionFacts = {
  running: undefined,
  watched: false,
  stopping: false,
  live: undefined,
  valid: true,
  read: true,
  sandbox: false,
  hubOrigin: "https://hub.example.com",
  platformOrigin: "https://platform.example.com",
  hubToken: stored,
  initialToken: absent,
  platformToken: stored,
  lock: "absent",
  left: undefined,
  last: { record: recordOf() },
  preflight: undefined,
  rehearsal: undefined,
  confirmed: {},
};

export function view(
  state: ConnectionState,
  changes: Partial<ConnectionView> & { name?: string; config?: string } = {},
): ConnectionView {
  const { name = "chargeindia", config = "file:///acme/ocpi.yml", ...rest } = changes;
  return {
    key: { config, name },
    folder: "work",
    source: "file",
    connection: undefined,
    platformUrl: undefined,
    state,
    facts: { ...settled, last: undefined },
    ...rest,
  };
}

export function* everyNode(nodes: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of nodes) {
    yield node;
    yield* everyNode(node.children);
  }
}
