import assert from "node:assert/strict";
import {
  checkAuthorize,
  checkCommand,
  checkTime,
  readBack,
  wrongAnswerIn,
  type MadeCall,
} from "../../src/core/checks/rehearsal.ts";
import { testId } from "../../src/core/onboarding/rehearsal/objects.ts";
import { Pace } from "../../src/core/peer/pace.ts";
import { readAnswer } from "../../src/core/peer/read-answer.ts";
import type { Answer } from "../../src/core/peer/answer.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";

const request = {
  method: "PUT",
  url: "https://platform.example.com/x",
  headers: {},
  unsafe: true,
  signal: new AbortController().signal,
} as const;

async function answer(status: number, body: unknown): Promise<Answer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return readAnswer(request, { status, headers: new Headers(), body: new Response(text).body }, true);
}

async function made(status: number, body: unknown, durationMs = 5): Promise<MadeCall> {
  return { module: "tokens", body: "{}", encoding: "plain", answer: await answer(status, body), durationMs };
}

function enveloped(code: number, data?: unknown): unknown {
  return { status_code: code, timestamp: "2026-01-01T00:00:00Z", data };
}

describe("what an answer to one of the hub's own calls means", () => {
  it("UNKNOWN is a word of ChargeIndia Hub's, and not of OCPI's", async () => {
    const call = await made(200, enveloped(1000, { allowed: "UNKNOWN" }));
    assert.equal(checkAuthorize(call, chargeindia).fault, undefined);
    assert.equal(checkAuthorize(call, ocpi221).fault?.code, "rehearsal-authorize");
  });

  it("a token that is not known is said so by HTTP 404, by OCPI 2004, or by both; never by a page", async () => {
    for (const [status, code] of [
      [404, 2004],
      [404, 2000],
      [200, 2004],
      [200, 2003],
    ] as const) {
      assert.equal(
        checkAuthorize(await made(status, enveloped(code)), chargeindia).fault,
        undefined,
        `${status} ${code}`,
      );
    }
    for (const [status, body] of [
      [404, "<html></html>"],
      [404, ""],
      [200, enveloped(2000)],
      [405, enveloped(2000)],
      [401, enveloped(2002)],
    ] as const) {
      assert.equal(
        checkAuthorize(await made(status, body), chargeindia).fault?.code,
        "rehearsal-authorize",
        String(status),
      );
    }
  });

  it("ACCEPTED is ACCEPTED, whatever is around it", async () => {
    for (const [status, body] of [
      [200, enveloped(1000, { result: "ACCEPTED", timeout: 30 })],
      [200, { result: "ACCEPTED" }],
      [500, enveloped(3000, { result: "ACCEPTED" })],
      [202, enveloped(2000, { result: "ACCEPTED" })],
    ] as const) {
      const judged = checkCommand(await made(status, body));
      assert.deepEqual([judged.isAccepted, judged.fault?.code], [true, "rehearsal-accepted"], JSON.stringify(body));
    }
  });

  it("an unknown location is a right answer to a command, with a code, too", async () => {
    assert.equal(checkCommand(await made(200, enveloped(2003))).fault, undefined);
    assert.equal(checkCommand(await made(200, enveloped(1000, { result: "REJECTED", timeout: 0 }))).fault, undefined);
  });

  it("what keeps it from being a success has one name", async () => {
    const cases = [
      [200, enveloped(1000), undefined],
      [201, enveloped(1900), undefined],
      [301, "", "moved"],
      [503, "<html></html>", "page"],
      [500, enveloped(3000), "crash"],
      [200, enveloped(3001), "crash"],
      [403, enveloped(2000), "token"],
      [501, "", "missing"],
      [200, "{}", "bare"],
      [200, "", "bare"],
      [200, enveloped(2001), "refused"],
      [409, enveloped(2000), "refused"],
    ] as const;
    for (const [status, body, wrong] of cases) {
      assert.equal(wrongAnswerIn(await answer(status, body)), wrong, `${status} ${JSON.stringify(body)}`);
    }
  });

  it("is told where it took longer than two seconds", async () => {
    assert.equal(checkTime(await made(200, enveloped(1000), 2000)), undefined);
    assert.equal(checkTime(await made(200, enveloped(1000), 2001))?.code, "rehearsal-slow");
  });

  it("reads back only what bears the id, and claims nothing of a GET that is not there", async () => {
    const session = { id: "ocpi-test-1", status: "ACTIVE", last_updated: "2026-01-01T00:00:00Z" };
    const found = readBack(await answer(200, enveloped(1000, session)), "OCPI-TEST-1");
    assert.deepEqual(found, { kind: "there", status: "ACTIVE", lastUpdated: new Date("2026-01-01T00:00:00Z") });
    assert.deepEqual(readBack(await answer(404, enveloped(2003)), "OCPI-TEST-1"), { kind: "absent" });
    for (const [status, body] of [
      [404, enveloped(2000)],
      [404, ""],
      [405, enveloped(2000)],
      [200, enveloped(1000, { id: "another" })],
      [200, enveloped(1000, [])],
    ] as const) {
      assert.deepEqual(readBack(await answer(status, body), "OCPI-TEST-1"), { kind: "unread" }, `${status}`);
    }
  });

  it("names test objects alike in every rehearsal of a party, within the length that OCPI has", () => {
    const owner = { country_code: "in", party_id: "xyz" };
    assert.equal(testId("SESSION", owner), "OCPI-TEST-SESSION-INXYZ");
    assert.ok(testId("LOCATION", owner).length <= 36);
  });
});

describe("the pace of a rehearsal", () => {
  it("lets requests begin a second apart, in the order in which they asked, also where one took longer", async () => {
    let time = 0;
    const waiting: { at: number; go: () => void }[] = [];
    const pace = new Pace(1000, {
      now: () => new Date(time),
      sleep: async (ms) => new Promise((go) => void waiting.push({ at: time + ms, go })),
    });
    const signal = new AbortController().signal;
    const begun: [string, number][] = [];
    const turn = async (name: string): Promise<void> => pace.turn(signal).then(() => void begun.push([name, time]));
    const advance = async (to: number): Promise<void> => {
      time = to;
      for (const { at, go } of waiting) if (at <= to) go();
      await new Promise((resolve) => setImmediate(resolve));
    };
    void turn("a");
    void turn("b");
    void turn("c");
    for (const to of [0, 500, 1000, 2000]) await advance(to);
    assert.deepEqual(begun, [
      ["a", 0],
      ["b", 1000],
      ["c", 2000],
    ]);
    time = 9000;
    void turn("d");
    await advance(9000);
    assert.deepEqual(begun.at(-1), ["d", 9000]);
  });
});
