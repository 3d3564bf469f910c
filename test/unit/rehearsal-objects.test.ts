import assert from "node:assert/strict";
import * as z from "zod/mini";
import { cdr } from "../../src/core/ocpi/objects/cdr.ts";
import { location } from "../../src/core/ocpi/objects/location.ts";
import { session } from "../../src/core/ocpi/objects/session.ts";
import { tariff } from "../../src/core/ocpi/objects/tariff.ts";
import { token } from "../../src/core/ocpi/objects/token.ts";
import {
  testCdr,
  testClientInfo,
  testLocation,
  testSession,
  testStart,
  testStop,
  testTariff,
  testToken,
} from "../../src/core/onboarding/rehearsal/objects.ts";

const hub = { country_code: "IN", party_id: "CIH" };
const own = { country_code: "IN", party_id: "XYZ" };
const at = new Date("2026-11-20T12:00:00.123Z");

const responseUrl = z.string().check(z.maxLength(255), z.url());
const sent: Readonly<Record<string, readonly [z.ZodMiniType, unknown]>> = {
  "a session that begins": [session, testSession(hub, own, "PENDING", at, at)],
  "a session": [session, testSession(hub, own, "ACTIVE", at, at)],
  "a session that is closed": [session, testSession(hub, own, "COMPLETED", at, at)],
  "a CDR": [cdr, testCdr(hub, own)],
  "a token": [token, testToken(hub, own, at)],
  "a location": [location, testLocation(hub, own, at)],
  "a tariff": [tariff, testTariff(hub, own, at)],
  // OCPI 2.2.1 mod_commands, StartSession and StopSession.
  START_SESSION: [
    z.strictObject({ response_url: responseUrl, token, location_id: z.string().check(z.maxLength(36)) }),
    testStart(hub, own, at),
  ],
  STOP_SESSION: [
    z.strictObject({ response_url: responseUrl, session_id: z.string().check(z.maxLength(36)) }),
    testStop(own),
  ],
  // OCPI 2.2.1 mod_hub_client_info, ClientInfo.
  "what the hub says of a party": [
    z.strictObject({
      party_id: z.string().check(z.maxLength(3)),
      country_code: z.string().check(z.length(2)),
      role: z.enum(["CPO", "EMSP"]),
      status: z.enum(["CONNECTED", "OFFLINE", "PLANNED", "SUSPENDED"]),
      last_updated: z.iso.datetime(),
    }),
    testClientInfo(hub, "CPO", at),
  ],
};

/** Every number in a value. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** Every text in a value, by its key. */
function textsIn(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]): [string, string][] =>
    typeof item === "string" ? [[key, item]] : textsIn(item),
  );
}

describe("what a rehearsal sends", () => {
  for (const [what, [schema, body]] of Object.entries(sent)) {
    it(`${what} is valid by OCPI 2.2.1`, () => {
      const read = z.safeParse(schema, JSON.parse(JSON.stringify(body)));
      assert.ok(read.success, JSON.stringify(read.error?.issues));
    });

    it(`${what} is worth nothing, and of no customer`, () => {
      // A tariff is charged in steps of one.
      assert.ok(numbersIn(body).every((number) => number === 0 || what === "a tariff"));
      for (const [key, text] of textsIn(body)) {
        if (/^(?:id|uid|session_id|location_id|evse_uid|contract_id)$/.test(key))
          assert.match(text, /^OCPI-TEST-/, key);
      }
      assert.doesNotMatch(JSON.stringify(body), /"valid":true/);
    });
  }

  it("names the eMSP whose driver charges, without which a hub cannot route a session", () => {
    for (const body of [testSession(hub, own, "ACTIVE", at, at), testCdr(hub, own)]) {
      const { cdr_token: driver } = body as { cdr_token: Record<string, unknown> };
      assert.deepEqual([driver["country_code"], driver["party_id"]], ["IN", "XYZ"]);
    }
  });
});
