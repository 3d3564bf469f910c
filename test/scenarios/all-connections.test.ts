import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { Scenario } from "../support/scenario.ts";

const token = "hub_0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const other = "hub_a1b2c3d4e5f60718293a4b5c6d7e8f90";
const north = `north=${token}`;

/** What is wrong with the inputs, what the run says of it, and with which command. */
const wrong: readonly (readonly [what: string, inputs: Record<string, string>, says: RegExp])[] = [
  [
    "a command that changes something",
    { command: "exchange" },
    /`connection: all` is for `command: verify` and `command: preflight`.*`command: plan` give the matrix.*`fleet\.yml`/s,
  ],
  ["no tokens", {}, /The input `hub-tokens` is missing or empty\..*north=\$\{\{ secrets\.OCPI_HUB_TOKEN__NORTH \}\}/s],
  [
    "a text that is neither",
    { "hub-tokens": `${north}\n${other}` },
    /neither a JSON object nor lines of `name=token`: line 2/,
  ],
  ["JSON that breaks off", { "hub-tokens": `{"north": "${token}"` }, /begins like JSON, and is none/],
  ["a JSON list", { "hub-tokens": `["${token}"]` }, /is JSON, but no object/],
  ["JSON in JSON", { "hub-tokens": `{"north": {"token": "${token}"}}` }, /a value in its 1st entry that is no text/],
  ["more than 100 kB", { "hub-tokens": `${north}\n${"#".repeat(100_000)}` }, /has 101 kB\. It may have 100 kB at most/],
  [
    "an unknown connection",
    { "hub-tokens": `${north}\nsuoth=${other}` },
    /names in its 2nd entry no connection.*Is `south` meant\?/s,
  ],
  [
    "an unknown connection, where each that there is has its token",
    { "hub-tokens": `${north}\nsouth=${other}\nnort=${other}` },
    /^(?!.*meant\?).*Use the names of the connections/s,
  ],
  [
    "a token without a name",
    { "hub-tokens": `${north}\n${btoa(`${other}=`)}` },
    /names in its 2nd entry no connection/,
  ],
  [
    "one connection under two names",
    { "hub-tokens": `${north}\nOCPI_HUB_TOKEN__NORTH=${other}` },
    /gives the connection `north` two tokens that differ/,
  ],
  [
    "one name twice in JSON",
    { "hub-tokens": `{"north": "${token}", "north": "${other}"}` },
    /gives the connection `north` two tokens that differ/,
  ],
  [
    "the token of one connection",
    { "hub-tokens": north, "hub-token": other },
    /`hub-token` says something of one connection/,
  ],
];

