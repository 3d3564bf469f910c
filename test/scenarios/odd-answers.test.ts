import assert from "node:assert/strict";
import { asSpecified, type HubSwitches } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, Scenario } from "../support/scenario.ts";

type Shape = NonNullable<HubSwitches["shapes"]>;
type Data = Record<string, unknown>;

/** What the findings of a step say and advise, one a line, with their severity. */
function told(step: StepResult): string {
  const report = JSON.parse(step.outputs["report"] ?? "{}") as {
    findings: { check: string; severity: string; who: string; message: string; fix?: string }[];
  };
  return report.findings
    .map(({ check, severity, who, message, fix = "" }) => `${check} ${severity} ${who}: ${message} ${fix}`)
    .join("\n");
}

/** Every URL in the answers to versions and details, written otherwise. */
const writing =
  (write: (url: URL) => string): Shape =>
  (answer) =>
    JSON.parse(
      JSON.stringify(answer).replace(
        /"url":"([^"]*)"/g,
        (_all, url: string) => `"url":${JSON.stringify(write(new URL(url)))}`,
      ),
    ) as unknown;

/** The data of the version details, changed. */
const details =
  (change: (data: Data) => unknown): Shape =>
  (answer, path) =>
    path.endsWith("/2.2.1") ? { ...answer, data: change(answer["data"] as Data) } : answer;

const versions =
  (change: (answer: Data) => unknown): Shape =>
  (answer, path) =>
    path.endsWith("/versions") ? change(answer) : answer;

