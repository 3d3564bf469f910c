import assert from "node:assert/strict";
import { getOctokit } from "@actions/github";
import { clock } from "../../src/action/clock.ts";
import { IssueKeeper, type WantedIssue } from "../../src/github/issues.ts";
import type { SandboxIssue } from "../../src/sandbox/issues.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { hostileTexts } from "../support/hostile-texts.ts";
import { ownLinks } from "../support/own-links.ts";
import { elementsIn, proseOf, renderers } from "../support/renderers.ts";
import { finding, Scenario } from "../support/scenario.ts";

const party = { country_code: "IN", party_id: "ABC" };
const issuesPath = "/repos/your-company/ocpi/issues";

describe("the issue of a connection, the Action against the sandbox", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    await scenario.run({ "wait-for-connected": "0s" });
    scenario.sandbox.github.jobPermissions = { issues: "write" };
  });
  afterEach(() => scenario.end());

  /** A run that tracks, and what it wrote to GitHub. */
  async function verify(inputs: Record<string, string> = {}): Promise<{ step: StepResult; wrote: string[] }> {
    const { requests } = scenario.sandbox.github.server;
    const before = requests.length;
    const { hub } = scenario.sandbox;
    const step = await scenario.runOnly({
      command: "verify",
      "hub-url": hub.origin,
      "hub-token": scenario.hubToken,
      role: "CPO",
      "country-code": "IN",
      "party-id": "ABC",
      "business-name": "Your CPO Ltd",
      "wait-for-connected": "0s",
      "track-issue": "true",
      ...inputs,
    });
    const wrote = requests.slice(before).flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path}`]));
    return { step, wrote };
  }

  /** The Hub says that the party has another status than it has. */
  function pretendStatus(status: string | undefined): void {
    scenario.sandbox.hub.switches.shapes =
      status === undefined
        ? undefined
        : (answer, path) =>
            path.endsWith("/hubclientinfo/IN/ABC")
              ? { ...answer, data: { ...Object(answer["data"]), status } }
              : answer;
  }

  function onlyIssue(): SandboxIssue {
    const { all } = scenario.sandbox.github.issues;
    assert.equal(all.length, 1, JSON.stringify(all));
    const [issue] = all;
    assert.ok(issue !== undefined);
    return issue;
  }

  it("waits for the Hub with the message, is changed with the findings, closed when CONNECTED, and opened again", async () => {
    const first = await verify();
    assert.deepEqual(first.wrote, ["POST /repos/your-company/ocpi/labels", `POST ${issuesPath}`]);
    const issue = onlyIssue();
    assert.equal(issue.title, "OCPI connection IN*ABC (CPO): waiting for the Hub (PLANNED)");
    assert.deepEqual([issue.state, issue.labels], ["open", ["ocpi-onboarding"]]);
    const { handover = "" } = first.step.outputs;
    assert.ok(issue.body?.includes(handover), issue.body ?? "");
    assert.match(issue.body ?? "", /E-mail the account team the message for them \(below\)/);
    assert.match(issue.body ?? "", /It is the account team's turn/);
    assert.match(issue.body ?? "", /\[this run\]\(https:\/\/github\.com\/your-company\/ocpi\/actions\/runs\/1\)/);
    assert.match(first.step.raw, /GitHub: issue #1 is opened\./);

    // Another run, with other times and ids, has nothing new to say.
    const second = await verify();
    assert.deepEqual(second.wrote, []);
    assert.match(second.step.raw, /GitHub: issue #1 says this already\./);

    pretendStatus("OFFLINE");
    assert.deepEqual((await verify()).wrote, [`PATCH ${issuesPath}/1`]);
    assert.equal(onlyIssue().title, "OCPI connection IN*ABC (CPO): OFFLINE");
    assert.doesNotMatch(onlyIssue().body ?? "", /account team's turn/);
    assert.deepEqual((await verify()).wrote, []);

    pretendStatus("CONNECTED");
    const connected = await verify();
    assert.deepEqual(connected.wrote, [`PATCH ${issuesPath}/1`]);
    assert.equal(connected.step.conclusion, "success");
    assert.deepEqual([onlyIssue().state, onlyIssue().stateReason], ["closed", "completed"]);
    assert.equal(onlyIssue().title, "OCPI connection IN*ABC (CPO): CONNECTED");
    assert.deepEqual((await verify()).wrote, []);

    // One issue for each connection: what was said of it before stays with it.
    pretendStatus("OFFLINE");
    const again = await verify();
    assert.deepEqual(again.wrote, [`PATCH ${issuesPath}/1`]);
    assert.equal(onlyIssue().state, "open");
    assert.match(again.step.raw, /GitHub: issue #1 is reopened\./);
  });

  it("tells of a failure with its findings, and shows no token that a hub repeats", async () => {
    scenario.sandbox.hub.switches.echoesTokens = true;
    scenario.sandbox.hub.suspend(party);
    const { step } = await verify();
    assert.equal(step.outputs["result"], "refused");
    assert.equal(onlyIssue().title, "OCPI connection IN*ABC (CPO): refused");
    assert.match(onlyIssue().body ?? "", /HSK-23/);
    assert.match(onlyIssue().body ?? "", /For the Hub's support/);
    assert.deepEqual((await verify()).wrote, []);
    // Silence is told, too, and is another thing.
    await scenario.sandbox.hub.server.close();
    assert.deepEqual((await verify()).wrote, [`PATCH ${issuesPath}/1`]);
    assert.equal(onlyIssue().title, "OCPI connection IN*ABC (CPO): unreachable");
    assert.deepEqual((await verify()).wrote, []);
  });

  it("is called like its connection in ocpi.yml", async () => {
    const config = `version: 1
