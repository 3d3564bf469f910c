import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { cdr, driver, NOON, session, THIRD } from "../support/ocpi-objects.ts";
import { IDS, PlatformScene, ROUTED, type Asked } from "../support/platform-scene.ts";

describe("the sandbox's platform", () => {
  let scene: PlatformScene;

  before(async () => {
    scene = await PlatformScene.start();
  });

  beforeEach(() => scene.as("CPO"));

  after(() => scene.platform.stop());

  const ask: PlatformScene["ask"] = (...request) => scene.ask(...request);
  const codes: PlatformScene["codes"] = (...request) => scene.codes(...request);

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
      scene.as(role);
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
    const authorization = `Token ${btoa(scene.platform.token)}`;
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
    scene.as("EMSP");
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
    assert.equal(scene.platform.kept.commands.length, 5);
  });

  it("keeps sessions and CDRs however often and in whatever order they come", async () => {
    scene.as("EMSP");
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
    assert.deepEqual(scene.platform.kept.sessions, [session]);
    assert.equal(await codes("PATCH", path, { kwh: 1 }), "200 2001");
    assert.equal(await codes("PATCH", path, { kwh: 1, last_updated: "2026-11-20T13:00:00Z" }), "200 1000");
    assert.equal(scene.platform.kept.sessions[0]?.["kwh"], 1);
    assert.equal(await codes("DELETE", path), "405 2000");
    const locations = [await ask("POST", "/2.2.1/cdrs", cdr), await ask("POST", "/2.2.1/cdrs", cdr)].map(
      ({ headers }) => headers.get("location") ?? "",
    );
    assert.equal(scene.platform.kept.cdrs.length, 1);
    assert.equal(new Set(locations).size, 1);
    assert.deepEqual((await ask("GET", locations[0] ?? "")).body.data, cdr);
    assert.equal(await codes("DELETE", locations[0] ?? ""), "405 2000");
  });

  it("keeps the other objects that an eMSP is sent, and parts of locations", async () => {
    const [site] = (await ask("GET", "/2.2.1/locations")).body.data as [{ id: string; evses: { uid: string }[] }];
    const [tariff] = (await ask("GET", "/2.2.1/tariffs")).body.data as [{ id: string }];
    scene.as("EMSP");
    const place = `/2.2.1/locations/IN/ABC/${site.id}`;
    assert.equal(await codes("PUT", place, site), "201 1000");
    const evse = `${place}/${site.evses[0]?.uid}`;
    assert.equal(await codes("PATCH", evse, { status: "BLOCKED", last_updated: "2026-12-01T00:00:00Z" }), "200 1000");
    assert.equal(((await ask("GET", evse)).body.data as { status: string }).status, "BLOCKED");
    assert.equal(scene.platform.kept.locations[0]?.["last_updated"], "2026-12-01T00:00:00Z");
    const connector = { ...((await ask("GET", `${evse}/1`)).body.data as object), max_amperage: 60 };
    assert.equal(await codes("PUT", `${evse}/2`, { ...connector, id: "2" }), "201 1000");
    assert.equal(await codes("PUT", `${evse}/3`, connector), "200 2001");
    assert.equal(await codes("PUT", `/2.2.1/tariffs/IN/ABC/${tariff.id}`, tariff), "201 1000");
    assert.equal(await codes("DELETE", `/2.2.1/tariffs/IN/ABC/${tariff.id}`), "200 1000");
    assert.equal(await codes("POST", "/2.2.1/commands/START_SESSION/7", { result: "ACCEPTED" }), "200 1000");
    assert.equal(scene.platform.kept.commandResults[0]?.id, "7");
    const info = { ...THIRD, role: "CPO", status: "CONNECTED", last_updated: NOON };
    assert.equal(await codes("PUT", "/2.2.1/hubclientinfo/IN/ZZZ", info), "201 1000");
    assert.deepEqual((await ask("GET", "/2.2.1/hubclientinfo/IN/ZZZ")).body.data, info);
  });

  it("shows at its desk what it keeps, and no token", async () => {
    scene.as("EMSP");
    await ask("POST", "/2.2.1/cdrs", cdr);
    const desk = await ask("GET", `${scene.platform.origin}/desk`);
    assert.match(desk.text, /"cdrs": \[\s+\{/);
    assert.ok(!desk.text.includes(scene.platform.token));
  });
});
