import assert from "node:assert/strict";
import type { PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import { cdr, session } from "../support/ocpi-objects.ts";
import { PlatformScene, ROUTED } from "../support/platform-scene.ts";

describe("the switches of the sandbox's platform", () => {
  let scene: PlatformScene;

  before(async () => {
    scene = await PlatformScene.start();
  });

  after(() => scene.platform.stop());

  const ask: PlatformScene["ask"] = (...request) => scene.ask(...request);
  const codes: PlatformScene["codes"] = (...request) => scene.codes(...request);

  /** What each fault makes of one request, where the right platform answers as the last column says. */
  const faults: readonly [
    Partial<PlatformSwitches>,
    readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>],
    string,
    string,
  ][] = [
    [{ openVersions: true }, ["GET", "/versions", undefined, { authorization: "" }], "200 1000", "401 2000"],
    [{ encodings: ["base64"] }, ["GET", "/versions"], "401 2000", "200 1000"],
    [
      { refusal: { status: 200, code: 2002 } },
      ["GET", "/versions", undefined, { authorization: "" }],
      "200 2002",
      "401 2000",
    ],
    [{ authorizationHeader: "capitalised only" }, ["GET", "/versions"], "401 2000", "200 1000"],
    [{ envelope: "no status_code" }, ["GET", "/versions"], "200 undefined", "200 1000"],
    [{ contentType: "text/plain" }, ["GET", "/versions"], "200 undefined", "200 1000"],
    [{ redirects: "all" }, ["GET", "/versions"], "307 undefined", "200 1000"],
    [{ redirects: "slash" }, ["GET", "/versions/"], "308 undefined", "200 1000"],
    [{ needsRoutingHeaders: true }, ["GET", "/versions"], "400 2001", "200 1000"],
    [{ limitPerMinute: 0 }, ["GET", "/versions"], "429 2000", "200 1000"],
    [{ healthPath: false }, ["GET", "/versions"], "404 2000", "200 1000"],
    [{ base: false }, ["GET", "/2.2.1"], "404 2000", "200 1000"],
    [{ details: "404" }, ["GET", "/2.2.1"], "404 2000", "200 1000"],
    [{ details: "html" }, ["GET", "/2.2.1"], "200 undefined", "200 1000"],
    [{ page: "errors" }, ["GET", "/2.2.1/nowhere"], "404 undefined", "404 2000"],
    [{ page: "waf" }, ["GET", "/versions"], "403 undefined", "200 1000"],
    [
      { openReceivers: ["cdrs"] },
      ["POST", "/2.2.1/cdrs", {}, { authorization: "Token not-a-token" }],
      "200 1000",
      "401 2000",
    ],
    [{ missingReceivers: ["cdrs"] }, ["POST", "/2.2.1/cdrs", cdr], "404 2000", "201 1000"],
    [{ proxy404: ["cdrs"] }, ["POST", "/2.2.1/cdrs", cdr, { authorization: "" }], "404 undefined", "401 2000"],
    [{ failingReceivers: ["cdrs"] }, ["POST", "/2.2.1/cdrs", cdr], "500 3000", "201 1000"],
    [{ wrongMethods: "500" }, ["PUT", "/2.2.1/cdrs", cdr], "500 3000", "405 2000"],
    [{ unknownObjects: "401" }, ["GET", "/2.2.1/sessions/IN/ZZZ/1"], "401 2000", "404 2003"],
    [{ partyCase: "capitals only" }, ["PUT", "/2.2.1/sessions/in/zzz/S1", session], "404 2000", "201 1000"],
    [{ realTime: "POST only" }, ["PUT", "/2.2.1/tokens/IN/ZZZ/1/authorize"], "405 2000", "200 1000"],
    [{ authorize: "no envelope" }, ["PUT", "/2.2.1/tokens/IN/ZZZ/1/authorize"], "200 undefined", "200 1000"],
    [{ authorize: "500" }, ["PUT", "/2.2.1/tokens/IN/ZZZ/1/authorize"], "500 3000", "200 1000"],
    [{ commands: "500" }, ["POST", "/2.2.1/commands/STOP_SESSION", {}], "500 3000", "200 2001"],
    [{ lackingFields: "500" }, ["POST", "/2.2.1/cdrs", {}], "500 3000", "200 2001"],
    [{ brokenJson: "500" }, ["POST", "/2.2.1/cdrs", "{"], "500 3000", "400 2001"],
    [{ brokenJson: "accepts" }, ["POST", "/2.2.1/cdrs", "{"], "200 1000", "400 2001"],
    [{ mismatchedIds: "accepts" }, ["PUT", "/2.2.1/sessions/IN/ZZZ/S2", session], "201 1000", "200 2001"],
    [{ thirdParty: "404" }, ["POST", "/2.2.1/cdrs", cdr], "404 2000", "201 1000"],
    [{ clientInfo: "404" }, ["GET", "/2.2.1/hubclientinfo/IN/ZZZ"], "404 2000", "404 2003"],
    [{ lists21: "500" }, ["GET", "/2.2.1/locations"], "500 3000", "200 1000"],
    [{ deletesSessions: true }, ["DELETE", "/2.2.1/sessions/IN/ZZZ/S1"], "404 2003", "405 2000"],
  ];

  for (const [fault, request, wanted, right] of faults) {
    it(`can be wrong: ${JSON.stringify(fault)}`, async () => {
      scene.as("both");
      assert.equal(await codes(...request), right);
      scene.as("both", fault);
      assert.equal(await codes(...request), wanted);
    });
  }

  it("can be wrong in what it answers where its codes are right", async () => {
    const data = async (path: string): Promise<unknown> => (await ask("GET", path)).body.data;
    scene.as("CPO", { shape: "list" });
    assert.ok(Array.isArray(await data("/2.2.1")));
    assert.ok("endpoints" in ((await data("/2.2.1/details")) as object));
    scene.as("CPO", { shape: "details" });
    assert.ok("endpoints" in ((await data("/versions")) as object));
    scene.as("CPO", { shape: "wrapped" });
    assert.ok("versions" in ((await data("/versions")) as object));
    scene.as("CPO", { details: "other version", lists: (endpoints) => endpoints.slice(1) });
    const details = (await data("/2.2.1")) as { version: string; endpoints: unknown[] };
    assert.deepEqual([details.version, details.endpoints.length], ["2.1.1", 7]);
    scene.as("CPO", { envelope: "local timestamp", echoes: "on success only" });
    const late = await ask("GET", "/versions");
    assert.match(String(late.body.timestamp), /\+05:30$/);
    assert.ok(late.headers.has("x-request-id"));
    assert.ok(!(await ask("GET", "/versions", undefined, { authorization: "" })).headers.has("x-request-id"));
    scene.as("CPO", { lists21: "no headers" });
    assert.ok(!(await ask("GET", "/2.2.1/locations")).headers.has("x-total-count"));
    scene.as("EMSP", { cdrLocation: "relative", repeats: "twice" });
    assert.match((await ask("POST", "/2.2.1/cdrs", cdr)).headers.get("location") ?? "", /^\//);
    await ask("POST", "/2.2.1/cdrs", cdr);
    assert.equal(scene.platform.kept.cdrs.length, 2);
    scene.as("EMSP", { repeats: "conflict", cdrLocation: "absent", outOfOrder: "takes older" });
    assert.equal((await ask("POST", "/2.2.1/cdrs", cdr)).headers.get("location"), null);
    assert.equal(await codes("POST", "/2.2.1/cdrs", cdr), "409 2000");
    const path = "/2.2.1/sessions/IN/ZZZ/S1";
    for (const body of [session, { ...session, kwh: 9, last_updated: "2026-11-20T11:00:00Z" }])
      assert.ok((await ask("PUT", path, body)).status < 300);
    assert.equal(scene.platform.kept.sessions[0]?.["kwh"], 9);
    scene.as("EMSP", { cdrLocation: "404", patches: "accepts without last_updated", unknownObjects: "made up" });
    await ask("PUT", path, session);
    assert.equal(await codes("PATCH", path, { kwh: 3 }), "200 1000");
    assert.deepEqual((await ask("GET", "/2.2.1/tariffs/IN/ZZZ/T1")).body.data, {
      country: "IN",
      party: "ZZZ",
      id: "T1",
    });
    scene.platform.switches.unknownObjects = "404";
    const { headers } = await ask("POST", "/2.2.1/cdrs", cdr);
    assert.equal(await codes("GET", headers.get("location") ?? ""), "404 2003");
    scene.platform.switches.cdrLocation = "too long";
    assert.ok(((await ask("POST", "/2.2.1/cdrs", cdr)).headers.get("location") ?? "").length > 255);
  });

  it("can be wrong about tokens and commands, and in what it says of itself", async () => {
    const stop = async (): Promise<Record<string, unknown>> => {
      const body = { session_id: "none", response_url: "https://callback.invalid/1" };
      return (await ask("POST", "/2.2.1/commands/STOP_SESSION", body)).body.data as Record<string, unknown>;
    };
    const allowed = async (): Promise<unknown> =>
      ((await ask("PUT", "/2.2.1/tokens/IN/XYZ/none/authorize")).body.data as { allowed: unknown }).allowed;
    scene.as("CPO", { commands: "no timeout", authorize: "unknown word" });
    assert.deepEqual(await stop(), { result: "UNKNOWN_SESSION" });
    assert.equal(await allowed(), "MAYBE");
    scene.as("CPO", { commands: "accepts everything", authorize: "accepts everything" });
    assert.equal((await stop())["result"], "ACCEPTED");
    assert.equal(await allowed(), "ALLOWED");
    scene.as("CPO", { commands: "unknown word", authorize: "slow", slowMs: 60, delayMs: 60 });
    assert.equal((await stop())["result"], "MAYBE");
    for (const slow of [allowed, () => ask("GET", "/versions")]) {
      const start = performance.now();
      await slow();
      assert.ok(performance.now() - start >= 55);
    }
    scene.as("CPO", {
      ownRoles: [],
      swapsRoutingHeaders: false,
      versionUrl: () => "https://example.com",
      versions: ["2.3.0"],
    });
    assert.deepEqual(((await ask("GET", "/2.2.1/credentials")).body.data as { roles: unknown }).roles, []);
    assert.ok(!(await ask("GET", "/2.2.1/locations", undefined, ROUTED)).headers.has("ocpi-to-party-id"));
    const list = (await ask("GET", "/versions")).body.data;
    assert.deepEqual(list, [{ version: "2.3.0", url: "https://example.com" }]);
    scene.as("both");
    const { roles } = (await ask("GET", "/2.2.1/credentials")).body.data as { roles: { role: string }[] };
    assert.deepEqual(
      roles.map(({ role }) => role),
      ["CPO", "EMSP"],
    );
    const preferences = "/2.2.1/sessions/SES-20261120-0001/charging_preferences";
    assert.equal((await ask("PUT", preferences, { profile_type: "FAST" })).body.data, "NOT_POSSIBLE");
  });
});
