import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SandboxPlatform } from "../../src/sandbox/platform.ts";
import { rightPlatform, type PlatformSwitches } from "../../src/sandbox/platform/switches.ts";

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly status_code?: unknown;
    readonly timestamp?: unknown;
    readonly data?: unknown;
    readonly [field: string]: unknown;
  };
}

const IDS = { "x-request-id": "request-1", "x-correlation-id": "correlation-1" };
const ROUTED = {
  "ocpi-from-country-code": "IN",
  "ocpi-from-party-id": "CIH",
  "ocpi-to-country-code": "IN",
  "ocpi-to-party-id": "ABC",
};
const THIRD = { country_code: "IN", party_id: "ZZZ" };
const NOON = "2026-11-20T12:00:00Z";

const session = {
  ...THIRD,
  id: "S1",
  start_date_time: NOON,
  kwh: 0,
  cdr_token: { country_code: "IN", party_id: "XYZ", uid: "1", type: "RFID", contract_id: "C1" },
  auth_method: "COMMAND",
  location_id: "L1",
  evse_uid: "E1",
  connector_id: "1",
  currency: "INR",
  status: "ACTIVE",
  last_updated: NOON,
};
const cdr = {
  ...THIRD,
  id: "C1",
  start_date_time: NOON,
  end_date_time: NOON,
  cdr_token: session.cdr_token,
  auth_method: "COMMAND",
  cdr_location: { id: "L1" },
  currency: "INR",
  charging_periods: [{ start_date_time: NOON, dimensions: [{ type: "TIME", volume: 0 }] }],
  total_cost: { excl_vat: 0 },
  total_energy: 0,
  total_time: 0,
  last_updated: NOON,
};
const driver = {
  country_code: "IN",
  party_id: "XYZ",
  uid: "T1",
  type: "RFID",
  contract_id: "C1",
  issuer: "eMSP",
  valid: true,
  whitelist: "ALLOWED",
  last_updated: NOON,
};

