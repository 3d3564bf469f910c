import assert from "node:assert/strict";
import { readTask } from "../../src/action/task.ts";
import { actionWords } from "../../src/core/findings/action-words.ts";
import type { Finding } from "../../src/core/findings/catalogue.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { actionInputs, runnerContext, type GivenInputs } from "../support/action-inputs.ts";
import { findingOf } from "../support/finding-of.ts";

const platform = {
  command: "rehearse",
  role: "CPO",
  countryCode: "IN",
  partyId: "ABC",
  businessName: "Your CPO Ltd",
  platformUrl: "https://platform.example.com:8443/ocpi/2.2.1",
  platformToken: "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d",
};

function read(given: GivenInputs, event = "push"): ReturnType<typeof readTask> {
  return readTask(actionInputs({ ...platform, ...given }), runnerContext({ event, repository: { malformed: "" } }));
}

function faults(given: GivenInputs, event?: string): readonly Finding[] {
  const task = read(given, event);
  return "findings" in task ? task.findings : [];
}

/** The headline of the one fault that there is. */
function saidOf(given: GivenInputs): string {
  const [fault, ...others] = faults(given);
  assert.ok(fault !== undefined && others.length === 0, JSON.stringify([fault, others]));
  return findingOf(fault, { words: actionWords, profile: chargeindia }).message[0];
}

describe("the consent to test objects", () => {
  it("is the platform's host name, in whatever letters", () => {
    for (const allowTestWrites of ["platform.example.com", "Platform.Example.COM", " platform.example.com\n"]) {
      const task = read({ allowTestWrites });
      assert.ok("task" in task && task.task.command === "rehearse", JSON.stringify(task));
      assert.equal(task.task.job.consent, true);
    }
  });

  it("is none where the input is not given", () => {
    const task = read({});
    assert.ok("task" in task && task.task.command === "rehearse");
    assert.equal(task.task.job.consent, false);
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ["other.example.com", /names "other\.example\.com", which is not the host of `platform-url`/],
    ["example.com", /which is not the host/],
    ["true", /which is not the host/],
    ["https://platform.example.com", /with a scheme before the host name/],
    ["platform.example.com/ocpi", /with more behind the host name than a host has/],
    ["platform.example.com/", /with more behind the host name/],
    ["platform.example.com:8443", /with a port behind the host name/],
    ["*", /stands for more than one host/],
    ["*.example.com", /stands for more than one host/],
    [" \n", /is blank, and so names no host/],
  ];
  for (const [allowTestWrites, words] of wrong) {
    it(`is not ${JSON.stringify(allowTestWrites)}`, () => assert.match(saidOf({ allowTestWrites }), words));
  }

  it("says what to write instead", () => {
    const [fault] = faults({ allowTestWrites: "https://platform.example.com" });
    assert.ok(fault);
    const { snippet } = findingOf(fault, { words: actionWords, profile: chargeindia });
    assert.equal(snippet, "allow-test-writes: platform.example.com");
  });

  it("takes an address as it stands in the URL", () => {
    const given = { platformUrl: "http://[::1]:8080/ocpi/2.2.1", allowTestWrites: "[::1]" };
    assert.deepEqual(faults(given), []);
    assert.match(saidOf({ ...given, allowTestWrites: "[::1]:8080" }), /with a port behind the host name/);
  });

  it("needs the platform token, and the party's codes", () => {
    const { platformToken, countryCode, partyId, ...rest } = platform;
    void [platformToken, countryCode, partyId];
    const given = { ...rest, allowTestWrites: "platform.example.com" };
    const found = readTask(actionInputs(given), runnerContext({ event: "", repository: { malformed: "" } }));
    assert.deepEqual("findings" in found && found.findings.map(({ code }) => code), [
      "input-missing",
      "party-incomplete",
    ]);
  });

  it("is for no other command", () => {
    for (const command of ["preflight", "receivers", "verify", "exchange"]) {
      assert.deepEqual(faults({ command, allowTestWrites: "platform.example.com" }), [
        { code: "consent-unused", command },
      ]);
    }
  });

  it("is refused on events on which other people have a say, before anything else of it is read", () => {
    const event = "pull_request_target";
    for (const allowTestWrites of ["platform.example.com", "*"]) {
      assert.deepEqual(faults({ allowTestWrites }, event), [{ code: "event-refused", event, command: "rehearse" }]);
    }
    assert.deepEqual(faults({}, event), []);
  });
});
