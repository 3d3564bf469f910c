import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { Scenario, type StepSettings } from "../support/scenario.ts";

interface BadInput {
  readonly what: string;
  readonly inputs?: Record<string, string | undefined>;
  readonly settings?: StepSettings;
  /** What the sentences must say: which input, what is wrong, what to do. */
  readonly says: readonly RegExp[];
}

const config = (text: string): StepSettings => ({ workspace: { "ocpi.yml": text } });

const cases: readonly BadInput[] = [
  {
    what: "an unknown command",
    inputs: { command: "exchnage" },
    says: [/`command` is "exchnage"/, /Did you mean `exchange`\? Use one of: `exchange`, `verify`/],
  },
  {
    what: "no platform token",
    inputs: { "platform-token": undefined },
    says: [/`platform-token` is missing or empty/, /mistyped name/],
  },
  {
    what: "a blank platform token",
    inputs: { "platform-token": "  \n" },
    says: [/`platform-token` is blank/, /store the secret again/],
  },
  { what: "a blank initial token", inputs: { "initial-token": " " }, says: [/`initial-token` is blank/] },
  {
    what: "secrets that a fork does not get",
    inputs: { "platform-token": undefined, "initial-token": undefined },
    settings: { env: { GITHUB_ACTOR: "dependabot[bot]" } },
    says: [/get no secrets/, /branch of the repository itself/],
  },
  {
    what: "an event that others can trigger",
    settings: { env: { GITHUB_EVENT_NAME: "pull_request_target" } },
    says: [/does not run on the event `pull_request_target`/, /workflow_dispatch/],
  },
  {
    what: "a token with a line break at its end",
    inputs: { "initial-token": "initial-0123456789abcdef\n" },
    says: [/`initial-token` ends with a space or a line break/, /printf/],
  },
  {
    what: "a token with a space before it",
    inputs: { "platform-token": " platform-0123456789abcdef" },
    says: [/`platform-token` begins with a space/],
  },
  {
    what: "a token with the word that comes before it in its header",
    inputs: { "initial-token": "Token initial-0123456789abcdef" },
    says: [/`initial-token` begins with the word of an Authorization header/],
  },
  {
    what: "a capsule in place of a token",
    inputs: { "hub-token": "ocpi-capsule:v1:AAAAAAAA" },
    says: [/`hub-token` begins with `ocpi-`/],
  },
  {
    what: "an example from a documentation in place of a token",
    inputs: { "platform-token": "your-platform-token" },
    says: [/`platform-token` is an example/, /openssl rand -hex 32/],
  },
  {
    what: "a token that is too long",
    inputs: { "platform-token": "q7-".repeat(30) },
    says: [/`platform-token` is longer than the 64 characters that OCPI allows/],
  },
  {
    what: "a token with letters beyond ASCII",
    inputs: { "initial-token": "tökén-0123456789abcdef" },
    says: [/`initial-token` holds a space, a line break or a character beyond ASCII/],
  },
  {
    what: "a GitHub token in two lines",
    inputs: { "github-token": "github_pat_0123456789\nabcdef" },
    says: [/`github-token` holds a space, a line break or a character beyond ASCII/],
  },
  {
    what: "one token for two purposes",
    inputs: { "initial-token": "same-0123456789abcdef012345", "platform-token": "same-0123456789abcdef012345" },
    says: [/`initial-token` and `platform-token` are the same token/],
  },
  {
    what: "a token that is easy to guess, at a real hub",
    inputs: {
      "hub-url": "https://hub.example.com",
      "platform-url": "https://platform.example.com/ocpi/2.2.1",
      "platform-token": "abcdefgh12345678",
    },
    says: [/`platform-token` is too easy to guess/, /openssl rand/],
  },
  {
    what: "no URL of the hub",
    inputs: { "hub-url": undefined },
    says: [/There is no `ocpi\.yml`/, /`hub-url` is missing/],
  },
  { what: "no URL of the platform", inputs: { "platform-url": undefined }, says: [/`platform-url` is missing/] },
  {
    what: "a malformed URL of the hub",
    inputs: { "hub-url": "hub.chargeindia.com" },
    says: [/`hub-url` is "hub\.chargeindia\.com", which is not a usable URL/, /Write it whole/],
  },
  {
    what: "another path of the hub",
    inputs: { "hub-url": "https://hub.example.com/ocpi/2.2.1/locations" },
    says: [/`hub-url` is .*has a path that is not/, /https:\/\/hub\.chargeindia\.com/],
  },
  {
    what: "a malformed URL of the platform",
    inputs: { "platform-url": "your platform" },
    says: [/`platform-url` is "your platform"/],
  },
  {
    what: "http beyond this machine",
    inputs: { "hub-url": "http://hub.example.com" },
    says: [/`hub-url` begins with `http:`/, /Use `https:`/],
  },
  {
    what: "http to the platform of a real hub",
    inputs: { "hub-url": "https://hub.example.com", "platform-url": "http://platform.example.com/ocpi/2.2.1" },
    says: [/`platform-url` begins with `http:`/],
  },
  {
    what: "a password in a URL",
    inputs: { "platform-url": "https://me:pw@platform.example.com/ocpi/2.2.1" },
    says: [/`platform-url` has a user name or password/],
  },
  {
    what: "lower-case codes",
    inputs: { "country-code": "in", "party-id": "abc" },
    says: [
      /`country-code` is "in", and must be in upper case/,
      /Write `IN`/,
      /`party-id` is "abc", and must be in upper case/,
    ],
  },
  {
    what: "a lower-case role",
    inputs: { role: "cpo" },
    says: [/`role` is "cpo", and must be in upper case/, /Write `CPO`/],
  },
  {
    what: "a role that the hub does not have",
    inputs: { role: "NSP" },
    says: [/`role` is "NSP"/, /Use `CPO` or `EMSP`/],
  },
  { what: "the hub's own party", inputs: { "party-id": "CIH" }, says: [/IN\*CIH is the hub's own party/] },
  {
    what: "a party id of four characters",
    inputs: { "party-id": "ABCD" },
    says: [/`party-id` is "ABCD"; a party id has exactly three/],
  },
  {
    what: "a country that does not exist",
    inputs: { "country-code": "XX" },
    says: [/`country-code` is "XX"; a country code has two letters/],
  },
  {
    what: "half a party",
    inputs: { "party-id": undefined, "business-name": undefined },
    says: [/`party-id` and `business-name` are missing/],
  },
  {
    what: "a duration without a unit",
    inputs: { "wait-for-connected": "30" },
    says: [/`wait-for-connected` is "30", which is not a duration/, /write `30s` for seconds or `30m` for minutes/],
  },
  {
    what: "a word in place of a duration",
    inputs: { "request-timeout": "soon" },
    says: [/`request-timeout` is "soon"/, /`30s`, `2m` or `1h`/],
  },
  {
    what: "a switch that is neither true nor false",
    inputs: { "expose-hub-token": "yes" },
    says: [/`expose-hub-token` is "yes"/, /`true`, `false`/],
  },
  {
    what: "an unknown profile",
    inputs: { "hub-profile": "hubject" },
    says: [/`hub-profile` is "hubject"/, /`chargeindia`/],
  },
  {
    what: "a secret's name that GitHub refuses",
    inputs: { "hub-token-secret": "GITHUB_HUB TOKEN" },
    says: [/would be called "GITHUB_HUB TOKEN"/],
  },
  {
    what: "a report with another ending",
    inputs: { "report-path": "report.html" },
    says: [/`report-path` names "report\.html"/],
  },
  {
    what: "an unknown store",
    inputs: { store: "vault" },
    says: [/`store` is "vault"/, /`repository`, `environment`, `command`, `none`/],
  },
  {
    what: "a store that neither keeps nor exposes the token",
    inputs: { store: "none" },
    says: [/`store: none` needs `expose-hub-token: true`/],
  },
  { what: "an environment without a name", inputs: { store: "environment" }, says: [/`store-environment` is missing/] },
  {
    what: "a summary that is neither wanted nor not",
    inputs: { summary: "no" },
    says: [/`summary` is "no"/, /`false`/],
  },
  {
    what: "an issue for a command that does not verify",
    inputs: { "track-issue": "true" },
    says: [/`track-issue: true` is for `command: verify`, and this step has `command: exchange`/],
  },
  { what: "an unknown fail-on", inputs: { "fail-on": "always" }, says: [/`fail-on` is "always"/] },
  { what: "no repository", settings: { env: { GITHUB_REPOSITORY: "" } }, says: [/GITHUB_REPOSITORY/] },
  {
    what: "a missing checkout",
    inputs: {
      "hub-url": undefined,
      "platform-url": undefined,
      role: undefined,
      "country-code": undefined,
      "party-id": undefined,
      "business-name": undefined,
    },
    says: [/There is no `ocpi\.yml` \(the workspace is empty\)/, /Check the repository out/],
  },
  {
    what: "a workspace that is no folder",
    inputs: { "hub-url": undefined },
    settings: { env: { GITHUB_WORKSPACE: "/dev/null" } },
    says: [/There is no `ocpi\.yml` \(the workspace is empty\)/],
  },
  {
    what: "a literal token in ocpi.yml",
    settings: config(
      "version: 1\nconnections:\n  chargeindia:\n    hub:\n      url: https://hub.example.com\n      token: s3cret-literal-token\n",
    ),
    says: [/`ocpi\.yml` line 6, column 7 holds a token/, /store the new one as a secret/],
  },
  {
    what: "an unknown key in ocpi.yml",
    settings: config("version: 1\nconnections:\n  chargeindia:\n    hub: { ulr: https://hub.example.com }\n"),
    says: [/`ocpi\.yml` line 4, column 12 has an unknown key, "ulr"/, /Did you mean `url`\?/],
  },
  {
    what: "ocpi.yml that is not YAML",
    settings: config("version: 1\nconnections: [\n"),
    says: [/`ocpi\.yml` line \d, column \d+ is not YAML/],
  },
  {
    what: "the same party twice in ocpi.yml",
    inputs: { role: undefined, "country-code": undefined, "party-id": undefined, "business-name": undefined },
    settings: config(
      "version: 1\nconnections:\n  chargeindia:\n    platform:\n      roles:\n" +
        "        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: A } }\n".repeat(2),
    ),
    says: [/The party IN\*ABC \(CPO\) is listed twice/],
  },
  {
    what: "two hubs at once",
    settings: config("version: 1\nconnections:\n  chargeindia:\n    hub: { url: https://hub.example.com }\n"),
    says: [/`hub-url` points to .*, but the config says https:\/\/hub\.example\.com/],
  },
  {
    what: "several connections and none chosen",
    settings: config("version: 1\nconnections:\n  one: {}\n  two: {}\n"),
    says: [/2 connections, and the input `connection` does not say which/, /`one` and `two`/],
  },
  {
    what: "a connection that is not there",
    inputs: { connection: "three" },
    settings: config("version: 1\nconnections:\n  one: {}\n"),
    says: [/no connection "three"/, /It has `one`/],
  },
];

describe("bad input, through the Action", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.inProcess();
    scenario.isSecret("s3cret-literal-token");
    for (const name of ["initial-token", "platform-token"]) {
      for (const { inputs } of cases)
        if ((inputs?.[name]?.trim().length ?? 0) >= 20) scenario.isSecret(inputs?.[name]?.trim() ?? "");
    }
  });

  after(() => scenario.end());

  for (const { what, inputs = {}, settings = {}, says } of cases) {
    it(`says what is wrong with ${what}`, async () => {
      const step = await scenario.run(inputs, settings);
      assert.equal(step.outputs["result"], "invalid", step.raw);
      assert.equal(step.conclusion, "failure");
      const report = JSON.parse(step.outputs["report"] ?? "") as {
        findings: { message: string; fix?: string; severity: string }[];
      };
      const text = report.findings.map(({ message, fix }) => `${message} ${fix ?? ""}`).join("\n");
      for (const pattern of says) assert.match(text, pattern);
      for (const { fix, severity, message } of report.findings)
        assert.ok(severity === "info" || fix, `no advice with: ${message}`);
      assert.deepEqual([...scenario.hubRequests, ...scenario.platformRequests, ...scenario.githubRequests], []);
    });
  }

  for (const [what, path, says] of [
    [
      "a file that does not exist",
      "/nonexistent/outputs.txt",
      /names "\/nonexistent\/outputs\.txt", a file that does not exist/,
    ],
    ["a folder", tmpdir(), /which is a folder/],
    ["no file, where the hub token would be printed", "", /GITHUB_OUTPUT is not set/],
  ] as const) {
    it(`sends nothing where GITHUB_OUTPUT names ${what}`, async () => {
      const inputs = { store: "none", "expose-hub-token": "true" };
      const step = await scenario.run(inputs, { env: { GITHUB_OUTPUT: path } });
      assert.equal(step.conclusion, "failure");
      assert.match(step.summary.replaceAll("`", ""), says);
      assert.match(step.summary, /umask 077; : > outputs\.txt/);
      assert.doesNotMatch(step.raw, /could not be written|start a new run; the log says/);
      assert.deepEqual([...scenario.hubRequests, ...scenario.platformRequests, ...scenario.githubRequests], []);
    });
  }

  it("needs an initial token for the first exchange, and asks only GitHub before it says so", async () => {
    const step = await scenario.run({ "initial-token": undefined });
    assert.equal(step.outputs["result"], "invalid");
    assert.deepEqual([...scenario.hubRequests, ...scenario.platformRequests], []);
    assert.ok(scenario.githubRequests.every((line) => line.startsWith("GET")));
    assert.match(step.summary, /initial-token: \$\{\{ secrets\.OCPI_INITIAL_TOKEN \}\}/);
  });
});
