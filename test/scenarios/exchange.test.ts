/* oxlint-disable max-lines -- the scenarios of one command, which are read one after the other. */
import assert from "node:assert/strict";
import { openCapsule } from "../../src/core/onboarding/capsule.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import { finding, Scenario } from "../support/scenario.ts";
import { matchesReviewed } from "../support/snapshot.ts";

const party = { country_code: "IN", party_id: "ABC" };

describe("exchange, the Action against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  it("proves that the vault can be written before the POST, and stores before the PUT", async () => {
    scenario = await Scenario.inProcess();
    await scenario.run();
    const writes = scenario.githubRequests.filter((line) => !line.startsWith("GET"));
    assert.deepEqual(writes, [
      "PUT /repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN_PENDING",
      "PUT /repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN",
      "DELETE /repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN_PENDING",
    ]);
  });

  it("only looks on a working registration", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    await scenario.register();
    const before = { unsafe: scenario.unsafe.length, github: scenario.githubRequests.length };
    const again = await scenario.run({ "hub-token": scenario.hubToken });
    assert.equal(again.outputs["result"], "connected");
    assert.equal(scenario.unsafe.length, before.unsafe);
    assert.ok(scenario.githubRequests.slice(before.github).every((line) => line.startsWith("GET")));
    assert.equal(again.outputs["hub-token-stored-in"], "");
    await matchesReviewed("rerun", scenario);
  });

  it("reads the connection from ocpi.yml, with ids as they are written", async () => {
    scenario = await Scenario.inProcess();
    const { hub, platform } = scenario.sandbox;
    const initialToken = hub.issueInitialToken({ role: "CPO", country_code: "IN", party_id: "1E5" });
    scenario.isSecret(initialToken);
    const config = `version: 1
connections:
  chargeindia:
    hub: { url: "${hub.origin}/ocpi/versions" }
    platform:
      url: ${platform.url}
      roles:
        - role: CPO
          country_code: IN
          party_id: 1E5
          business_details: { name: Your CPO Ltd, gstin: 29ABCDE1234F1Z5 }
`;
    const { "platform-token": platformToken = "", "github-token": githubToken = "" } = scenario.sandbox.inputs;
    const step = await scenario.runOnly(
      { "initial-token": initialToken, "platform-token": platformToken, "github-token": githubToken },
      { workspace: { "ocpi.yml": config } },
    );
    assert.equal(step.outputs["result"], "connected", step.raw);
    const sent = JSON.parse(hub.server.requests.find(({ method }) => method === "POST")?.body ?? "{}");
    assert.deepEqual(sent.roles, [
      {
        role: "CPO",
        country_code: "IN",
        party_id: "1E5",
        business_details: { name: "Your CPO Ltd", gstin: "29ABCDE1234F1Z5" },
      },
    ]);
    const issued = hub.issuedToken({ country_code: "IN", party_id: "1E5" });
    assert.ok(issued);
    scenario.isSecret(issued);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), issued);
  });

  it("speaks Base64 to a hub that insists on it", async () => {
    scenario = await Scenario.inProcess({ encodings: ["base64"] });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.equal(step.outputs["token-encoding"], "base64");
    assert.equal(finding(step, "HUB-05").severity, "warning");
    assert.equal(scenario.unsafe.length, 2);
  });

  it("registers with an initial token that opens nothing but credentials", async () => {
    scenario = await Scenario.inProcess({ initialTokenOpensVersions: false });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("waits with growing intervals, and says at each look what it saw", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    let planned = 0;
    const step = await scenario.run(
      { "wait-for-connected": "20s" },
      {
        onLine: ({ text }) => {
          if (text.includes("is PLANNED")) planned += 1;
          if (planned === 2) scenario.sandbox.hub.activate(party);
        },
      },
    );
    assert.equal(step.outputs["result"], "connected");
    const looks = step.log.filter(({ text }) => text.startsWith("IN*ABC (CPO) is PLANNED"));
    assert.ok(looks.length >= 2);
    assert.match(looks[0]?.text ?? "", /checking again in 1\.0 s/);
    assert.match(looks[1]?.text ?? "", /checking again in 2\.0 s/);
  });

  it("is registered, with the message for the account team, while the Hub has not activated the party", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    const step = await scenario.run({ "wait-for-connected": "0s" });
    assert.equal(step.outputs["result"], "registered");
    assert.equal(step.outputs["connection-status"], "PLANNED");
    assert.equal(step.conclusion, "success");
    assert.match(step.summary, /Message for the account team/);
    await matchesReviewed("planned", scenario);
  });

  it("keeps the token of a PUT that rotates", async () => {
    scenario = await Scenario.inProcess({ putRotates: true });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal(finding(step, "HSK-27").severity, "info");
  });

  it("refuses a wrong initial token in its own words, and leaves no lock", async () => {
    scenario = await Scenario.inProcess();
    scenario.isSecret("initial-0123456789abcdef0123456789abcdef");
    const step = await scenario.run({ "initial-token": "initial-0123456789abcdef0123456789abcdef" });
    assert.equal(step.outputs["result"], "refused");
    assert.equal(step.conclusion, "failure");
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
    await matchesReviewed("wrong-initial-token", scenario);
  });

  it("sends nothing more when the hub token is refused", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    await scenario.register();
    const before = scenario.unsafe.length;
    void scenario.hubToken;
    scenario.sandbox.hub.revoke(party);
    const step = await scenario.run({ "hub-token": scenario.sandbox.github.secret("OCPI_HUB_TOKEN") });
    scenario.isSecret(scenario.sandbox.github.secret("OCPI_HUB_TOKEN") ?? "");
    assert.equal(step.outputs["result"], "refused");
    assert.equal(scenario.unsafe.length, before);
    await matchesReviewed("hub-token-refused", scenario);
  });

  it("never overwrites a secret that exists", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN", "a token that somebody stored");
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "not-ready");
    assert.deepEqual(scenario.unsafe, []);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), "a token that somebody stored");
    assert.match(step.summary, /hub-token: \$\{\{ secrets\.OCPI_HUB_TOKEN \}\}/);
    await matchesReviewed("secret-exists", scenario);
  });

  it("does not POST while the platform does not answer", async () => {
    scenario = await Scenario.inProcess();
    const { origin } = scenario.sandbox.platform;
    await scenario.sandbox.platform.stop();
    const step = await scenario.run({ "platform-url": `${origin}/ocpi/2.2.1` });
    assert.equal(step.outputs["result"], "not-ready");
    assert.deepEqual(scenario.unsafe, []);
    assert.match(finding(step, "PRT-03").message, /did not answer\. .*ECONNREFUSED/);
  });

  it("does not POST before the platform knows its token", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.platform.tokenInstalled = false;
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "not-ready");
    assert.deepEqual(scenario.unsafe, []);
    await matchesReviewed("platform-refuses-token", scenario);
  });

  it("does not POST while the platform offers another version", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.platform.versions = ["2.1.1"];
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "not-ready");
    assert.match(finding(step, "PRT-11").message, /does not offer OCPI 2\.2\.1 .* it offers `2\.1\.1`/);
    assert.deepEqual(scenario.unsafe, []);
  });

  it("goes on by `check-platform: warn`, and says why the hub then refuses", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.platform.tokenInstalled = false;
    const step = await scenario.run({ "check-platform": "warn" });
    assert.equal(step.outputs["result"], "refused");
    assert.equal(finding(step, "PRT-04").severity, "warning");
    assert.match(finding(step, "HSK-08").message, /could not use your platform/);
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
  });

  it("says that the hub is down, after it has tried again", async () => {
    scenario = await Scenario.inProcess();
    const { hub } = scenario.sandbox;
    await hub.server.close();
    const step = await scenario.run({ "hub-url": hub.origin });
    assert.equal(step.outputs["result"], "unreachable");
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
    assert.match(finding(step, "NET").message, /ECONNREFUSED/);
    const attempts = JSON.parse(step.outputs["report"] ?? "").requests.filter(
      ({ url }: { url: string }) => url.endsWith("/versions") && url.startsWith(hub.origin),
    );
    assert.equal(attempts.length, 4);
  });

  it("does not take a web page, a 500 or a 404 for a refusal", async () => {
    for (const act of [
      { status: 200, body: "<!doctype html><title>Log in</title>", headers: { "content-type": "text/html" } },
      { status: 503, body: "" },
      { status: 404, body: '{"error":"not found"}' },
    ]) {
      scenario = await Scenario.inProcess();
      scenario.sandbox.hub.server.faults.add({
        method: "GET",
        path: "/ocpi",
        act: { kind: "answer", when: "before", ...act },
      });
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "unreachable");
      assert.deepEqual(scenario.unsafe, []);
      await scenario.end();
    }
  });

  it("explains which permission is missing, with the link and the YAML", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run({ "github-token": undefined });
    assert.equal(step.outputs["result"], "not-ready");
    assert.deepEqual(scenario.unsafe, []);
    const link =
      "https://github.com/settings/personal-access-tokens/new?name=OCPI+onboarding&target_name=your-company&expires_in=7&secrets=write";
    assert.ok(step.summary.includes(`(${link})`));
    assert.match(step.summary, /Secrets: write/);
    assert.match(step.summary, /github-token: \$\{\{ secrets\./);
    await matchesReviewed("no-permission", scenario);
  });

  it("only looks with a job token that cannot read secrets, when the registration works", async () => {
    scenario = await Scenario.inProcess();
    await scenario.run();
    const step = await scenario.run({ "hub-token": scenario.hubToken, "github-token": undefined });
    assert.equal(step.outputs["result"], "connected");
    assert.equal(step.conclusion, "success");
    assert.equal(finding(step, "VAULT").severity, "info");
  });

  it("only looks without any github-token, when the registration works", async () => {
    scenario = await Scenario.inProcess();
    await scenario.run();
    const before = scenario.githubRequests.length;
    const step = await scenario.run({ "hub-token": scenario.hubToken, "github-token": "" });
    assert.equal(step.outputs["result"], "connected");
    assert.equal(scenario.githubRequests.length, before);
  });

  it("tells a wrong GitHub token from one that lacks the permission", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run({ "github-token": "ghp-wrong-0123456789abcdef" });
    scenario.isSecret("ghp-wrong-0123456789abcdef");
    assert.equal(step.outputs["result"], "not-ready");
    assert.match(finding(step, "VAULT").fix ?? "", /wrong or expired/);
  });

  it("asks whether the two tokens are swapped when neither side accepts its own", async () => {
    scenario = await Scenario.inProcess();
    const { "initial-token": initial, "platform-token": platform } = scenario.sandbox.inputs;
    const step = await scenario.run({ "initial-token": platform, "platform-token": initial });
    assert.equal(step.outputs["result"], "not-ready");
    assert.match(finding(step, "PAY-07").message, /or the two are swapped/);
    assert.deepEqual(scenario.unsafe, []);
  });

  it("stops while another run holds the lock, and says when it may be taken over", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN_PENDING", "x");
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.deepEqual(scenario.unsafe, []);
    assert.match(
      finding(step, "VAULT").fix ?? "",
      /after \d{4}-.* UTC \(\d{4}-.* IST\): it takes over, and finds out .* Deleting the repository secret OCPI_HUB_TOKEN_PENDING lets it take over at once/,
    );
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
  });

  it("takes over the lock of an abandoned run that never sent anything", async () => {
    scenario = await Scenario.inProcess();
    scenario.abandonLock();
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("confirms what an interrupted run left unconfirmed", async () => {
    scenario = await Scenario.inProcess();
    const { hub, github } = scenario.sandbox;
    hub.server.faults.add({ method: "PUT", path: "/ocpi", times: 2, act: { kind: "drop", when: "before" } });
    const first = await scenario.run();
    assert.equal(first.outputs["result"], "in-doubt");
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    scenario.abandonLock();
    const second = await scenario.run({ "hub-token": scenario.hubToken });
    assert.equal(second.outputs["result"], "connected");
    assert.equal(scenario.unsafe.filter((line) => line.startsWith("POST")).length, 1);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("sends the exchange once more when its answer was lost and the initial token still works", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi",
      times: 1,
      act: { kind: "drop", when: "before" },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.match(finding(step, "HSK-32").message, /no usable answer came back/);
  });

  it("is in doubt when the answer was lost and the initial token is used up", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi",
      times: 1,
      act: { kind: "drop", when: "after" },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.equal(scenario.unsafe.length, 1);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    assert.match(step.outputs["handover"] ?? "", /reset our registration and issue a new initial token/);
    await matchesReviewed("lost-answer", scenario);
  });

  it("puts the token into a capsule that only the platform token opens, when it cannot be stored", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path: "/repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN",
      // The first PUT of this path is the lock's: a delay of nothing lets it pass.
      times: 1,
      act: { kind: "delay", ms: 0 },
    });
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path: "/repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN",
      act: {
        kind: "answer",
        when: "before",
        status: 403,
        body: '{"message":"Resource not accessible"}',
        headers: { "content-type": "application/json" },
      },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "unstored");
    const capsule = step.outputs["recovery-capsule"] ?? "";
    const opened = await openCapsule(capsule, new PlatformToken(scenario.sandbox.platform.token));
    assert.ok("content" in opened);
    assert.equal(opened.content.token, scenario.hubToken);
    assert.equal(opened.content.versions_url, `${scenario.sandbox.hub.origin}/ocpi/versions`);
    assert.deepEqual(await openCapsule(capsule, new PlatformToken("another-token")), { failure: "wrong-token" });
    assert.equal(step.state["capsule"], capsule);
  });

  it("does not take a PUT for confirmed when its answer broke off within the token", async () => {
    scenario = await Scenario.inProcess({ putRotates: true });
    const first = scenario.sandbox;
    first.hub.server.faults.add({
      method: "PUT",
      path: "/ocpi",
      times: 1,
      act: { kind: "answer", when: "after", status: 200, body: '{"status_code":1000,"data":{"token":"hub-12' },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.match(step.outputs["recovery-capsule"] ?? "", /^ocpi-capsule:v1:/);
    assert.deepEqual(first.github.secretNames.toSorted(), ["OCPI_HUB_TOKEN", "OCPI_HUB_TOKEN_PENDING"]);
    scenario.isSecret(first.github.secret("OCPI_HUB_TOKEN") ?? "");
  });

  it("is in doubt when the PUT is refused and the token does not work any more", async () => {
    scenario = await Scenario.inProcess({ putRotates: true });
    scenario.sandbox.hub.server.faults.add({
      method: "PUT",
      path: "/ocpi",
      times: 1,
      act: {
        kind: "answer",
        when: "after",
        status: 200,
        body: '{"status_code":2000}',
        headers: { "content-type": "application/json" },
      },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.ok(scenario.sandbox.github.secretNames.includes("OCPI_HUB_TOKEN_PENDING"));
    scenario.isSecret(scenario.sandbox.github.secret("OCPI_HUB_TOKEN") ?? "");
  });

  it("goes on when the PUT is not possible and the token works", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.hub.server.faults.add({
      method: "PUT",
      path: "/ocpi",
      act: { kind: "answer", when: "before", status: 405, body: "" },
    });
    const step = await scenario.run({ "wait-for-connected": "0s" });
    assert.equal(step.outputs["result"], "registered");
    assert.equal(finding(step, "HSK-26").severity, "warning");
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("does not take a firewall's web page for the hub's refusal", async () => {
    scenario = await Scenario.inProcess();
    const page = { status: 403, body: "<!doctype html><h1>Blocked</h1>", headers: { "content-type": "text/html" } };
    scenario.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi",
      act: { kind: "answer", when: "before", ...page },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "unreachable");
    assert.deepEqual(scenario.unsafe, []);
  });

  it("does not say that the initial token was refused when the hub went down after a lost answer", async () => {
    scenario = await Scenario.inProcess();
    const { faults } = scenario.sandbox.hub.server;
    faults.add({ method: "POST", path: "/ocpi", times: 1, act: { kind: "drop", when: "before" } });
    // The look asks twice; the requests after it find the hub down.
    faults.add({ method: "GET", path: "/ocpi", times: 2, act: { kind: "delay", ms: 0 } });
    faults.add({ method: "GET", path: "/ocpi", act: { kind: "answer", when: "before", status: 503, body: "" } });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "in-doubt");
    const report = JSON.parse(step.outputs["report"] ?? "") as { findings: { message: string }[] };
    const said = report.findings.map(({ message }) => message).join("\n");
    assert.match(said, /gives no usable answer now/);
    assert.ok(!said.includes("does not accept the initial token"));
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
  });

  it("says what the hub refused after it took over an old lock, and gives the lock back", async () => {
    scenario = await Scenario.inProcess();
    scenario.abandonLock();
    const step = await scenario.run({ "party-id": "XYZ" });
    assert.equal(step.outputs["result"], "refused");
    assert.equal(finding(step, "HSK-11").who, "you");
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
  });

  it("does not confirm an old registration through a platform that refuses its token", async () => {
    scenario = await Scenario.inProcess();
    await scenario.run();
    const { github, platform } = scenario.sandbox;
    scenario.abandonLock();
    platform.tokenInstalled = false;
    const before = scenario.unsafe.length;
    const step = await scenario.run({ "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "not-ready");
    assert.equal(scenario.unsafe.length, before);
    assert.ok(github.secretNames.includes("OCPI_HUB_TOKEN_PENDING"));
  });

  it("shows no token that a careless hub repeats in its words, whatever its characters", async () => {
    scenario = await Scenario.inProcess({ echoesTokens: true });
    const refused = await scenario.run({ "initial-token": "initial_0*&<#+/=|~%_9f8e7d6c5b4a" });
    scenario.isSecret("initial_0*&<#+/=|~%_9f8e7d6c5b4a");
    assert.equal(refused.outputs["result"], "refused");
    assert.match(refused.outputs["report"] ?? "", /Unauthorized \[initial token\]/);
    assert.match(refused.summary, /"`Unauthorized \[initial token\]/);
  });

  it("never cuts a repeated token before it takes it out", async () => {
    scenario = await Scenario.inProcess();
    const token = scenario.sandbox.inputs["initial-token"] ?? "";
    const body = JSON.stringify({ status_code: 2000, status_message: `${"x".repeat(475)}${token}` });
    scenario.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi",
      act: { kind: "answer", when: "before", status: 400, body, headers: { "content-type": "application/json" } },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "unreachable");
  });

  it("shows no byte of what the credentials endpoint answered", async () => {
    scenario = await Scenario.inProcess();
    const body = JSON.stringify({ status_code: 2001, status_message: "see hub-issued-but-only-here-123456" });
    scenario.isSecret("hub-issued-but-only-here-123456");
    scenario.sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi",
      act: { kind: "answer", when: "before", status: 200, body, headers: { "content-type": "application/json" } },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "refused");
  });

  it("sends no token and no routing header where it does not belong", async () => {
    scenario = await Scenario.inProcess();
    await scenario.run();
    const { hub, platform, inputs } = scenario.sandbox;
    for (const { method, headers, body } of hub.server.requests) {
      const header = headers["authorization"] ?? "";
      assert.ok(!header.includes(inputs["platform-token"] ?? "-"));
      const sent = body === "" ? undefined : (JSON.parse(body) as { token: string }).token;
      assert.equal(sent, method === "POST" || method === "PUT" ? inputs["platform-token"] : undefined);
      assert.ok(!Object.keys(headers).some((name) => name.startsWith("ocpi-")));
      assert.match(headers["x-request-id"] ?? "", /^[0-9a-f-]{36}$/);
    }
    assert.equal(new Set(hub.server.requests.map(({ headers }) => headers["x-correlation-id"])).size, 1);
    const ids = hub.server.requests.map(({ headers }) => headers["x-request-id"]);
    assert.equal(new Set(ids).size, ids.length);
    for (const { headers } of platform.server.requests)
      assert.equal(headers["authorization"], `Token ${inputs["platform-token"]}`);
  });
});
