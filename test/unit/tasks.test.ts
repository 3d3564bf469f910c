import assert from "node:assert/strict";
import type { OpenedCapsule } from "../../src/core/onboarding/capsule.ts";
import { readTask } from "../../src/action/task.ts";
import type { RunnerContext } from "../../src/action/runner-context.ts";
import { HubToken } from "../../src/core/ocpi/token.ts";
import { actionInputs, runnerContext, type GivenInputs } from "../support/action-inputs.ts";

const platformToken = "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d";

function config(...names: string[]): string {
  const connections = names.map(
    (name) => `  ${name}:
    hub: { url: https://hub.example.com }
    platform:
      url: https://platform.example.com/ocpi/2.2.1
      roles: [{ role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }]
`,
  );
  return `version: 1\nconnections:\n${connections.join("")}`;
}

function capsuleOf(versionsUrl: string, more: Partial<OpenedCapsule> = {}): RunnerContext["capsule"] {
  const token = "hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a";
  return {
    token: new HubToken(token),
    content: {
      ...more,
      token,
      versions_url: versionsUrl,
      encoding: "plain",
      parties: more.parties ?? [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
      correlation_id: "c",
      at: "2026-11-22T10:00:00.000Z",
    },
  };
}

function read(
  given: GivenInputs,
  configText?: string,
  capsule?: RunnerContext["capsule"],
): ReturnType<typeof readTask> {
  return readTask(actionInputs(given), runnerContext({ configText, capsule }));
}

describe("a token's secret", () => {
  const exchange = { platformToken, initialToken: "initial_8f3e2d1c0b9a8776655443322110ffee" };

  it("is never called like the lock of another one, which is deleted", () => {
    for (const [given, text] of [
      [{ connection: "hub-pending" }, config("hub", "hub-pending")],
      [{ hubTokenSecret: "MY_TOKEN_PENDING" }, config("hub")],
      [{ hubTokenSecret: "my_token_pending" }, config("hub")],
    ] as const) {
      const result = read({ ...exchange, ...given }, text);
      assert.deepEqual("findings" in result && result.findings.map(({ code }) => code), ["input-secret-name"]);
    }
    assert.ok("task" in read({ ...exchange, connection: "hub" }, config("hub", "hub-pending")));
    assert.ok("task" in read(exchange, config("hub-pending")));
  });
});

describe("recover", () => {
  const recover = { command: "recover", platformToken, recoveryCapsule: "ocpi-capsule:v1:AAAA" } as const;

  function connectionOf(result: ReturnType<typeof readTask>): { profile: string; versions: string } {
    assert.ok("task" in result, JSON.stringify(result));
    const { profile, address } = result.task.job.connection;
    return { profile: profile.name, versions: address?.versions ?? "" };
  }

  it("needs no profile and no connection: the capsule knows its hub", () => {
    for (const [versions, profile] of [
      ["https://hub.example.com/ocpi/versions", "chargeindia"],
      ["https://hub.example.com/t/ocpi/versions", "chargeindia"],
      ["https://hub.example.com/hub/api/versions", "ocpi-2.2.1"],
    ] as const) {
      for (const [text, more] of [
        [undefined, {}],
        [config("north", "south"), { hubTokenSecret: "OCPI_HUB_TOKEN__NORTH" }],
        [config("north", "south"), { store: "environment", storeEnvironment: "north" }],
      ] as const)
        assert.deepEqual(connectionOf(read({ ...recover, ...more }, text, capsuleOf(versions))), { profile, versions });
    }
  });

  it("stores in no secret of its own making: of several connections each has its own", () => {
    const result = read(recover, config("north", "south"), capsuleOf("https://hub.example.com/ocpi/versions"));
    assert.deepEqual("findings" in result && result.findings.map(({ code }) => code), ["connection-ambiguous"]);
  });

  it("proves the token where it was issued, also when only the hub's origin is given", () => {
    const versions = "https://hub.example.com/t/ocpi/versions";
    const given = { ...recover, hubUrl: "https://hub.example.com" };
    assert.equal(connectionOf(read(given, undefined, capsuleOf(versions))).versions, versions);
    const elsewhere = read({ ...recover, hubUrl: "https://hub.other.com" }, undefined, capsuleOf(versions));
    assert.deepEqual("findings" in elsewhere && elsewhere.findings.map(({ code }) => code), ["capsule-differs"]);
  });
});

describe("a recovery capsule of another registration", () => {
  const versions = "https://hub.example.com/ocpi/versions";
  const common = { platformToken, recoveryCapsule: "ocpi-capsule:v1:AAAA" } as const;
  const initialToken = "initial_8f3e2d1c0b9a8776655443322110ffee";
  const place = "repository secret OCPI_HUB_TOKEN of repository your-company/ocpi";
  const own: Partial<OpenedCapsule> = { connection: "north", secret: place };
  const other = { role: "CPO", country_code: "IN", party_id: "XYZ" };
  const attacks: readonly (readonly [what: string, sealed: Partial<OpenedCapsule>])[] = [
    ["parties", { ...own, parties: [other] }],
    ["parties", { ...own, parties: [{ role: "EMSP", country_code: "IN", party_id: "ABC" }] }],
    ["parties", { ...own, parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }, other] }],
    ["connection", { ...own, connection: "south" }],
    ["secret", { ...own, secret: place.replace("OCPI_HUB_TOKEN", "OTHER_TOKEN") }],
    ["secret", { ...own, secret: place.replace("your-company/ocpi", "your-company/other") }],
    [
      "secret",
      { ...own, secret: `environment secret OCPI_HUB_TOKEN of environment x of the repository your-company/ocpi` },
    ],
  ];
  const commands = [{ command: "recover" }, { command: "exchange", initialToken }] as const;

  for (const given of commands) {
    it(`is refused by ${given.command}, and nothing is sent`, () => {
      for (const [what, sealed] of attacks) {
        const result = read({ ...common, ...given }, config("north"), capsuleOf(versions, sealed));
        assert.ok("findings" in result, what);
        assert.deepEqual(
          result.findings.map((finding) => finding.code === "capsule-differs" && finding.what),
          [what],
        );
      }
    });

    it(`is taken by ${given.command} where all is as it was sealed, in any case, and of what an older version sealed`, () => {
      for (const sealed of [own, {}, { ...own, parties: [{ role: "cpo", country_code: "in", party_id: "abc" }] }]) {
        const result = read({ ...common, ...given }, config("north"), capsuleOf(versions, sealed));
        assert.ok("task" in result, JSON.stringify(result));
      }
    });
  }

  it("is told first where it cannot be opened at all, whatever else is missing", () => {
    for (const why of ["malformed", "wrong-token", "damaged", "no-token"] as const) {
      assert.deepEqual(read({ ...common, command: "recover" }, undefined, { failure: why }), {
        findings: [{ code: "capsule-unopened", why }],
      });
    }
  });
});

describe("inputs that cannot be meant", () => {
  const exchange = { platformToken, initialToken: "initial_8f3e2d1c0b9a8776655443322110ffee" };

  it("are times in which no request is answered, or that no timer counts", () => {
    for (const requestTimeout of ["0s", "11m", "600h"]) {
      const result = read({ ...exchange, requestTimeout }, config("hub"));
      assert.deepEqual(
        "findings" in result && result.findings.map(({ code }) => code),
        ["input-duration"],
        requestTimeout,
      );
    }
    for (const requestTimeout of ["1s", "10m"])
      assert.ok("task" in read({ ...exchange, requestTimeout }, config("hub")));
  });

  it("are no connections in a file, which leaves all to the inputs", () => {
    const party = { role: "CPO", countryCode: "IN", partyId: "ABC", businessName: "Your CPO Ltd" };
    const urls = { hubUrl: "https://hub.example.com", platformUrl: "https://your-platform.com/ocpi/2.2.1" };
    const empty = "version: 1\nconnections: {}\n";
    assert.ok("task" in read({ ...exchange, ...party, ...urls }, empty));
    const result = read(exchange, empty);
    assert.ok("findings" in result && result.findings.every(({ code }) => code !== "connection-ambiguous"));
  });
});
