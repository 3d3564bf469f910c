import assert from "node:assert/strict";
import { commands, type Command } from "../../src/action/inputs.ts";
import { readTask } from "../../src/action/task.ts";
import type { RunnerContext } from "../../src/action/runner-context.ts";
import { HubToken } from "../../src/core/ocpi/token.ts";
import { actionInputs, runnerContext, type GivenInputs } from "../support/action-inputs.ts";

const party = { role: "CPO", countryCode: "IN", partyId: "ABC", businessName: "Your CPO Ltd" };
const platform = {
  ...party,
  platformUrl: "https://platform.example.com/ocpi/2.2.1",
  platformToken: "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d",
};
const hubUrl = "https://hub.example.com";
const hubToken = "hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a";

/** Everything that each command needs. */
const complete: Readonly<Record<Command, GivenInputs>> = {
  exchange: { ...platform, hubUrl, initialToken: "initial_8f3e2d1c0b9a8776655443322110ffee" },
  verify: { ...party, hubUrl, hubToken },
  preflight: { ...platform, hubUrl },
  receivers: platform,
  rehearse: platform,
  rotate: {
    ...platform,
    hubUrl,
    hubToken,
    newPlatformToken: "a1b2c3d4e5f60718293a4b5c6d7e8f90123456789abcdef0",
  },
  update: { ...platform, hubUrl, hubToken },
  recover: { ...platform, hubUrl, recoveryCapsule: "ocpi-capsule:v1:AAAA" },
  plan: {},
  unregister: { hubProfile: "ocpi-2.2.1", hubUrl: `${hubUrl}/ocpi/versions`, hubToken },
};

const capsule: RunnerContext["capsule"] = {
  token: new HubToken(hubToken),
  content: {
    token: hubToken,
    versions_url: `${hubUrl}/ocpi/versions`,
    encoding: "plain",
    parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
    correlation_id: "c",
    at: "2026-11-22T10:00:00.000Z",
  },
};

function read(
  command: Command,
  event: string,
  given: GivenInputs = {},
  configText?: string,
): ReturnType<typeof readTask> {
  return readTask(
    actionInputs({ command, ...complete[command], ...given }),
    runnerContext({
      configText,
      workspaceEmpty: false,
      event,
      capsule: command === "recover" ? capsule : undefined,
    }),
  );
}

/** Every event that starts a workflow, as GitHub lists them, and one that GitHub may add tomorrow. */
const untrusted = [
  "branch_protection_rule",
  "check_run",
  "check_suite",
  "create",
  "delete",
  "deployment_status",
  "discussion",
  "discussion_comment",
  "fork",
  "gollum",
  "issue_comment",
  "issues",
  "label",
  "merge_group",
  "milestone",
  "page_build",
  "public",
  "pull_request",
  "pull_request_review",
  "pull_request_review_comment",
  "pull_request_target",
  "registry_package",
  "status",
  "watch",
  "workflow_call",
  "workflow_run",
  "tomorrows_event",
];
const trusted = ["workflow_dispatch", "repository_dispatch", "schedule", "push", "release", "deployment", ""];

const evil = "https://evil.example.com";
const writtenByAnyone = `
version: 1
connections:
  chargeindia:
    hub:
      url: ${evil}
      allowed_origins: [${evil}]
    platform:
      url: https://platform.example.com/ocpi/2.2.1
      roles: [{ role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }]
`;

describe("events on which other people have a say", () => {
  it("plan runs on every event, because it asks nobody and takes no token", () => {
    for (const event of [...untrusted, ...trusted])
      assert.ok("plan" in read("plan", event, {}, writtenByAnyone), event);
  });

  for (const command of commands) {
    if (command === "plan") continue;
    for (const event of untrusted) {
      if (["verify", "preflight", "receivers", "rehearse"].includes(command)) {
        it(`${command} runs on ${event}, at hosts that inputs name`, () => {
          const task = read(command, event);
          assert.ok("task" in task, JSON.stringify(task));
        });
      } else {
        it(`${command} is invalid on ${event}`, () => {
          assert.deepEqual(read(command, event), { findings: [{ code: "event-refused", event, command }] });
        });
      }
    }

    it(`${command} runs on every event that only people with write access bring about`, () => {
      for (const event of trusted) {
        const task = read(command, event);
        assert.ok("task" in task, `${event}: ${JSON.stringify(task)}`);
        assert.equal(task.task.command, command);
      }
    });
  }

  for (const event of untrusted) {
    it(`verify on ${event} sends the hub token to no host that only the file names`, () => {
      const named = { code: "event-needs-origin", event, input: "hub-url", named: evil };
      assert.deepEqual(read("verify", event, { hubUrl: "" }, writtenByAnyone), { findings: [named] });
    });

    it(`preflight on ${event} sends the platform token to no host that only the file names`, () => {
      const named = { code: "event-needs-origin", event, input: "platform-url" };
      const given = { platformUrl: "", hubUrl: "" };
      const file = writtenByAnyone.replace("https://platform.example.com", evil);
      assert.deepEqual(read("preflight", event, given, file), { findings: [{ ...named, named: evil }] });
    });

    it(`verify on ${event} sends the platform token to no host that only the file names`, () => {
      const file = writtenByAnyone.replaceAll(evil, hubUrl).replace("https://platform.example.com", evil);
      const { platformToken, platformUrl } = platform;
      const named = { code: "event-needs-origin", event, input: "platform-url", named: evil };
      assert.deepEqual(read("verify", event, { platformToken }, file), { findings: [named] });
      // Nothing is sent there without the token, and one that an input names is not the file's.
      assert.ok("task" in read("verify", event, {}, file));
      const task = read("verify", event, { platformToken, platformUrl }, file);
      assert.ok("task" in task && task.task.command === "verify", JSON.stringify(task));
      assert.equal(task.task.job.platform?.url, platformUrl);
    });

    it(`verify on ${event} admits none of the file's allowed_origins`, () => {
      const file = writtenByAnyone.replace(`url: ${evil}`, `url: ${hubUrl}`);
      const task = read("verify", event, {}, file);
      assert.ok("task" in task, JSON.stringify(task));
      assert.deepEqual(task.task.job.connection.allowedOrigins, []);
      assert.deepEqual(task.task.warnings.at(-1), { code: "event-ignores-origins", event, origins: [evil] });
    });
  }

  it("takes the platform from the file on every other event, and looks at none without its token", () => {
    for (const event of trusted) {
      for (const given of [{ platformToken: platform.platformToken }, {}]) {
        const task = read("verify", event, { hubUrl: "", ...given }, writtenByAnyone);
        assert.ok("task" in task && task.task.command === "verify", JSON.stringify(task));
        assert.equal(task.task.job.platform?.url, "platformToken" in given ? platform.platformUrl : undefined);
      }
    }
  });

  it("takes the hub and its allowed_origins from the file on every other event", () => {
    for (const event of trusted) {
      const task = read("verify", event, { hubUrl: "" }, writtenByAnyone);
      assert.ok("task" in task, JSON.stringify(task));
      const { address, allowedOrigins } = task.task.job.connection;
      assert.deepEqual([address?.origin, ...allowedOrigins], [evil, evil]);
    }
  });
});
