import assert from "node:assert/strict";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, startAt, type Scenario, type StepSettings } from "../support/scenario.ts";

const secrets = "/repos/your-company/ocpi/actions/secrets";
const lock = `${secrets}/OCPI_HUB_TOKEN_PENDING`;

/** What a step tells in the open: above all that is folded. */
const inTheOpen = ({ summary }: StepResult): string => summary.split("<details>")[0]?.replaceAll("`", "") ?? "";
const messages = ({ outputs }: StepResult): string[] =>
  (JSON.parse(outputs["report"] ?? "{}") as { findings: { message: string }[] }).findings.map(({ message }) => message);
const delivered = ({ outputs }: StepResult): string => outputs["hub-token"] ?? "";

/** An initial token that no hub issued. */
const stranger = "0b1c2d3e4f5a69788796a5b4c3d2e1f00b1c2d3e";

describe("a dry run of exchange", () => {
  let scenario: Scenario;
  let inputs: Record<string, string>;

  afterEach(() => scenario.end());

  const run = async (
    given: Record<string, string | undefined> = {},
    settings: StepSettings = {},
  ): Promise<StepResult> => scenario.run({ ...inputs, "dry-run": "true", ...given }, settings);
  /** The requests to GitHub that a run makes. */
  const githubDuring = async (step: () => Promise<StepResult>): Promise<{ step: StepResult; asked: string[] }> => {
    const before = scenario.githubRequests.length;
    const result = await step();
    return { step: result, asked: scenario.githubRequests.slice(before) };
  };
  /** The letters of a made-up token are masked like a token's, and may stand in no other output. */
  const hide = (step: StepResult): string => {
    const token = delivered(step);
    assert.match(token, /^ocpi-rehearsal-[a-z]{32}$/);
    assert.ok(step.masks.includes(token));
    scenario.isSecret(token.slice(-32));
    return token;
  };

  for (const profile of ["chargeindia", "ocpi-2.2.1"]) {
    describe(`at a hub of the profile ${profile}`, () => {
      beforeEach(async () => {
        ({ scenario, inputs } = await startAt(profile));
      });

      it("takes the lock and gives it back, delivers a made-up token, and is followed by the exchange", async () => {
        const { step, asked } = await githubDuring(async () => run({ "expose-hub-token": "true" }));
        assert.deepEqual([step.outputs["result"], step.conclusion], ["done", "success"], step.raw);
        assert.deepEqual(scenario.unsafe, []);
        assert.ok(scenario.hubRequests.length > 0 && scenario.platformRequests.length > 0);
        assert.deepEqual(
          asked.filter((line) => !line.startsWith("GET")),
          [`PUT ${lock}`, `DELETE ${lock}`],
        );
        assert.deepEqual(scenario.sandbox.github.secretNames, []);
        const token = hide(step);
        const shown = inTheOpen(step);
        assert.match(shown, /✅ Ready: A run without dry-run would send the POST that registers you\./);
        assert.match(shown, /holds a token that opens nothing, until the exchange delivers the real one/);
        assert.match(shown, /remove dry-run: true from the step, and start a new run/);
        assert.match(step.summary, /<summary>Message for the account team \(not needed yet\)/);
        assert.match(step.summary, /R->>V: take the lock[^]*R->>V: delete the lock/);
        assert.doesNotMatch(step.summary, /store the hub token|POST \//);

        const exchanged = await scenario.run({ ...inputs, "expose-hub-token": "true" });
        assert.equal(exchanged.outputs["result"], "connected", exchanged.raw);
        assert.equal(delivered(exchanged), scenario.hubToken);
        assert.notEqual(delivered(exchanged), token);
      });

      it("looks at no hub without an initial token, and says so", async () => {
        const { step, asked } = await githubDuring(async () =>
          run({ "initial-token": undefined, "expose-hub-token": "true" }),
        );
        assert.equal(step.outputs["result"], "done", step.raw);
        assert.deepEqual(scenario.hubRequests, []);
        assert.ok(scenario.platformRequests.length > 0);
        assert.ok(asked.includes(`PUT ${lock}`) && asked.at(-1) === `DELETE ${lock}`);
        assert.match(
          inTheOpen(step),
          /Ready: A run without dry-run could register as soon as it has an initial-token\./,
        );
        assert.match(inTheOpen(step), /When you have the initial token from the account team, pass it/);
        assert.ok(messages(step).some((message) => message.includes("this dry run did not check the hub")));
        hide(step);
      });

      it("only looks with a hub token, and hands on neither that one nor another", async () => {
        await scenario.run(inputs);
        const hubToken = scenario.hubToken;
        const unsafe = scenario.unsafe.length;
        const { step, asked } = await githubDuring(async () =>
          run({ "hub-token": hubToken, "expose-hub-token": "true" }),
        );
        assert.deepEqual([step.outputs["result"], step.outputs["connection-status"]], ["done", "CONNECTED"], step.raw);
        assert.equal(scenario.unsafe.length, unsafe);
        assert.ok(
          asked.every((line) => line.startsWith("GET")),
          asked.join("\n"),
        );
        assert.equal(delivered(step), "");
        assert.match(inTheOpen(step), /Ready: A run without dry-run would only check, as this one did\./);
        assert.ok(messages(step).some((message) => /hub-token` empty: a `hub-token` was given/.test(message)));
        assert.doesNotMatch(step.summary, /Message for the account team/);
      });

      it("stops at a stored token that it was not given, and takes no lock", async () => {
        scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN", "kept");
        const { step, asked } = await githubDuring(async () => run({ "expose-hub-token": "true" }));
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        assert.match(finding(step, "VAULT").message, /OCPI_HUB_TOKEN exists already/);
        assert.ok(asked.every((line) => line.startsWith("GET")));
        assert.equal(delivered(step), "");
        assert.ok(messages(step).some((message) => /hub-token` empty: there is a stored hub token/.test(message)));
        assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), "kept");
      });
    });
  }

  it("is refused as the exchange is where an initial token opens nothing and no credentials are documented", async () => {
    ({ scenario, inputs } = await startAt("ocpi-2.2.1"));
    const dry = await run({ "initial-token": stranger });
    const exchange = await scenario.run({ ...inputs, "initial-token": stranger });
    assert.deepEqual([dry.outputs["result"], exchange.outputs["result"]], ["refused", "refused"], dry.raw);
    assert.equal(finding(dry, "HSK-07").message, finding(exchange, "HSK-07").message);
    assert.deepEqual(scenario.unsafe, []);
  });

  describe("at the sandbox Hub", () => {
    beforeEach(async () => {
      ({ scenario, inputs } = await startAt("chargeindia"));
    });

    it("delivers nothing that an exchange would not hand on, and says why", async () => {
      const step = await run();
      assert.equal(step.outputs["result"], "done", step.raw);
      assert.equal(delivered(step), "");
      assert.ok(messages(step).some((message) => /hub-token` empty: `expose-hub-token` is not `true`/.test(message)));
      assert.doesNotMatch(inTheOpen(step), /opens nothing/);
    });

    it("is not certain of an initial token that the hub refuses for reading: only a POST shows whether it is good", async () => {
      const step = await run({ "initial-token": stranger });
      assert.equal(step.outputs["result"], "done", step.raw);
      assert.match(inTheOpen(step), /❓ Not certain: [^]*although the hub refused the initial token for reading\./);
      assert.equal(inTheOpen(step).match(/\d\. [^\n]*Check that initial-token is the whole token/g)?.length, 1);
      assert.deepEqual(scenario.unsafe, []);
    });

    it("needs no vault where none keeps the token", async () => {
      const { step, asked } = await githubDuring(async () => run({ store: "none", "expose-hub-token": "true" }));
      assert.equal(step.outputs["result"], "done", step.raw);
      assert.deepEqual(asked, []);
      assert.doesNotMatch(step.summary, /the lock/);
      hide(step);
    });

    it("ends as the exchange would at what is in its way, in the same words", async () => {
      const { hub, platform, github } = scenario.sandbox;
      const ways: readonly {
        readonly result: string;
        readonly given?: Record<string, string | undefined>;
        readonly begin?: () => void;
      }[] = [
        { result: "not-ready", given: { "github-token": github.jobToken } },
        {
          result: "not-ready",
          begin: () =>
            platform.server.faults.add({
              method: "GET",
              path: "/",
              act: { kind: "answer", when: "before", status: 401, body: "" },
            }),
        },
        {
          result: "unreachable",
          begin: () => hub.server.faults.add({ method: "GET", path: "/", act: { kind: "drop", when: "before" } }),
        },
      ];
      for (const { result, given = {}, begin } of ways) {
        begin?.();
        const both = { ...given, "expose-hub-token": "true" };
        const dry = await run(both);
        const exchange = await scenario.run({ ...inputs, ...both });
        assert.deepEqual([dry.outputs["result"], exchange.outputs["result"]], [result, result], dry.raw);
        assert.deepEqual([dry.conclusion, delivered(dry)], ["failure", ""]);
        const stopped = /hub-token` empty: an exchange would not come to its hub token/;
        assert.deepEqual(
          messages(dry).filter((message) => !stopped.test(message)),
          messages(exchange),
        );
        assert.ok(messages(dry).some((message) => stopped.test(message)));
        hub.server.faults.clear();
        platform.server.faults.clear();
      }
      assert.deepEqual(scenario.unsafe, []);
      assert.deepEqual(github.secretNames, []);
    });

    it("looks at the platform before there is an initial token", async () => {
      scenario.sandbox.platform.server.faults.add({
        method: "GET",
        path: "/",
        act: { kind: "answer", when: "before", status: 401, body: "" },
      });
      const { step, asked } = await githubDuring(async () => run({ "initial-token": undefined }));
      assert.equal(step.outputs["result"], "not-ready", step.raw);
      assert.match(inTheOpen(step), /❌ Not ready: /);
      assert.ok(asked.every((line) => line.startsWith("GET")));
    });

    it("leaves another run's lock alone, young or old, and says what the exchange would do", async () => {
      const { github } = scenario.sandbox;
      github.setSecret("OCPI_HUB_TOKEN_PENDING", "x");
      const young = await run({ "expose-hub-token": "true" });
      assert.equal(young.outputs["result"], "in-doubt", young.raw);
      assert.match(finding(young, "VAULT").message, /Another run is changing this connection/);

      scenario.abandonLock();
      const { step: old, asked } = await githubDuring(async () => run({ "expose-hub-token": "true" }));
      assert.equal(old.outputs["result"], "done", old.raw);
      assert.match(inTheOpen(old), /Ready: A run without dry-run would find out what became of an exchange/);
      assert.ok(messages(old).some((message) => /hub-token` empty: an exchange was interrupted/.test(message)));

      const unknown = await run({ "expose-hub-token": "true", "initial-token": undefined });
      assert.equal(unknown.outputs["result"], "in-doubt", unknown.raw);
      assert.match(finding(unknown, "HSK-32").message, /An earlier run was interrupted/);

      assert.ok(asked.every((line) => line.startsWith("GET")));
      assert.deepEqual([young, old, unknown].map(delivered), ["", "", ""]);
      assert.deepEqual(scenario.unsafe, []);
      assert.equal(github.secret("OCPI_HUB_TOKEN_PENDING"), "x");
    });

    it("has its post step delete a lock that it could not give back", async () => {
      scenario.sandbox.github.server.faults.add({
        method: "DELETE",
        path: lock,
        times: 1,
        act: { kind: "answer", when: "before", status: 403, body: "{}" },
      });
      const { step, asked } = await githubDuring(async () => run());
      assert.equal(step.outputs["result"], "done", step.raw);
      assert.match(finding(step, "VAULT").message, /could not be deleted/);
      assert.equal(asked.filter((line) => line === `DELETE ${lock}`).length, 2);
      assert.deepEqual(scenario.sandbox.github.secretNames, []);
    });

    it("is none of another command, and a flag", async () => {
      const verify = await run({ command: "verify", "hub-token": "0b1c2d3e4f5a69788796a5b4c3d2e1f0" });
      assert.equal(verify.outputs["result"], "invalid", verify.raw);
      assert.match(finding(verify, "INPUT").message, /dry-run: true` is for `command: exchange`, and/);
      const maybe = await run({ "dry-run": "maybe" });
      assert.equal(maybe.outputs["result"], "invalid", maybe.raw);
      assert.match(finding(maybe, "INPUT").message, /The input `dry-run` is "maybe", which is not one of its values/);
      assert.deepEqual([...scenario.hubRequests, ...scenario.platformRequests, ...scenario.githubRequests], []);
    });

    it("takes what it made up for no token, in whatever input", async () => {
      const token = `ocpi-rehearsal-${"abcdefgh".repeat(4)}`;
      for (const [input, fix] of [
        ["hub-token", /Leave `hub-token` empty, remove `dry-run: true`, and start a new run/],
        ["initial-token", /Pass the token that you were given/],
        ["platform-token", /openssl rand/],
      ] as const) {
        const step = await scenario.run({ [input]: token });
        assert.equal(step.outputs["result"], "invalid", step.raw);
        assert.match(
          finding(step, "PAY-05").message,
          new RegExp(`\`${input}\` begins with \`ocpi-rehearsal-\`: a dry run`),
        );
        assert.match(finding(step, "PAY-05").fix ?? "", fix);
      }
      const { outputs } = await scenario.run({ "initial-token": `ocpi-capsule:v1:${"A".repeat(80)}` });
      assert.equal(outputs["result"], "invalid");
      assert.deepEqual([...scenario.hubRequests, ...scenario.platformRequests, ...scenario.githubRequests], []);
    });
  });
});