describe("connection: all, the Action's sources against the sandbox", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.inProcess();
    for (const secret of [token, other]) scenario.isSecret(secret);
  });

  afterEach(() => scenario.end());

  async function run(inputs: Record<string, string>, names = ["north", "south"]): Promise<StepResult> {
    const { hub, platform } = scenario.sandbox;
    const connections = names.map(
      (name, index) => `  ${name}:
    hub: { url: "${hub.origin}" }
    platform:
      url: "${platform.url}"
      roles: [{ role: CPO, country_code: IN, party_id: AB${index}, business_details: { name: Your CPO Ltd } }]`,
    );
    return scenario.runOnly(
      { command: "verify", connection: "all", "wait-for-connected": "0s", ...inputs },
      { workspace: { "ocpi.yml": `version: 1\nconnections:\n${connections.join("\n")}\n` } },
    );
  }

  for (const [what, inputs, says] of wrong) {
    it(`is invalid with ${what}: it says so, and sends nothing`, async () => {
      const step = await run(inputs);
      assert.equal(step.outputs["result"], "invalid", step.raw);
      assert.match(step.summary, says);
      assert.deepEqual(scenario.hubRequests, []);
      const report = JSON.parse(step.outputs["report"] ?? "{}") as { result: string; connections: unknown[] };
      assert.deepEqual([report.result, report.connections.length], ["invalid", 1]);
    });
  }

  it("is invalid without a config", async () => {
    const step = await scenario.runOnly({ command: "verify", connection: "all", "hub-tokens": north });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.match(step.summary, /means every connection of the config, and `ocpi\.yml` has none/);
  });

  it("tracks no more issues than GitHub lets a job write", async () => {
    const names = Array.from({ length: 101 }, (_none, index) => `c${index}`);
    const step = await run({ "hub-tokens": `c0=${token}`, "track-issue": "true" }, names);
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.match(step.summary, /keeps one issue for each connection, and the config has 101/);
  });

  it("keeps an issue for each connection that is not CONNECTED", async () => {
    const { hub, github } = scenario.sandbox;
    github.jobPermissions = { issues: "write" };
    const tokens = ["AB0", "AB1"].map((party_id, index) => {
      const status = index === 0 ? "OFFLINE" : "CONNECTED";
      return hub.admitPartner({ role: "CPO", country_code: "IN", party_id }, { status });
    });
    for (const secret of tokens) scenario.isSecret(secret);
    const step = await run({
      "hub-tokens": JSON.stringify({ north: tokens[0], OCPI_HUB_TOKEN__south: tokens[1] }),
      "track-issue": "true",
    });
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.deepEqual(
      github.issues.all.map(({ title }) => title),
      ["OCPI connection north: OFFLINE"],
    );
  });

  it("is for several tokens: with one connection the input is refused", async () => {
    const step = await run({ connection: "north", "hub-tokens": north });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.match(step.summary, /The input `hub-tokens` is for `connection: all`/);
  });

  it("says of each connection what is wrong with it, and looks at the others", async () => {
    const { hub } = scenario.sandbox;
    const good = hub.admitPartner({ role: "CPO", country_code: "IN", party_id: "AB1" }, { status: "CONNECTED" });
    scenario.isSecret(good);
    const step = await run({ "hub-tokens": `# nightly\nexport north="${token} "\n\nsouth='${good}'\n` });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    const results = JSON.parse(step.outputs["results"] ?? "[]") as { connection: string; first_finding: string }[];
    assert.match(results[0]?.first_finding ?? "", /^The token of this connection in `hub-tokens` ends with a space/);
    assert.deepEqual(results[1], {
      connection: "south",
      result: "connected",
      connection_status: "CONNECTED",
      first_finding: null,
    });
  });

  it("is what the recipe for every night does, with the secrets that it names", async () => {
    const { hub } = scenario.sandbox;
    const recipe = parse(readFileSync(new URL("../../examples/verify-all.yml", import.meta.url), "utf8")) as {
      jobs: { verify: { steps: { with: Record<string, string> }[] } };
    };
    const inputs = recipe.jobs.verify.steps.at(-1)?.with ?? {};
    const names = ["chargeindia-north", "chargeindia-south"];
    const secrets = names.map((name, index): readonly [string, string] => {
      const party = { role: "CPO", country_code: "IN", party_id: `AB${index}` };
      const secret = hub.admitPartner(party, { status: "CONNECTED" });
      scenario.isSecret(secret);
      return [`OCPI_HUB_TOKEN__${name.replaceAll("-", "_").toUpperCase()}`, secret];
    });
    const given = new Map(secrets);
    const filled = Object.entries(inputs).map(([input, value]) => [
      input,
      String(value).replaceAll(/\$\{\{ secrets\.(\w+) \}\}/g, (_whole, name: string) => given.get(name) ?? ""),
    ]);
    const step = await run(Object.fromEntries(filled) as Record<string, string>, names);
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.match(step.summary, /Nothing fails in 2 connections: 2 connected\./);
    assert.ok("connections.json" in step.workspace);
  });

  it("preflights every platform, and one without its token is not ready", async () => {
    const { platform } = scenario.sandbox;
    const step = await run({ command: "preflight", "platform-tokens": `north=${platform.token}` });
    const results = JSON.parse(step.outputs["results"] ?? "[]") as { connection: string; result: string }[];
    assert.deepEqual(
      results.map(({ connection, result }) => `${connection} ${result}`),
      ["south not-ready", "north done"],
      step.raw,
    );
  });
});
