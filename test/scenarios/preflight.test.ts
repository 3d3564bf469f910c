import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import { rightPlatform } from "../../src/sandbox/platform/switches.ts";
import { at, without, withRoles } from "../support/endpoint-lists.ts";
import { isWhole } from "../support/proof-size.ts";
import { finding, numbersFound, startAt, type Scenario } from "../support/scenario.ts";

type Faults = Partial<PlatformSwitches>;

const swapped = (role: string): string => (role === "SENDER" ? "RECEIVER" : "SENDER");
const stranger = { role: "CPO", country_code: "IN", party_id: "ABD", business_details: { name: "Another CPO Ltd" } };

/**
 * Each fault of a platform, and exactly what a preflight finds of it: at ChargeIndia Hub, and at a hub that keeps to the
 * specification, where that differs.
 */
const faults: readonly (readonly [name: string, Faults, atChargeIndia: string[], atSpecified?: string[]])[] = [
  ["nothing", {}, []],
  ["takes the token only as it is", { encodings: ["plain"] }, ["PRT-05 info"], ["PRT-05 warning"]],
  ["takes the token only in Base64", { encodings: ["base64"] }, ["PRT-05 warning"], ["PRT-05 info"]],
  ["takes no token", { encodings: [] }, ["PRT-04 error"], ["PRT-04 error", "RCV-23 info"]],
  ["needs no token", { openVersions: true }, ["PRT-06 error"]],
  ["breaks down at a wrong token", { refusal: { status: 500, code: 3000 } }, ["PRT-07 error"]],
  ["answers HTTP 400 to a wrong token", { refusal: { status: 400, code: 2001 } }, ["PRT-07 warning"]],
  ["answers HTTP 200 to a wrong token", { refusal: { status: 200, code: 2000 } }, ["PRT-07 warning"]],
  ["answers HTTP 403 to a wrong token", { refusal: { status: 403, code: 2000 } }, []],
  [
    "reads the header only in capitals",
    { authorizationHeader: "capitalised only" },
    ["PRT-09 error"],
    ["PRT-09 error", "RCV-23 info"],
  ],
  [
    "answers neither versions nor details",
    { shape: "other" },
    ["PRT-10 error", "PRT-10 error", "PRT-30 warning"],
    ["PRT-10 error", "RCV-23 info"],
  ],
  ["wraps its versions", { shape: "wrapped" }, []],
  ["offers another version", { versions: ["2.1.1"] }, ["PRT-11 error"], ["PRT-11 error", "RCV-23 info"]],
  ["lists another version first", { versions: ["2.1.1", "2.2.1"] }, ["PRT-39 info"]],
  ["lists a relative URL", { versionUrl: () => "/ocpi/2.2.1" }, ["PRT-12 error"]],
  [
    "lists an example",
    { versionUrl: () => "https://example.com/ocpi/2.2.1" },
    ["PRT-12 error"],
    ["PRT-12 error", "RCV-23 info"],
  ],
  [
    "lists a private address",
    { versionUrl: () => "https://10.0.0.1/ocpi/2.2.1" },
    ["PRT-12 error"],
    ["PRT-12 error", "RCV-23 info"],
  ],
  ["has no details", { details: "404" }, ["PRT-21 error"], ["PRT-13 error", "RCV-23 info"]],
  ["answers details as a list", { details: "array" }, ["PRT-13 error"]],
  ["answers details of another version", { details: "other version" }, ["PRT-11 error"], ["PRT-14 error"]],
  ["does not list credentials", { lists: without("credentials") }, ["PRT-15 warning"], ["PRT-15 error"]],
  ["writes interface roles in small letters", { lists: withRoles((role) => role.toLowerCase()) }, ["PRT-16 error"]],
  ["swaps the interface roles", { lists: withRoles(swapped) }, ["PRT-17 warning"], ["PRT-17 error", "RCV-23 info"]],
  ["does not list commands", { lists: without("commands") }, ["PRT-17 warning"], ["PRT-17 error"]],
  [
    "lists endpoints on a private address",
    { lists: at("https://10.0.0.1") },
    ["PRT-18 error", "PRT-19 info", "PRT-19 info"],
    ["PRT-18 error", "PRT-19 info", "PRT-19 info", "PRT-19 info"],
  ],
  [
    "lists endpoints on another host",
    { lists: at("https://other.your-cpo.in") },
    ["PRT-19 info", "PRT-19 info", "PRT-19 info"],
    ["PRT-19 info", "PRT-19 info", "PRT-19 info", "PRT-19 info"],
  ],
  ["does not list hubclientinfo", { lists: without("hubclientinfo") }, ["PRT-20 info"], ["PRT-20 warning"]],
  [
    "answers without the envelope",
    { envelope: "bare" },
    ["PRT-21 error", "PRT-21 error"],
    ["PRT-21 error", "RCV-23 info"],
  ],
  [
    "writes the status code as a text",
    { envelope: "text status_code" },
    ["PRT-21 error", "PRT-21 error"],
    ["PRT-21 error", "RCV-23 info"],
  ],
  ["calls its JSON a text", { contentType: "text/plain" }, ["PRT-22 warning"]],
  ["does not repeat the ids", { echoes: "never" }, ["PRT-23 info"], ["PRT-23 warning"]],
  ["does not repeat the ids of a refusal", { echoes: "on success only" }, ["PRT-23 info"], ["PRT-23 warning"]],
  ["redirects", { redirects: "all" }, ["PRT-24 error", "PRT-24 error"], ["PRT-24 error", "RCV-23 info"]],
  ["redirects what has a slash at its end", { redirects: "slash" }, ["PRT-25 warning"]],
  ["needs routing headers", { needsRoutingHeaders: true }, ["PRT-26 error"], ["PRT-26 error", "RCV-23 info"]],
  ["limits the calls", { limitPerMinute: 4 }, ["PRT-28 warning"]],
  ["has nothing at the health path", { healthPath: false }, ["PRT-29 error"], ["PRT-21 error", "RCV-23 info"]],
  ["has nothing at the documented base", { base: false }, ["PRT-21 error"], []],
  ["has credentials of another party", { ownRoles: [stranger] }, ["PRT-32 warning"]],
  ["shows web pages for errors", { page: "errors" }, ["PRT-35 warning"]],
  ["lets in only browsers", { page: "waf" }, ["PRT-36 error"], ["PRT-36 error", "RCV-23 info"]],
  ["has no timestamp", { envelope: "no timestamp" }, ["PRT-38 warning"]],
  ["has a local timestamp", { envelope: "local timestamp" }, ["PRT-38 warning"]],
  ["has an open receiver of tokens", { openReceivers: ["tokens"] }, ["RCV-01 error"]],
  ["takes commands without a token", { openReceivers: ["commands"] }, ["RCV-08 error"]],
  [
    "has a proxy that does not know the authorisation",
    { proxy404: ["tokens"] },
    ["RCV-07 error"],
    ["PRT-35 warning", "RCV-01 warning"],
  ],
  ["breaks down at an unknown token", { failingReceivers: ["tokens"] }, [], ["RCV-03 warning"]],
  ["makes up what it does not know", { unknownObjects: "made up" }, [], ["RCV-05 warning"]],
  ["does not swap the routing headers", { swapsRoutingHeaders: false }, [], ["RCV-19 warning"]],
  ["does not say how long its lists are", { lists21: "no headers" }, ["RCV-21 warning"]],
  ["does not answer its lists", { lists21: "500" }, ["RCV-21 warning"]],
];