connections:
  north--1:
    hub: { url: "${scenario.sandbox.hub.origin}" }
    platform:
      url: ${scenario.sandbox.inputs["platform-url"]}
      roles: [{ role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }]
`;
    const given = {
      command: "verify",
      "hub-token": scenario.hubToken,
      "wait-for-connected": "0s",
      "track-issue": "true",
    };
    for (const did of ["is opened", "says this already"]) {
      const step = await scenario.runOnly(given, { workspace: { "ocpi.yml": config } });
      assert.match(step.raw, new RegExp(`GitHub: issue #1 ${did}`));
    }
    assert.equal(onlyIssue().title, "OCPI connection north--1: waiting for the Hub (PLANNED)");
    // Two hyphens in a row are nothing that a comment may hold everywhere.
    assert.match(onlyIssue().body ?? "", /^<!-- ocpi-onboarding (?:(?!--).)* -->\n/);
    // A token that may write secrets may not write issues.
    const { token } = scenario.sandbox.github;
    const step = await scenario.runOnly({ ...given, "github-token": token }, { workspace: { "ocpi.yml": config } });
    assert.match(finding(step, "INPUT").message, /Resource not accessible by personal access token/);
    assert.match(finding(step, "INPUT").fix ?? "", /needs the permission `Issues: write`/);
  });

  it("is not opened where all is well, also at a hub that lists no caller", async () => {
    scenario.sandbox.hub.switches.hubclientinfo = false;
    const { step, wrote } = await verify({ "hub-profile": "ocpi-2.2.1", "hub-url": scenario.sandbox.hub.versionsUrl });
    assert.equal(step.outputs["result"], "registered");
    assert.deepEqual(wrote, []);
    assert.match(step.raw, /there is no issue of this connection, and none is needed/);
  });

  it("leaves alone what a person closed, until there is something new to say", async () => {
    await verify();
    Object.assign(onlyIssue(), { state: "closed", stateReason: "not_planned" });
    assert.deepEqual((await verify()).wrote, []);
    pretendStatus("OFFLINE");
    await verify();
    assert.equal(onlyIssue().state, "open");
  });

  it("is one for each connection, and no stranger's", async () => {
    await verify();
    const { issues } = scenario.sandbox.github;
    const body = issues.all[0]?.body ?? "";
    // Of somebody who may not put labels on it; a pull request; one with the mark further down.
    issues.open({ title: "a copy", body });
    issues.open({ title: "a pull request", body, labels: ["ocpi-onboarding"], isPullRequest: true });
    issues.open({ title: "about it", body: `> ${body}`, labels: ["ocpi-onboarding"] });
    for (let count = 0; count < 100; count += 1) issues.open({ title: "other", labels: ["ocpi-onboarding"] });
    assert.deepEqual((await verify()).wrote, []);
    const other = await verify({ "party-id": "XYZ" });
    assert.deepEqual(other.wrote.slice(1), [`POST ${issuesPath}`]);
    assert.equal(issues.all.at(-1)?.title, "OCPI connection IN*XYZ (CPO): waiting for the Hub (NOT_LISTED)");
    // It is on the second page of the list.
    assert.deepEqual((await verify({ "party-id": "XYZ" })).wrote, []);
    assert.ok(issues.all.slice(1, -1).every(({ title }) => !title.startsWith("OCPI")));
  });

  it("is the older one of two that runs opened at the same time", async () => {
    const { github } = scenario.sandbox;
    const about = { connection: "IN*ABC (CPO)", hub: scenario.sandbox.hub.origin };
    const mark = `<!-- ocpi-onboarding ${JSON.stringify({ ...about, digest: "x" }).replaceAll("-", "\\u002d")} -->\nhello`;
    const onHit = (): void =>
      void github.issues.open({ title: "of the other", body: mark, labels: ["ocpi-onboarding"] });
    github.server.faults.add({ method: "POST", path: issuesPath, times: 1, onHit, act: { kind: "delay", ms: 0 } });
    const { step } = await verify();
    const [older, ours] = github.issues.all;
    assert.deepEqual([older?.state, older?.body], ["open", mark]);
    assert.deepEqual([ours?.state, ours?.stateReason], ["closed", "not_planned"]);
    assert.match(ours?.body ?? "", /The one that is kept is #1\.$/);
    assert.match(step.raw, /GitHub: issue #1 is left to another run\./);
  });

  it("is one, when several keepers of it meet at every moment", async () => {
    const { github } = scenario.sandbox;
    const { request } = getOctokit(github.jobToken, { baseUrl: github.origin });
    const about = { connection: "chargeindia", hub: "https://hub.example.com" };
    const wanted: WantedIssue = { about, isOpen: true, title: "t", body: "b", digest: "d" };
    const location = { owner: "your-company", repo: "ocpi" };
    const { signal } = new AbortController();
    for (const skip of [undefined, 0, 1, 2]) {
      github.issues.all.length = 0;
      // All are as fast, or one of them is slower, at another of its requests each time.
      if (skip !== undefined)
        github.server.faults.add({ method: "GET", path: issuesPath, skip, times: 1, act: { kind: "delay", ms: 30 } });
      await Promise.all([1, 2, 3].map(() => new IssueKeeper(request, location, clock, signal).keep(wanted)));
      const open = github.issues.all.filter(({ state }) => state === "open");
      assert.deepEqual(
        open.map(({ number }) => number),
        [1],
        `skip ${skip}`,
      );
    }
  });

  it("is opened once, when the answer to its opening is lost or GitHub fails after it", async () => {
    const { faults } = scenario.sandbox.github.server;
    faults.add({ method: "POST", path: issuesPath, times: 1, act: { kind: "drop", when: "after" } });
    const { step } = await verify();
    assert.equal(onlyIssue().state, "open");
    assert.equal(step.outputs["warnings"], "0");
    // A limit of the rate is waited out; what GitHub refuses for good changes nothing of the run.
    pretendStatus("OFFLINE");
    const answer = { kind: "answer", when: "before", body: "{}" } as const;
    faults.add({ method: "PATCH", path: issuesPath, times: 1, act: { ...answer, status: 502 } });
    assert.deepEqual((await verify()).wrote, [`PATCH ${issuesPath}/1`, `PATCH ${issuesPath}/1`]);
    assert.match(onlyIssue().title, /OFFLINE/);
    faults.add({
      method: "GET",
      path: issuesPath,
      times: 1,
      act: { ...answer, status: 403, headers: { "retry-after": "3600" } },
    });
    const limited = await verify();
    assert.match(finding(limited.step, "INPUT").message, /could not be kept\. GitHub answered HTTP 403/);
    assert.match(finding(limited.step, "INPUT").fix ?? "", /The next run tries again/);
    assert.equal(limited.step.outputs["result"], "registered");
  });

  it("says which permission it needs, and changes nothing of the run", async () => {
    scenario.sandbox.github.jobPermissions = {};
    pretendStatus("CONNECTED");
    const { step } = await verify();
    const { severity, message, fix = "" } = finding(step, "INPUT");
    assert.equal(severity, "warning");
    assert.match(
      message,
      /GitHub does not let this run write issues\. GitHub answered HTTP 403, "Resource not accessible/,
    );
    assert.match(fix, /Give the job the permission below/);
    assert.match(step.summary, /permissions: \{ contents: read, issues: write \}/);
    assert.deepEqual([step.outputs["result"], step.conclusion], ["connected", "success"]);
    assert.match(step.summary, /Keep the issue of the connection \| ⚠️ warning/);
    assert.equal((await verify({ "fail-on": "warning" })).step.conclusion, "failure");
  });

  for (const { what, prepare, says } of [
    {
      what: "the repository has none",
      prepare: () => (scenario.sandbox.github.issues.enabled = false),
      says: /the repository has no issues\. GitHub answered HTTP 410/,
    },
    {
      what: "the token is wrong",
      prepare: () => undefined,
      inputs: { "github-token": "ghs_0123456789abcdef0123456789abcdef" },
      says: /GitHub does not know the token\. GitHub answered HTTP 401/,
    },
  ]) {
    it(`says that ${what}`, async () => {
      prepare();
      const token = what === "the token is wrong" ? { "github-token": "ghs_0123456789abcdef0123456789abcdef" } : {};
      const { step } = await verify(token);
      assert.match(finding(step, "INPUT").message, says);
      assert.equal(step.outputs["result"], "registered");
    });
  }

  it("says that a run for a fork may not, and asks for nothing", async () => {
    scenario.sandbox.github.jobPermissions = {};
    const env = { GITHUB_ACTOR: "dependabot[bot]", GITHUB_EVENT_NAME: "pull_request" };
    const step = await scenario.run(
      {
        command: "verify",
        "hub-token": scenario.hubToken,
        "wait-for-connected": "0s",
        "track-issue": "true",
        "github-token": undefined,
      },
      { env },
    );
    assert.match(
      finding(step, "INPUT").message,
      /a run for a pull request of a fork, or for Dependabot, may not write/,
    );
    assert.doesNotMatch(step.summary, /issues: write/);
  });

  it("makes nothing of what a hub says: no link, no mention, no mark", async () => {
    const text = `${hostileTexts.join(" ")} <!-- ocpi-onboarding {} --> @octocat #1 \`x\``;
    pretendStatus(text);
    const { step } = await verify();
    assert.match(finding(step, "HCI-06").message, /which OCPI does not have/);
    const { body, title } = onlyIssue();
    assert.equal(title, "OCPI connection IN*ABC (CPO): UNKNOWN");
    for (const [name, render] of Object.entries(renderers)) {
      const html = render(body ?? "");
      const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = ""]) => href);
      const strange = links.filter((href) => !ownLinks.has(href));
      assert.deepEqual([...new Set(strange)], ["https://github.com/your-company/ocpi/actions/runs/1"], name);
      assert.doesNotMatch(proseOf(html), /@\w|(?<!&)#\d|:\/\/|www\.|evil/, name);
      assert.ok(!elementsIn(html).some((element) => ["img", "script", "h1", "b"].includes(element)), name);
    }
    assert.deepEqual((await verify()).wrote, []);
  });

  it("is not touched by a run that saw nothing of the connection", async () => {
    const { step, wrote } = await verify({ "hub-token": "hub\n" });
    assert.equal(step.outputs["result"], "invalid");
    assert.deepEqual(wrote, []);
    assert.equal(scenario.sandbox.github.issues.all.length, 0);
  });
});
