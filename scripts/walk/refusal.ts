import type { SandboxHub } from "../../src/sandbox/hub.ts";

// A code of the hub's own (OCPI 2.2.1 status codes: 2xxx are the client's errors), by which its refusal is known wherever it goes.
const CODE = 2987;

/** The pattern of the refusal in a text. */
export const REFUSAL = `\\b${CODE}\\b`;

/** Lets the hub refuse every POST of credentials. */
export function refuse(hub: SandboxHub): void {
  const body = { status_code: CODE, status_message: "Refused", timestamp: new Date().toISOString() };
  hub.server.faults.add({
    method: "POST",
    path: "/ocpi/2.2.1/credentials",
    act: {
      kind: "answer",
      when: "before",
      status: 401,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    },
  });
}