/** The same of an eMSP's platform, where it differs from a CPO's. */
const ofEmsp: readonly (readonly [name: string, Faults, atChargeIndia: string[]])[] = [
  ["nothing", {}, []],
  ["takes sessions without a token", { openReceivers: ["sessions"] }, ["RCV-01 error"]],
  ["takes CDRs without a token", { openReceivers: ["cdrs"] }, ["RCV-01 error"]],
  ["has a proxy that does not know the CDRs", { proxy404: ["cdrs"] }, ["RCV-11 error"]],
  ["has a proxy that does not know the sessions", { proxy404: ["sessions"] }, ["RCV-11 error", "PRT-35 warning"]],
  ["breaks down at an unknown session", { unknownObjects: "500" }, ["RCV-03 warning"]],
  ["refuses its token at an unknown session", { unknownObjects: "401" }, ["RCV-03 warning"]],
  ["makes up what it does not know", { unknownObjects: "made up" }, ["RCV-10 warning"]],
  ["does not swap the routing headers", { swapsRoutingHeaders: false }, ["RCV-19 info"]],
];

describe("a preflight", () => {
  for (const profile of ["chargeindia", "ocpi-2.2.1"]) {
    describe(`for ${profile}`, () => {
      let scenario: Scenario;
      let given: Record<string, string | undefined>;

      before(async () => {
        const started = await startAt(profile);
        scenario = started.scenario;
        given = { ...started.inputs, command: "preflight", "hub-url": undefined, "initial-token": undefined };
      });
      after(async () => scenario.end());

      function platformIs(role: PlatformSwitches["role"], fault: Faults): void {
        const { switches, kept } = scenario.sandbox.platform;
        Object.assign(switches, rightPlatform, fault, { role });
        for (const list of Object.values(kept) as unknown[][]) list.length = 0;
      }

      for (const [name, fault, atChargeIndia, atSpecified = atChargeIndia] of faults) {
        // What is found alike at both is played at one of them, but for the whole.
        if (profile !== "chargeindia" && atSpecified === atChargeIndia && !isWhole) continue;
        const expected = profile === "chargeindia" ? atChargeIndia : atSpecified;
        it(`finds of a platform that has this fault, ${name}: ${expected.join(", ") || "nothing"}`, async () => {
          platformIs("CPO", fault);
          const step = await scenario.run(given);
          assert.deepEqual(numbersFound(step), expected.toSorted());
          assert.equal(step.outputs["result"], "done");
          assert.equal(
            step.exitCode === 0,
            expected.every((one) => !one.endsWith("error")),
          );
        });
      }

      if (profile !== "chargeindia") return;
      for (const [name, fault, expected] of ofEmsp) {
        it(`finds of an eMSP's platform that has this fault, ${name}: ${expected.join(", ") || "nothing"}`, async () => {
          platformIs("EMSP", fault);
          const step = await scenario.run({ ...given, role: "EMSP", "country-code": "IN", "party-id": "XYZ" });
          assert.deepEqual(numbersFound(step), expected.toSorted());
        });
      }

      for (const [name, wrong, words] of [
        ["no URL of the platform", { "platform-url": undefined }, /platform-url/],
        [
          "a platform on a private address",
          { "platform-url": "https://10.1.2.3/ocpi/2.2.1" },
          /10\.1\.2\.3.*not on the internet/,
        ],
        [
          "a platform on the machine of the runner",
          { "hub-url": "https://hub.chargeindia.com", "platform-url": "https://localhost./ocpi/2.2.1" },
          /names localhost\., which is not on the internet/,
        ],
        ["a role that the hub does not have", { role: "NSP" }, /NSP/],
        ["samples that no file has", { samples: "none/*.json" }, /names "none\/\*\.json", which finds no file/],
        ["a sample that is no JSON", { samples: "broken.json" }, /broken\.json line 1, column 2 is not JSON/],
        ["a sample that cannot be seen", { samples: "unseen.json" }, /There is a character there that cannot be seen/],
        ["a sample that is nested without end", { samples: "deep.json" }, /deep\.json is nested more than/],
      ] as const) {
        it(`sends nothing for ${name}, and says why`, async () => {
          platformIs("CPO", {});
          const before = scenario.platformRequests.length;
          const workspace = { "broken.json": "{", "unseen.json": "\u0001", "deep.json": "[".repeat(100_000) };
          const step = await scenario.run({ ...given, ...wrong }, { workspace });
          assert.equal(step.outputs["result"], "invalid", step.summary);
          assert.match(step.summary.replaceAll("`", ""), words);
          assert.equal(scenario.platformRequests.length, before);
        });
      }

      it("checks samples offline, with the place of each fault, and goes on", async () => {
        platformIs("CPO", {});
        const session = JSON.parse(readFileSync("examples/samples/session.json", "utf8")) as Record<string, unknown>;
        const { party_id: _party, ...token } = session["cdr_token"] as Record<string, unknown>;
        const wrong = JSON.stringify({ ...session, cdr_token: token }, null, 2);
        const step = await scenario.run(
          { ...given, samples: "*.json" },
          { workspace: { "session.json": wrong, "list.json": "[1]" } },
        );
        assert.equal(step.outputs["result"], "done");
        const lines = numbersFound(step);
        assert.ok(lines.includes("RCV-25 error") && lines.includes("SAMPLE error"), lines.join(", "));
        assert.match(finding(step, "RCV-25").message, /session\.json.* line \d+/);
      });

      it("is quick at a slow platform, and says that it is slow", async () => {
        platformIs("CPO", { delayMs: 2050 });
        const step = await scenario.run(given);
        assert.deepEqual(numbersFound(step), ["PRT-27 warning"]);
        assert.match(finding(step, "PRT-27").message, /takes 2\.\d seconds to list its versions/);
      });

      it("sends GETs, and to receivers nothing that the platform lets in", async () => {
        platformIs("CPO", {});
        const { platform } = scenario.sandbox;
        const before = platform.server.requests.length;
        await scenario.run(given);
        const requests = platform.server.requests.slice(before);
        const changing = requests.filter(({ method }) => method !== "GET");
        assert.ok(changing.length > 0 && requests.length < 40, String(requests.length));
        for (const { headers, body } of changing) {
          assert.equal(body, "{}");
          assert.match(headers["authorization"] ?? "Token not-a-token", /^Token (?:not-a-token|bm90LWEtdG9rZW4=)$/);
        }
        assert.deepEqual(Object.values(platform.kept).flat(), []);
      });

      it("does the half that needs no token where none is given", async () => {
        platformIs("CPO", {});
        const step = await scenario.run({ ...given, "platform-token": undefined });
        assert.deepEqual(numbersFound(step), []);
        assert.match(step.summary, /No platform token was given, so this run tried only what needs none/);
        platformIs("CPO", { openVersions: true });
        assert.deepEqual(numbersFound(await scenario.run({ ...given, "platform-token": undefined })), ["PRT-06 error"]);
      });

      it("looks at the hub, too, where a token for it is given", async () => {
        platformIs("CPO", {});
        const { hub, inputs } = scenario.sandbox;
        const before = hub.server.requests.length;
        const step = await scenario.run({ ...given, "hub-url": hub.origin, "initial-token": inputs["initial-token"] });
        assert.deepEqual(numbersFound(step), []);
        assert.ok(hub.server.requests.slice(before).every(({ method }) => method === "GET"));
        assert.ok(hub.server.requests.length > before);
        assert.doesNotMatch(step.summary, /onboarding of a new partner/);
      });

      it("writes the message that asks for onboarding, for a company that has no codes yet", async () => {
        platformIs("CPO", { openReceivers: ["commands"] });
        const step = await scenario.run({ ...given, "country-code": undefined, "party-id": undefined });
        const message = step.outputs["handover"] ?? "";
        assert.match(message, /We would like to connect our platform to you, as CPO\./);
        assert.match(message, /- Your CPO Ltd, CPO$/m);
        assert.match(message, /found what we still have to fix:\n {2}RCV-08: Your platform takes commands without/);
        assert.match(message, /- send us an initial token, and your OCPI URL,/);
        assert.match(
          step.summary,
          /Not ready for ChargeIndia Hub: Your platform takes commands without the platform token/,
        );
        platformIs("CPO", {});
        const wished = await scenario.run(given);
        assert.match(wished.outputs["handover"] ?? "", /- Your CPO Ltd, CPO; if you can, as IN\*ABC$/m);
        assert.match(wished.outputs["handover"] ?? "", /- Our platform passed a preflight at /);
      });
    });
  }
});
