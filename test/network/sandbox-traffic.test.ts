import assert from "node:assert/strict";
import { SandboxHub } from "../../src/sandbox/hub.ts";
import { sandboxEmsp, sandboxParty } from "../../src/sandbox/party.ts";
import { SandboxPlatform } from "../../src/sandbox/platform.ts";
import { cdr as cdrOfThird, NOON, session as ofThird } from "../support/ocpi-objects.ts";
import { IDS } from "../support/platform-scene.ts";

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly code: unknown;
  readonly message: string;
  readonly data: unknown;
}

interface Ask {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const DRIVER = "04E9A2B1C35D80";
const owner = { country_code: "IN", party_id: "ABC" };
const cdrToken = { ...ofThird.cdr_token, uid: DRIVER };
const session = { ...ofThird, ...owner, cdr_token: cdrToken };
const cdr = { ...cdrOfThird, ...owner, cdr_token: cdrToken };

describe("the sandbox Hub between a CPO and an eMSP", () => {
  let hub: SandboxHub;
  let cpo: SandboxPlatform;
  let emsp: SandboxPlatform;
  let cpoToken = "";
  let emspToken = "";

  before(async () => {
    [hub, cpo, emsp] = await Promise.all([
      SandboxHub.start({ probeEveryMs: 50, offlineAfterMs: 0 }),
      SandboxPlatform.start(),
      SandboxPlatform.start(0, { role: "EMSP" }),
    ]);
    [cpoToken, emspToken] = await Promise.all([register(cpo, sandboxParty), register(emsp, sandboxEmsp)]);
    await until(() => hub.statusOf(sandboxParty) === "CONNECTED" && hub.statusOf(sandboxEmsp) === "CONNECTED");
  });

  afterEach(() => hub.disableRouting(sandboxEmsp));

  after(() => Promise.all([hub.stop(), cpo.stop(), emsp.stop()]));

  async function ask(path: string, { method = "GET", token = "", body, headers = {} }: Ask = {}): Promise<Asked> {
    const url = path.startsWith("http") ? path : `${hub.origin}/ocpi/2.2.1${path}`;
    const answer = await fetch(url, {
      method,
      headers: { ...IDS, ...(token === "" ? {} : { authorization: `Token ${token}` }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.equal(answer.headers.get("content-type"), "application/json", `${method} ${path}`);
    assert.equal(answer.headers.get("x-request-id"), IDS["x-request-id"], `${method} ${path}`);
    assert.equal(answer.headers.get("x-correlation-id"), IDS["x-correlation-id"], `${method} ${path}`);
    const envelope = (await answer.json()) as { status_code?: unknown; status_message?: string; data?: unknown };
    return {
      status: answer.status,
      headers: answer.headers,
      code: envelope.status_code,
      message: envelope.status_message ?? "",
      data: envelope.data,
    };
  }

  /** The credentials exchange, by its documented requests. */
  async function register(platform: SandboxPlatform, party: typeof sandboxParty): Promise<string> {
    hub.admitPlatform(platform.url);
    const body = {
      token: platform.token,
      url: platform.url,
      roles: [{ ...party, business_details: { name: "Partner" } }],
    };
    const posted = await ask("/credentials", { method: "POST", token: hub.issueInitialToken(party), body });
    const { token } = posted.data as { token: string };
    await ask("/credentials", { method: "PUT", token, body });
    return token;
  }

  async function until(isSo: () => boolean): Promise<void> {
    for (const end = Date.now() + 10_000; !isSo();) {
      assert.ok(Date.now() < end, "it did not come about");
      await new Promise((done) => setImmediate(done));
    }
  }

  const ids = ({ data }: Asked): unknown[] => (data as { id: unknown }[]).map(({ id }) => id);

  it("shows an eMSP the locations and tariffs of a CPO by rule alone, in pages", async () => {
    const hidden = await ask("/locations", { token: emspToken });
    assert.deepEqual([ids(hidden), hidden.headers.get("x-total-count")], [[], "0"]);
    hub.enableRouting(sandboxEmsp, sandboxParty);
    const pulled = await ask("/locations?limit=1", { token: emspToken });
    assert.deepEqual([ids(pulled), pulled.headers.get("x-total-count")], [["BLR-001"], "2"]);
    assert.equal(pulled.headers.get("x-limit"), "50");
    const next = /^<(.+)>; rel="next"$/.exec(pulled.headers.get("link") ?? "")?.[1] ?? "";
    const [pushed] = (await ask(next, { token: emspToken })).data as [{ id: string }];
    const path = `/locations/IN/ABC/${pushed.id}`;
    const body = { ...pushed, name: "Pushed" };
    assert.equal((await ask(path, { method: "PUT", token: cpoToken, body })).status, 201);
    const all = (await ask("/locations", { token: emspToken })).data as { id: string; name: string }[];
    assert.deepEqual(all.map(({ name }) => name).toSorted(), ["Indiranagar Metro", "Pushed"]);
    assert.equal(ids(await ask("/tariffs", { token: emspToken })).length, 2);
    assert.deepEqual(ids(await ask("/sessions", { token: emspToken })), []);
    hub.disableRouting(sandboxParty);
    assert.deepEqual(ids(await ask("/locations", { token: emspToken })), []);
  });

  it("forwards an authorization in real time, and says UNKNOWN for a CPO that cannot answer", async () => {
    const path = `/tokens/IN/XYZ/${DRIVER}/authorize`;
    const asked = { method: "PUT", token: emspToken, body: { location_id: "BLR-001" } };
    const unrouted = await ask(path, asked);
    assert.deepEqual([unrouted.status, unrouted.code], [200, 2000]);
    assert.match(unrouted.message, /NOT_ROUTED/);
    hub.enableRouting(sandboxEmsp, sandboxParty);
    const allowed = async (): Promise<unknown> => ((await ask(path, asked)).data as { allowed: unknown }).allowed;
    assert.equal(await allowed(), "ALLOWED");
    const { headers } = cpo.server.requests.findLast(({ method }) => method === "PUT") ?? {};
    assert.equal(headers?.["x-correlation-id"], IDS["x-correlation-id"]);
    assert.notEqual(headers?.["x-request-id"], IDS["x-request-id"]);
    assert.deepEqual([headers?.["ocpi-from-party-id"], headers?.["ocpi-to-party-id"]], ["XYZ", "ABC"]);
    cpo.switches.authorize = "500";
    assert.equal(await allowed(), "UNKNOWN");
    cpo.switches.authorize = "right";
    cpo.tokenInstalled = false;
    await until(() => hub.statusOf(sandboxParty) === "OFFLINE");
    assert.equal(await allowed(), "UNKNOWN");
    const body = { session_id: "S1", response_url: `${emsp.url}/commands/STOP_SESSION/1` };
    const failed = await ask("/commands/STOP_SESSION", { method: "POST", token: emspToken, body });
    assert.equal(failed.code, 2000);
    assert.match(failed.message, /OFFLINE/);
    cpo.tokenInstalled = true;
    await until(() => hub.statusOf(sandboxParty) === "CONNECTED");
  });

  it("forwards a command, and its result to the eMSP that gave it, once", async () => {
    const token = { ...cdrToken, issuer: "eMSP", valid: true, whitelist: "ALLOWED", last_updated: NOON };
    const start = (location_id: string, response_url = `${emsp.url}/commands/START_SESSION/77`): Promise<Asked> =>
      ask("/commands/START_SESSION", {
        method: "POST",
        token: emspToken,
        body: { location_id, token, response_url },
      });
    assert.match((await start("BLR-001")).message, /NOT_ROUTED/);
    hub.enableRouting(sandboxEmsp, sandboxParty);
    assert.equal(((await start("none")).data as { result: string }).result, "REJECTED");
    assert.equal((await start("BLR-001", "http://127.0.0.1:1/")).code, 2001);
    assert.equal(((await start("BLR-001")).data as { result: string }).result, "ACCEPTED");
    await until(() => emsp.kept.commandResults.length > 0);
    assert.deepEqual(emsp.kept.commandResults, [{ command: "START_SESSION", id: "77", body: { result: "ACCEPTED" } }]);
    const callback = cpo.kept.commands.at(-1)?.body["response_url"] as string;
    assert.ok(callback.startsWith(`${hub.origin}/ocpi/2.2.1/commands/callback/`), callback);
    const again = await ask(callback, { method: "POST", body: { result: "ACCEPTED" } });
    assert.equal(again.code, 1000);
    assert.equal((await ask("/commands/callback/none", { method: "POST", body: {} })).status, 404);
    await hub.delivered();
    assert.equal(emsp.kept.commandResults.length, 1);
  });

  it("pushes sessions and CDRs on by their cdr_token and the rule, until the eMSP takes them", async () => {
    const put = (body: object = session, token = cpoToken): Promise<Asked> =>
      ask("/sessions/IN/ABC/S1", { method: "PUT", token, body });
    const post = (body: object = cdr): Promise<Asked> => ask("/cdrs", { method: "POST", token: cpoToken, body });
    assert.match((await put()).message, /NOT_ROUTED/);
    assert.match((await post()).message, /NOT_ROUTED/);
    hub.enableRouting(sandboxEmsp, sandboxParty);
    assert.match((await put({ ...session, cdr_token: { ...cdrToken, party_id: "QQQ" } })).message, /NOT_ROUTED/);
    emsp.server.faults.add({
      method: "PUT",
      path: "/ocpi/2.2.1/sessions",
      times: 1,
      act: { kind: "answer", when: "before", status: 503, body: "" },
    });
    assert.equal((await put()).code, 1000);
    assert.equal((await post()).code, 1000);
    const { headers } = await post();
    await hub.delivered();
    assert.deepEqual(emsp.kept.sessions, [session]);
    assert.deepEqual(emsp.kept.cdrs, [cdr]);
    assert.deepEqual((await ask(headers.get("location") ?? "", { token: cpoToken })).data, cdr);
    assert.deepEqual(ids(await ask("/sessions", { token: cpoToken })), ["S1"]);
  });

  it("refuses the wrong role, the wrong party, and what is nowhere, in an envelope", async () => {
    for (const [path, given, status, code] of [
      ["/sessions/IN/ABC/S1", { method: "PUT", token: emspToken, body: session }, 200, 2000],
      ["/sessions/IN/ZZZ/S1", { method: "PUT", token: cpoToken, body: session }, 200, 2000],
      ["/cdrs", { method: "POST", token: cpoToken, body: { ...cdr, party_id: "ZZZ" } }, 200, 2000],
      ["/cdrs", { method: "POST", token: cpoToken, body: {} }, 200, 2001],
      ["/commands/START_SESSION", { method: "POST", token: cpoToken, body: {} }, 200, 2000],
      ["/tokens/IN/ABC/1/authorize", { method: "PUT", token: emspToken }, 200, 2000],
      ["/locations/IN/ABC/L1", { method: "PUT" }, 401, 2002],
      ["/locations", { method: "POST", token: cpoToken, body: {} }, 405, 2000],
      ["/nowhere", { token: cpoToken }, 404, 2003],
      [`${hub.origin}/nowhere`, {}, 404, 2003],
    ] as const) {
      const answer = await ask(path, given);
      assert.deepEqual([answer.status, answer.code], [status, code], `${path} ${answer.message}`);
    }
  });

  it("says at a GET with a token in Base64 that it takes it as it is", async () => {
    for (const path of ["/versions", "/2.2.1/hubclientinfo"]) {
      const answer = await ask(`${hub.origin}/ocpi${path}`, { token: btoa(cpoToken) });
      assert.deepEqual([answer.status, answer.code], [401, 2002]);
      assert.match(answer.message, /not in Base64/);
    }
    assert.equal((await ask(`${hub.origin}/ocpi/versions`, { token: btoa("made up") })).message, "Unauthorized");
  });

  it("lists partners that have no platform, and their locations", async () => {
    const other = { role: "CPO", country_code: "IN", party_id: "QRS" };
    hub.addPartner(other, { status: "OFFLINE", locations: 60 });
    hub.addPartner({ ...other, party_id: "FLP" }, { status: "CONNECTED", flaps: true });
    const list = await ask("/hubclientinfo", { token: emspToken });
    assert.ok(list.headers.has("x-limit") && list.headers.has("x-total-count"));
    const status = async (party: string): Promise<unknown> =>
      ((await ask(`/hubclientinfo/IN/${party}`, { token: emspToken })).data as { status: unknown }).status;
    assert.equal(await status("QRS"), "OFFLINE");
    assert.deepEqual(new Set([await status("FLP"), await status("FLP")]), new Set(["CONNECTED", "OFFLINE"]));
    hub.enableRouting(sandboxEmsp, other);
    const page = await ask("/locations", { token: emspToken });
    assert.equal(page.headers.get("x-total-count"), "60");
    assert.equal(ids(page).length, 50);
    hub.disableRouting(sandboxEmsp, other);
    assert.deepEqual(ids(await ask("/locations", { token: emspToken })), []);
  });

  it("takes orders about rules at its desk", async () => {
    const desk = async (method: string, party: string, body?: object): Promise<number> => {
      const answer = await fetch(`${hub.origin}/desk/parties/${party}/routing`, {
        method,
        headers: { "x-sandbox-desk": "1" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return answer.status;
    };
    const isSeen = async (): Promise<boolean> => ids(await ask("/locations", { token: emspToken })).includes("BLR-001");
    assert.equal(await desk("POST", "IN/ABC"), 200);
    assert.equal(await isSeen(), true);
    assert.equal(await desk("DELETE", "IN/ABC"), 200);
    assert.equal(await isSeen(), false);
    assert.equal(await desk("POST", "IN/ABC", { with: "IN*XYZ" }), 200);
    assert.equal(await isSeen(), true);
    for (const body of [{ with: "IN*NOT" }, { with: 7 }]) assert.equal(await desk("POST", "IN/ABC", body), 400);
    assert.equal(await desk("DELETE", "IN/NOT"), 404);
  });
});