describe("a hub that answers in its own way", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  /** An exchange at a hub that keeps to the specification but for this: everything is discovered there. */
  async function discovered(shapes: Shape, inputs: Record<string, string> = {}): Promise<StepResult> {
    scenario = await Scenario.inProcess({ ...asSpecified, shapes });
    const { hub, platform } = scenario.sandbox;
    return scenario.run({
      "hub-profile": "ocpi-2.2.1",
      "hub-url": hub.versionsUrl,
      "platform-url": `${platform.origin}/ocpi/versions`,
      ...inputs,
    });
  }

  /** An exchange at a hub whose paths are documented. */
  async function documented(shapes: Shape, inputs: Record<string, string> = {}): Promise<StepResult> {
    scenario = await Scenario.inProcess({ shapes });
    return scenario.run(inputs);
  }

  const both = { discovered, documented };
  const other = (url: URL): string => (url.protocol === "http:" ? "https:" : "http:");

  describe("and writes its URLs", () => {
    for (const [profile, exchange] of Object.entries(both)) {
      for (const [how, write, example] of [
        ["as paths", ({ pathname }: URL) => pathname, /such as `\/(?:ocpi|hub\/api)\/2\.2\.1`/],
        ["without a scheme", ({ host, pathname }: URL) => host + pathname, /such as `127\.0\.0\.1:\d+\//],
        ["with two slashes", ({ host, pathname }: URL) => `//${host}${pathname}`, /such as `\/\/127\.0\.0\.1/],
      ] as const) {
        it(`${how}: reads them, and says so once (${profile})`, async () => {
          const step = await exchange(writing(write));
          assert.equal(step.outputs["result"], "connected", step.raw);
          assert.equal(step.outputs["warnings"], "0", told(step));
          assert.match(told(step), /^HUB-20 info hub: The hub gives URLs without a host or a scheme/m);
          assert.match(told(step), example);
          assert.equal(told(step).match(/without a host or a scheme/g)?.length, 1);
          assert.doesNotMatch(told(step), /No token was sent/);
        });
      }

      it(`with another scheme than its own: keeps to its own, and says so once (${profile})`, async () => {
        const step = await exchange(writing((url) => `${other(url)}//${url.host}${url.pathname}`));
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(step.outputs["warnings"], "0", told(step));
        assert.match(
          told(step),
          /^HUB-20 info hub: .*another scheme than its own, such as `https:.* `http:\S+` was used/m,
        );
        assert.equal(told(step).match(/another scheme/g)?.length, 1);
        assert.doesNotMatch(told(step), /No token was sent|allowed_origins/);
      });
    }

    it("with another scheme on the next page of its parties: reads on", async () => {
      scenario = await Scenario.inProcess({ otherParties: 150, pageSize: 100, singleParty: false });
      const { hub } = scenario.sandbox;
      hub.switches.linkTo = `${hub.origin.replace("http:", "https:")}/ocpi/2.2.1/hubclientinfo?offset=100&limit=100`;
      const step = await scenario.run();
      assert.equal(step.outputs["connection-status"], "CONNECTED", step.raw);
      assert.doesNotMatch(told(step), /No token was sent/);
    });

    for (const [what, empty] of [
      ["empty", ""],
      ["null", null],
    ] as const) {
      it(`for its details as ${what}: says that there is none, and whose it is`, async () => {
        const step = await discovered(versions((answer) => ({ ...answer, data: [{ version: "2.2.1", url: empty }] })));
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        assert.match(told(step), /^HUB-16 error hub: \S+ lists `2\.2\.1` without a usable URL\. .*the hub's operator/m);
        assert.doesNotMatch(told(step), /is at |does not list|offers nothing|No action needed/);
      });

      it(`for a module as ${what}: says that there is none`, async () => {
        const step = await documented(
          details((data) => ({
            ...data,
            endpoints: (data["endpoints"] as Data[]).map((endpoint) =>
              ["tariffs", "credentials"].includes(String(endpoint["identifier"]))
                ? { ...endpoint, url: empty }
                : endpoint,
            ),
          })),
        );
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.match(
          told(step),
          /^HUB-16 warning hub: \S+ lists `credentials`, `tariffs` and `tariffs` without a usable URL/m,
        );
        assert.doesNotMatch(told(step), /is at ,|is at ``|does not list/);
        const endpoints = JSON.parse(step.outputs["endpoints"] ?? "[]") as { identifier: string; url: string }[];
        assert.ok(endpoints.length > 0 && endpoints.every(({ url }) => URL.canParse(url)));
      });
    }

    it("on another host where its own are documented: warns, and needs nothing", async () => {
      const step = await documented(writing(({ pathname }) => `https://elsewhere.example.com${pathname}`));
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(step.conclusion, "success", told(step));
      assert.match(
        told(step),
        /^HUB-20 warning hub: .*version details at `https:\/\/elsewhere\.\S+, which is not on \S+\. No token was sent there; the documented \S+ was used instead\. No action needed/m,
      );
      assert.ok(scenario.hubRequests.every((line) => !line.includes("elsewhere")));
    });

    it("on another host where everything is discovered: stops, and says whom to ask", async () => {
      const step = await discovered(writing(({ pathname }) => `http://elsewhere.example.com${pathname}`));
      assert.equal(step.outputs["result"], "not-ready", step.raw);
      assert.match(told(step), /^HUB-20 error hub: .*No token was sent there\. Ask the account team/m);
      assert.deepEqual(scenario.unsafe, []);
      assert.doesNotMatch(told(step), /HUB-25/);
    });

    it("with a user name in them: says that, and sends nothing there", async () => {
      const step = await discovered(writing(({ host, pathname }) => `http://user:word@${host}${pathname}`));
      assert.equal(step.outputs["result"], "not-ready", step.raw);
      assert.match(told(step), /which holds a user name or a password/);
    });
  });

  describe("and gives its version details", () => {
    for (const [profile, exchange] of Object.entries(both)) {
      for (const [how, change] of [
        ["in a list of one", (data: Data) => [data]],
        ["in a list of several", (data: Data) => [{ version: "2.1.1", endpoints: [] }, data]],
      ] as const) {
        it(`${how}: reads them, with a note (${profile})`, async () => {
          const step = await exchange(details(change));
          assert.equal(step.outputs["result"], "connected", step.raw);
          assert.match(told(step), /^HUB-21 info hub: \S+ answers its version details in a list/m);
          assert.equal(step.outputs["warnings"], "0", told(step));
        });
      }
    }

    for (const [profile, exchange] of Object.entries(both)) {
      for (const [how, write] of [
        ["in capitals", (text: string) => text.toUpperCase()],
        ["with a capital", (text: string) => text.charAt(0).toUpperCase() + text.slice(1)],
      ] as const) {
        it(`with identifiers ${how}: reads them, with a note (${profile})`, async () => {
          const step = await exchange(
            details((data) => ({
              ...data,
              endpoints: (data["endpoints"] as Data[]).map((endpoint) => ({
                ...endpoint,
                identifier: write(String(endpoint["identifier"])),
                role: String(endpoint["role"]).toLowerCase(),
              })),
            })),
          );
          assert.equal(step.outputs["result"], "connected", step.raw);
          assert.equal(step.outputs["warnings"], "0", told(step));
          assert.match(
            told(step),
            /^HUB-24 info hub: .* write "C(?:REDENTIALS|redentials)", .*; that is read as `credentials`/m,
          );
        });
      }
    }

    it("without credentials where everything is discovered: stops with an error", async () => {
      const step = await discovered(details((data) => ({ ...data, endpoints: [] })));
      assert.equal(step.outputs["result"], "not-ready", step.raw);
      assert.match(told(step), /^HUB-25 error hub: .*does not list a `credentials` endpoint/m);
    });

    it("with its list of parties on another host: registers, and warns", async () => {
      const step = await discovered(
        details((data) => ({
          ...data,
          endpoints: (data["endpoints"] as Data[]).map((endpoint) =>
            endpoint["identifier"] === "hubclientinfo"
              ? { ...endpoint, url: "https://elsewhere.example.com/x" }
              : endpoint,
          ),
        })),
        { "wait-for-connected": "0s" },
      );
      assert.equal(step.outputs["result"], "registered", step.raw);
      assert.equal(step.outputs["errors"], "0", told(step));
      assert.match(told(step), /^HUB-32 warning hub: .*No token was sent there\. Ask the account team/m);
    });

    for (const [how, change] of [
      ["with endpoints null", (data: Data) => ({ ...data, endpoints: null })],
      ["without endpoints", ({ version }: Data) => ({ version })],
      ["as null", () => null],
    ] as const) {
      it(`${how}: warns where nothing depends on them`, async () => {
        const step = await documented(details(change));
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(step.conclusion, "success", told(step));
        assert.match(told(step), /^HUB-21 warning hub: \S+ did not answer version details.*No action needed/m);
        assert.doesNotMatch(told(step), /HUB-25/);
      });

      it(`${how}: stops where everything is discovered, and says what to do`, async () => {
        const step = await discovered(details(change));
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        assert.match(
          told(step),
          /^HUB-21 error hub: \S+ did not answer version details.*tell the account team: the hub's operator/m,
        );
        assert.doesNotMatch(step.raw, /No action needed|HUB-25/);
        assert.deepEqual(scenario.unsafe, []);
      });
    }

    it("not at all: warns where nothing depends on them, and claims nothing of them", async () => {
      scenario = await Scenario.inProcess();
      const gone = { kind: "answer", when: "before", status: 404, body: "" } as const;
      scenario.sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi/2.2.1", act: gone, times: 1 });
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.match(
        told(step),
        /^HUB-21 warning hub: The hub's version details cannot be read\. GET \S+ answered HTTP 404/m,
      );
      assert.doesNotMatch(told(step), /HUB-25|HUB-09/);
    });
  });

  describe("at another address than its versions", () => {
    for (const [what, path, says] of [
      ["details", "/2.2.1", /^HUB-15 error you: `hub-url` is the address of the hub's version details/m],
      ["credentials", "/2.2.1/credentials", /^HUB-15 error you: `hub-url` is the address of the hub's credentials/m],
    ] as const) {
      it(`says that this is the URL of its ${what}, by what it answers`, async () => {
        scenario = await Scenario.inProcess(asSpecified);
        const { hub, platform } = scenario.sandbox;
        const step = await scenario.run({
          "hub-profile": "ocpi-2.2.1",
          "hub-url": hub.versionsUrl.replace("/versions", path),
          "platform-url": `${platform.origin}/ocpi/versions`,
        });
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        assert.match(told(step), says);
        assert.match(told(step), /Give the hub's versions URL/);
        assert.doesNotMatch(told(step), /HUB-17|HUB-25/);
      });

      it(`says that this is the URL of its ${what}, before anything is sent`, async () => {
        scenario = await Scenario.inProcess();
        const step = await scenario.run({ "hub-url": `${scenario.sandbox.hub.origin}/ocpi${path}` });
        assert.equal(step.outputs["result"], "invalid", step.raw);
        assert.match(
          finding(step, "PAY-10").message,
          new RegExp(`the address of the hub's ${what === "details" ? "version details" : what}`),
        );
        assert.match(finding(step, "PAY-10").fix ?? "", /`http:\/\/127\.0\.0\.1:\d+\/ocpi\/versions`/);
        assert.deepEqual(scenario.hubRequests, []);
      });
    }
  });

  const envelopes: readonly (readonly [how: string, wrap: (answer: Data) => unknown])[] = [
    ["as a bare list", ({ data }) => data],
    ["with a code of its own", ({ data }) => ({ code: 0, message: "ok", data })],
    ["with names in camel case", ({ data }) => ({ statusCode: 1000, statusMessage: "ok", data })],
    ["with HTTP's status as its code", ({ data }) => ({ status_code: 200, data })],
    ["with its code as a text", (answer) => ({ ...answer, status_code: "1000" })],
    ["under another name than data", ({ data, ...rest }) => ({ ...rest, status_code: undefined, result: data })],
  ];

  describe("and wraps its answers", () => {
    for (const [how, wrap] of envelopes) {
      for (const [profile, exchange] of Object.entries(both)) {
        it(`${how}: says that the envelope is missing, and whose it is (${profile})`, async () => {
          const step = await exchange(versions(wrap));
          assert.equal(step.outputs["result"], "unreachable", step.raw);
          assert.match(
            told(step),
            /^HUB-10 error hub: The hub's answer is not in the OCPI envelope\. .*the hub's operator/m,
          );
          assert.doesNotMatch(told(step), /Check `hub-url`/);
          assert.deepEqual(scenario.unsafe, []);
        });
      }

      it(`${how}, as a platform: says that the envelope is missing`, async () => {
        scenario = await Scenario.inProcess();
        const { platform } = scenario.sandbox;
        const data = [{ version: "2.2.1", url: platform.url }];
        const body = JSON.stringify(wrap({ status_code: 1000, timestamp: "2026-11-22T00:00:00Z", data }));
        const headers = { "content-type": "application/json" };
        const act = { kind: "answer", when: "before", status: 200, body, headers } as const;
        platform.server.faults.add({ method: "GET", path: "/ocpi", act });
        const step = await scenario.run();
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        assert.match(told(step), /^PRT-21 error platform: Your platform's answer is not in the OCPI envelope\./m);
        assert.deepEqual(scenario.unsafe, []);
      });
    }

    it("as another API does: asks for the address to be checked", async () => {
      const step = await discovered(versions(() => ({ code: 404, message: "no such route", data: null })));
      assert.equal(step.outputs["result"], "unreachable", step.raw);
      assert.match(told(step), /^HUB-09 error you: .*Check `hub-url`/m);
    });
  });
});