describe("the sandbox's platform", () => {
  let platform: SandboxPlatform;

  before(async () => {
    platform = await SandboxPlatform.start();
  });

  beforeEach(() => as("CPO"));

  after(() => platform.stop());

  function as(role: PlatformSwitches["role"], faults: Partial<PlatformSwitches> = {}): void {
    Object.assign(platform.switches, rightPlatform, faults, { role });
    for (const list of Object.values(platform.kept) as unknown[][]) list.length = 0;
  }

  /** A request with the platform token, below `/ocpi`; a body that is a text goes out as it is. */
  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Asked> {
    const url = path.startsWith("http") ? path : `${platform.origin}/ocpi${path}`;
    const answer = await fetch(url, {
      method,
      redirect: "manual",
      headers: { authorization: `Token ${platform.token}`, ...IDS, ...headers },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const read = await answer.text();
    const isJson = answer.headers.get("content-type") === "application/json";
    return {
      status: answer.status,
      headers: answer.headers,
      text: read,
      body: isJson ? (JSON.parse(read) as Asked["body"]) : {},
    };
  }

  /** The HTTP status and the OCPI code. */
  async function codes(...request: Parameters<typeof ask>): Promise<string> {
    const { status, body } = await ask(...request);
    return `${status} ${String(body.status_code)}`;
  }

  /** Each answer is one of OCPI's, whatever it says. */
  function isOcpi({ headers, body }: Asked, what: string): void {
    assert.equal(headers.get("content-type"), "application/json", what);
    assert.equal(headers.get("x-request-id"), IDS["x-request-id"], what);
    assert.equal(headers.get("x-correlation-id"), IDS["x-correlation-id"], what);
    assert.equal(typeof body.status_code, "number", what);
    assert.match(String(body.timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, what);
  }

  for (const role of ["CPO", "EMSP", "both"] as const) {
    it(`serves everything that it lists, to its token alone: ${role}`, async () => {
      as(role);
      const details = (await ask("GET", "/2.2.1")).body.data as {
        endpoints: { identifier: string; role: string; url: string }[];
      };
      const modules = new Set(details.endpoints.map(({ identifier }) => identifier));
      assert.equal(modules.size, 8, [...modules].join(" "));
      for (const { identifier, role: side, url } of details.endpoints) {
        const receiver: Readonly<Record<string, [string, string]>> = {
          commands: ["POST", role === "EMSP" ? "/START_SESSION/1" : "/START_SESSION"],
          cdrs: ["POST", ""],
          hubclientinfo: ["PUT", "/IN/ZZZ"],
          credentials: ["GET", ""],
        };
        const [method, end] =
          side === "SENDER" && identifier !== "commands" ? ["GET", ""] : (receiver[identifier] ?? ["PUT", "/IN/ZZZ/1"]);
        const body = method === "GET" ? undefined : {};
        const good = await ask(method, url + end, body);
        isOcpi(good, `${method} ${identifier}`);
        assert.ok(good.status < 400, `${method} ${identifier} ${side}: ${good.status} ${good.text}`);
        for (const authorization of ["", "Token not-a-token"]) {
          const refusal = await ask(method, url + end, body, { authorization });
          isOcpi(refusal, `${method} ${identifier} without its token`);
          assert.equal(refusal.status, 401);
        }
      }
    });
  }

  it("takes its token plain and in Base64, and says 401 before it says what is there", async () => {
    const authorization = `Token ${btoa(platform.token)}`;
    assert.equal(await codes("GET", "/versions", undefined, { authorization }), "200 1000");
    const unknown = await ask("GET", "/2.2.1/nowhere", undefined, { authorization: "" });
    isOcpi(unknown, "an unknown path");
    assert.equal(unknown.status, 401);
    for (const [method, path, wanted] of [
      ["GET", "/2.2.1/nowhere", "404 2000"],
      ["GET", "/2.2.1/sessions/IN/ZZZ/1", "404 2000"],
      ["POST", "/versions", "405 2000"],
      ["POST", "/2.2.1/credentials", "405 2000"],
      ["DELETE", "/2.2.1/credentials", "405 2000"],
      ["GET", "/2.2.1/commands/START_SESSION", "405 2000"],
    ] as const) {
      const answer = await ask(method, path);
      isOcpi(answer, `${method} ${path}`);
      assert.equal(`${answer.status} ${String(answer.body.status_code)}`, wanted, `${method} ${path}`);
      assert.equal(answer.headers.has("allow"), answer.status === 405);
    }
  });

  it("has lists in pages, and swaps routing headers where they are allowed", async () => {
    const first = await ask("GET", "/2.2.1/locations?limit=1&date_from=2026-01-01T00:00:00Z", undefined, ROUTED);
    assert.equal(first.headers.get("x-total-count"), "2");
    assert.equal(first.headers.get("x-limit"), "50");
    assert.equal(first.headers.get("ocpi-to-party-id"), "CIH");
    assert.equal(first.headers.get("ocpi-from-party-id"), "ABC");
    const next = /^<(.+)>; rel="next"$/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await ask("GET", next);
    assert.equal(second.headers.get("link"), null);
    const [one, other] = [first, second].map(({ body }) => (body.data as { id: string }[])[0]?.id);
    assert.notEqual(one, other);
    assert.equal(await codes("GET", `/2.2.1/locations/${one}`), "200 1000");
    assert.equal(await codes("GET", "/2.2.1/locations/none"), "404 2003");
    assert.deepEqual((await ask("GET", "/2.2.1/cdrs?date_from=2027-01-01T00:00:00Z")).body.data, []);
    assert.equal(await codes("GET", "/2.2.1/tariffs?limit=all"), "200 2001");
    const versions = await ask("GET", "/versions", undefined, ROUTED);
    assert.equal(versions.headers.has("ocpi-to-party-id"), false);
  });

  it("authorizes tokens that it knows, and says UNKNOWN of others", async () => {
    const path = "/2.2.1/tokens/IN/XYZ/T1";
    const allowed = async (): Promise<unknown> =>
      ((await ask("PUT", `${path}/authorize`, {})).body.data as { allowed?: unknown } | undefined)?.allowed;
    assert.equal(await codes("PUT", `${path}/authorize`, {}), "200 2001");
    assert.equal(((await ask("PUT", `${path}/authorize`)).body.data as { allowed: string }).allowed, "UNKNOWN");
    assert.equal(await codes("GET", path), "404 2004");
    assert.equal(await codes("PUT", path, driver), "201 1000");
    assert.equal(await codes("GET", path), "200 1000");
    const known = (await ask("PUT", `${path}/authorize`, { location_id: "BLR-001" })).body.data;
    assert.equal((known as { allowed: string }).allowed, "ALLOWED");
    assert.equal(await allowed(), undefined);
    assert.equal(await codes("POST", `${path}/authorize`), "405 2000");
    as("EMSP");
    assert.equal(await codes("POST", "/2.2.1/tokens/04E9A2B1C35D80/authorize"), "200 1000");
    assert.equal(await codes("POST", "/2.2.1/tokens/none/authorize"), "404 2004");
  });

  it("answers commands, and reports what came of those that it accepted to this machine alone", async () => {
    const called: string[] = [];
    const hub = createServer((incoming, outgoing) => {
      void text(incoming).then((body) => called.push(`${incoming.method} ${incoming.url} ${body}`));
      outgoing.setHeader("connection", "close").end();
    });
    hub.listen(0, "127.0.0.1");
    await once(hub, "listening");
    const own = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
    const result = async (command: string, body: object): Promise<unknown> => {
      const answer = await ask("POST", `/2.2.1/commands/${command}`, { response_url: `${own}/${command}`, ...body });
      const data = answer.body.data as { result?: unknown; timeout?: unknown } | undefined;
      if (data !== undefined) assert.equal(typeof data.timeout, "number");
      return data?.result ?? answer.body.status_code;
    };
    assert.equal(await result("START_SESSION", { token: driver, location_id: "none" }), "REJECTED");
    assert.equal(await result("STOP_SESSION", { session_id: "none" }), "UNKNOWN_SESSION");
    assert.equal(await result("STOP_SESSION", {}), 2001);
    assert.equal(await result("CANCEL_RESERVATION", { reservation_id: "none" }), "REJECTED");
    assert.equal(await result("DANCE", {}), 2000);
    const response_url = "https://callback.invalid/OCPI-TEST-1";
    assert.equal(await result("START_SESSION", { response_url, token: driver, location_id: "BLR-001" }), "ACCEPTED");
    const reported = once(hub, "request");
    assert.equal(await result("START_SESSION", { token: driver, location_id: "BLR-001" }), "ACCEPTED");
    await reported;
    hub.close();
    await once(hub, "close");
    assert.deepEqual(called, ['POST /START_SESSION {"result":"ACCEPTED"}']);
    assert.equal(platform.kept.commands.length, 5);
  });

  it("keeps sessions and CDRs however often and in whatever order they come", async () => {
    as("EMSP");
    const path = "/2.2.1/sessions/IN/ZZZ/S1";
    assert.equal(await codes("GET", path), "404 2003");
    assert.equal(await codes("PATCH", path, { kwh: 1, last_updated: NOON }), "404 2003");
    assert.equal(await codes("PUT", path, "{"), "400 2001");
    assert.equal(await codes("PUT", path, {}), "200 2001");
    assert.equal(await codes("PUT", path), "200 2001");
    assert.equal(await codes("PUT", "/2.2.1/sessions/IN/ZZZ/S2", session), "200 2001");
    assert.equal(await codes("PUT", path, session), "201 1000");
    assert.equal(await codes("PUT", "/2.2.1/sessions/in/zzz/S1", session), "200 1000");
    const older = { ...session, kwh: 9, last_updated: "2026-11-20T11:00:00Z" };
    assert.equal(await codes("PUT", path, older), "200 1000");
    assert.deepEqual(platform.kept.sessions, [session]);
    assert.equal(await codes("PATCH", path, { kwh: 1 }), "200 2001");
    assert.equal(await codes("PATCH", path, { kwh: 1, last_updated: "2026-11-20T13:00:00Z" }), "200 1000");
    assert.equal(platform.kept.sessions[0]?.["kwh"], 1);
    assert.equal(await codes("DELETE", path), "405 2000");
    const locations = [await ask("POST", "/2.2.1/cdrs", cdr), await ask("POST", "/2.2.1/cdrs", cdr)].map(
      ({ headers }) => headers.get("location") ?? "",
    );
    assert.equal(platform.kept.cdrs.length, 1);
    assert.equal(new Set(locations).size, 1);
    assert.deepEqual((await ask("GET", locations[0] ?? "")).body.data, cdr);
    assert.equal(await codes("DELETE", locations[0] ?? ""), "405 2000");
  });

  it("keeps the other objects that an eMSP is sent, and parts of locations", async () => {
    const [site] = (await ask("GET", "/2.2.1/locations")).body.data as [{ id: string; evses: { uid: string }[] }];
    const [tariff] = (await ask("GET", "/2.2.1/tariffs")).body.data as [{ id: string }];
    as("EMSP");
    const place = `/2.2.1/locations/IN/ABC/${site.id}`;
    assert.equal(await codes("PUT", place, site), "201 1000");
    const evse = `${place}/${site.evses[0]?.uid}`;
    assert.equal(await codes("PATCH", evse, { status: "BLOCKED", last_updated: "2026-12-01T00:00:00Z" }), "200 1000");
    assert.equal(((await ask("GET", evse)).body.data as { status: string }).status, "BLOCKED");
    assert.equal(platform.kept.locations[0]?.["last_updated"], "2026-12-01T00:00:00Z");
    const connector = { ...((await ask("GET", `${evse}/1`)).body.data as object), max_amperage: 60 };
    assert.equal(await codes("PUT", `${evse}/2`, { ...connector, id: "2" }), "201 1000");
    assert.equal(await codes("PUT", `${evse}/3`, connector), "200 2001");
    assert.equal(await codes("PUT", `/2.2.1/tariffs/IN/ABC/${tariff.id}`, tariff), "201 1000");
    assert.equal(await codes("DELETE", `/2.2.1/tariffs/IN/ABC/${tariff.id}`), "200 1000");
    assert.equal(await codes("POST", "/2.2.1/commands/START_SESSION/7", { result: "ACCEPTED" }), "200 1000");
    assert.equal(platform.kept.commandResults[0]?.id, "7");
    const info = { ...THIRD, role: "CPO", status: "CONNECTED", last_updated: NOON };
    assert.equal(await codes("PUT", "/2.2.1/hubclientinfo/IN/ZZZ", info), "201 1000");
    assert.deepEqual((await ask("GET", "/2.2.1/hubclientinfo/IN/ZZZ")).body.data, info);
  });

  it("shows at its desk what it keeps, and no token", async () => {
    as("EMSP");
    await ask("POST", "/2.2.1/cdrs", cdr);
    const desk = await ask("GET", `${platform.origin}/desk`);
    assert.match(desk.text, /"cdrs":\[\{/);
    assert.ok(!desk.text.includes(platform.token));
  });

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
      as("both");
      assert.equal(await codes(...request), right);
      as("both", fault);
      assert.equal(await codes(...request), wanted);
    });
  }

  it("can be wrong in what it answers where its codes are right", async () => {
    const data = async (path: string): Promise<unknown> => (await ask("GET", path)).body.data;
    as("CPO", { shape: "list" });
    assert.ok(Array.isArray(await data("/2.2.1")));
    assert.ok("endpoints" in ((await data("/2.2.1/details")) as object));
    as("CPO", { shape: "details" });
    assert.ok("endpoints" in ((await data("/versions")) as object));
    as("CPO", { shape: "wrapped" });
    assert.ok("versions" in ((await data("/versions")) as object));
    as("CPO", { details: "other version", lists: (endpoints) => endpoints.slice(1) });
    const details = (await data("/2.2.1")) as { version: string; endpoints: unknown[] };
    assert.deepEqual([details.version, details.endpoints.length], ["2.1.1", 7]);
    as("CPO", { envelope: "local timestamp", echoes: "on success only" });
    const late = await ask("GET", "/versions");
    assert.match(String(late.body.timestamp), /\+05:30$/);
    assert.ok(late.headers.has("x-request-id"));
    assert.ok(!(await ask("GET", "/versions", undefined, { authorization: "" })).headers.has("x-request-id"));
    as("CPO", { lists21: "no headers" });
    assert.ok(!(await ask("GET", "/2.2.1/locations")).headers.has("x-total-count"));
    as("EMSP", { cdrLocation: "relative", repeats: "twice" });
    assert.match((await ask("POST", "/2.2.1/cdrs", cdr)).headers.get("location") ?? "", /^\//);
    await ask("POST", "/2.2.1/cdrs", cdr);
    assert.equal(platform.kept.cdrs.length, 2);
    as("EMSP", { repeats: "conflict", cdrLocation: "absent", outOfOrder: "takes older" });
    await ask("POST", "/2.2.1/cdrs", cdr);
    assert.equal(await codes("POST", "/2.2.1/cdrs", cdr), "409 2000");
  });
});
