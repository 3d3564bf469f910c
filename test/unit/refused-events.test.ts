import assert from "node:assert/strict";
import { commands, type Command, type Inputs } from "../../src/action/inputs.ts";
import { readOrder, type Surroundings } from "../../src/action/job.ts";
import { actionInputs } from "../support/action-inputs.ts";

const party = { role: "CPO", countryCode: "IN", partyId: "ABC", businessName: "Your CPO Ltd" };
const platform = {
  ...party,
  platformUrl: "https://platform.example.com/ocpi/2.2.1",
  platformToken: "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d",
};
const hubUrl = "https://hub.example.com";
const hubToken = "hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a";

/** Everything that each command needs. */
const complete: Readonly<Record<Command, Partial<Inputs>>> = {
  exchange: { ...platform, hubUrl, initialToken: "initial_8f3e2d1c0b9a8776655443322110ffee" },
  verify: { ...party, hubUrl, hubToken },
  rotate: {
    ...platform,
    hubUrl,
    hubToken,
    newPlatformToken: "a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0",
  },
  update: { ...platform, hubUrl, hubToken },
  recover: { ...platform, hubUrl, recoveryCapsule: "ocpi-capsule:v1:AAAA" },
  unregister: { hubProfile: "ocpi-2.2.1", hubUrl: `${hubUrl}/ocpi/versions`, hubToken },
};

const capsule: Surroundings["capsule"] = {
  content: {
    token: hubToken,
    versions_url: `${hubUrl}/ocpi/versions`,
    encoding: "plain",
    parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
    correlation_id: "c",
    at: "2026-11-22T10:00:00.000Z",
  },
};

function read(command: Command, event: string): ReturnType<typeof readOrder> {
  return readOrder(actionInputs({ command, ...complete[command] }), {
    configText: undefined,
    workspaceEmpty: false,
    event,
    fromFork: false,
    capsule: command === "recover" ? capsule : undefined,
    repository: { owner: "your-company", repo: "ocpi" },
  });
}

const refused = ["pull_request", "pull_request_target", "workflow_run", "issue_comment"];
const accepted = ["workflow_dispatch", "push", "schedule", "repository_dispatch", "workflow_call", ""];

describe("events on which others have a say", () => {
  for (const command of commands) {
    for (const event of refused) {
      if (command === "verify") {
        it(`${command} runs on ${event}: it changes nothing`, () => {
          const order = read(command, event);
          assert.ok("order" in order, JSON.stringify(order));
        });
      } else {
        it(`${command} is invalid on ${event}`, () => {
          assert.deepEqual(read(command, event), { facts: [{ code: "event-refused", event, command }] });
        });
      }
    }

    it(`${command} runs on every other event`, () => {
      for (const event of accepted) {
        const order = read(command, event);
        assert.ok("order" in order, `${event}: ${JSON.stringify(order)}`);
        assert.equal(order.order.command, command);
      }
    });
  }
});
