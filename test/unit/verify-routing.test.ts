import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { partyName, type Party } from "../../src/core/ocpi/party.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import { reportDocument } from "../../src/core/report/document.ts";
import { handover } from "../../src/core/report/handover.ts";
import { markdownReport } from "../../src/core/report/markdown.ts";
import { success } from "../support/recorded-peer.ts";
import {
  BASE,
  counted,
  cpo,
  emsp,
  entry,
  HUB,
  hubOf,
  LOCATIONS,
  verify,
  xyw,
  xyz,
  type Answers,
  type Given,
} from "../support/verify-recorded.ts";

function location(party: Party, id: string): Record<string, unknown> {
  return { country_code: party.country_code, party_id: party.party_id, id };
}

describe("verify: the partners in `routing`", () => {
  it("are looked up by their own paths, eight at once, and no list is read for them", async () => {
    const partners = Array.from({ length: 40 }, (_none, index): Party => ({ ...xyz, party_id: `Q${10 + index}` }));
    const { hub, record, codes } = await verify(hubOf([entry(cpo), ...partners.map((party) => entry(party))]), {
      own: [cpo],
      routing: partners,
    });
    assert.equal(hub.seen.filter((line) => line.endsWith("/hubclientinfo")).length, 1);
    assert.equal(hub.seen.filter((line) => line.includes("/hubclientinfo/IN/Q")).length, 40);
    assert.ok(hub.atOnce <= 8, String(hub.atOnce));
    assert.ok(record.partners.every(({ status }) => status === "CONNECTED"));
    assert.deepEqual(codes, ["routing-unseen"]);
  });

  it("are found in the list of a hub that has no path for one party", async () => {
    const { record, hub } = await verify(
      hubOf([entry(cpo)], { [`${BASE}/hubclientinfo`]: success([entry(cpo), entry(xyz, "OFFLINE")], counted) }),
      { own: [cpo], routing: [xyz], profile: ocpi221 },
    );
    assert.deepEqual(
      record.partners.map(({ status }) => status),
      ["OFFLINE"],
    );
    assert.ok(hub.seen.every((line) => !line.includes("/hubclientinfo/")));
  });

  for (const [status, who, sentence] of [
    ["PLANNED", "you", /PLANNED at the hub.*Only its operator can finish its onboarding.*nothing to fix/],
    ["OFFLINE", "you", /OFFLINE: the hub's health checks of its platform fail.*Only its operator can fix that/],
    ["SUSPENDED", "account-team", /SUSPENDED at the hub.*Only the account team ends that/],
    ["NOT_LISTED", "you", /does not list IN\*XYZ \(CPO\)/],
    ["ACTIVE", "account-team", /not known whether IN\*XYZ \(CPO\) is CONNECTED: the hub gives no status that OCPI has/],
  ] as const) {
    it(`are told with whose turn it is: ${status}`, async () => {
      const entries = [entry(cpo), ...(status === "NOT_LISTED" ? [] : [entry(xyz, status)])];
      const at = await verify(hubOf(entries), { own: [cpo], routing: [xyz] });
      const found = at.finding("partners-not-connected");
      assert.deepEqual([found.check, found.severity, found.who], ["HCI-15", "warning", who]);
      assert.match(found.message.join(" "), sentence);
      // Whom the own party may reach says nothing of the registration.
      assert.equal(at.record.result, "connected");
    });
  }

  it("are one finding for those of one status, and a note where routing is not arranged pair by pair", async () => {
    const all = [entry(cpo), entry(xyz, "PLANNED"), entry(xyw, "PLANNED")];
    const { finding } = await verify(hubOf([entry(cpo)], { [`${BASE}/hubclientinfo`]: success(all, counted) }), {
      own: [cpo],
      routing: [xyz, xyw],
      profile: ocpi221,
    });
    assert.equal(finding("partners-not-connected").severity, "info");
    assert.match(finding("partners-not-connected").message[0], /^IN\*XYZ \(CPO\) and IN\*XYW \(CPO\) are PLANNED/);
  });

  it("are named up to ten, and counted beyond", async () => {
    const partners = Array.from({ length: 14 }, (_none, index): Party => ({ ...xyz, party_id: `Q${10 + index}` }));
    const { finding } = await verify(hubOf([entry(cpo), ...partners.map((party) => entry(party, "OFFLINE"))]), {
      own: [cpo],
      routing: partners,
    });
    assert.match(finding("partners-not-connected").message[0], /IN\*Q19 \(CPO\) and 4 others are OFFLINE/);
  });

  it("are to be corrected in `routing` where the hub lists them in another role", async () => {
    const { finding, codes } = await verify(hubOf([entry(cpo), entry({ ...xyz, role: "EMSP" })]), {
      own: [cpo],
      routing: [xyz],
    });
    assert.match(finding("partner-other-role").message[0], /lists IN\*XYZ as "EMSP"; `routing` names it as CPO/);
    assert.ok(!codes.includes("partners-not-connected"), codes.join());
  });

  it("are said once to be invisible to a CPO", async () => {
    const partner = { ...xyz, role: "EMSP" };
    const { finding, hub } = await verify(hubOf([entry(cpo), entry(partner)]), { own: [cpo], routing: [partner] });
    assert.equal(finding("routing-unseen").severity, "info");
    assert.match(
      finding("routing-unseen").message.join(" "),
      /whether the routing to IN\*XYZ \(EMSP\) is enabled.*The account team can see it/,
    );
    assert.ok(!hub.seen.some((line) => line.includes("/locations")));
  });

  it("stand in the report, in all its forms", async () => {
    const { record } = await verify(
      hubOf([entry(emsp), entry(xyz), entry(xyw, "PLANNED")], {
        [LOCATIONS]: success([location(xyz, "1"), location({ ...xyz, party_id: "xyz" }, "2"), location(cpo, "3")]),
      }),
      { routing: [xyz, xyw] },
    );
    assert.deepEqual(
      record.partners.map(({ party, status, visible }) => [partyName(party), status, visible]),
      [
        ["IN*XYZ", "CONNECTED", { locations: 2, more: false }],
        ["IN*XYW", "PLANNED", { locations: 0, more: false }],
      ],
    );
    const { partners } = reportDocument(record);
    assert.deepEqual(partners?.[0], {
      ...xyz,
      status: "CONNECTED",
      last_updated: "2026-11-22T09:00:00Z",
      visible: { locations: 2, more: false },
    });
    assert.match(
      markdownReport(record, actionWords),
      /### Routing\n\n.*\n.*\n\| `IN\*XYZ` \| CPO \| CONNECTED \| 2 \|/,
    );
  });

  it("are in no report of a run without `routing`", async () => {
    const { record } = await verify(hubOf([entry(emsp)]));
    assert.ok(!("partners" in reportDocument(record)));
    assert.doesNotMatch(markdownReport(record, actionWords), /### Routing/);
  });
});

describe("verify: what an eMSP sees of CPOs", () => {
  const given: Given = { routing: [xyz, xyw] };

  /** A list of locations in so many pages of one location each, the last one ends it. */
  function pages(count: number, more = false): Answers {
    const at = (page: number): string => (page === 0 ? LOCATIONS : `${BASE}/locations?offset=${page}&limit=1`);
    return Object.fromEntries(
      Array.from({ length: count }, (_none, page) => [
        at(page),
        success(
          [location(xyz, String(page))],
          page < count - 1 || more ? { link: `<${HUB}${at(page + 1)}>; rel="next"` } : {},
        ),
      ]),
    );
  }

  const connected = [entry(emsp), entry(xyz), entry(xyw)];

  it("is counted over all pages", async () => {
    const { record, codes, hub } = await verify(hubOf(connected, pages(20)), { routing: [xyz] });
    assert.deepEqual(record.partners[0]?.visible, { locations: 20, more: false });
    assert.equal(hub.seen.filter((line) => line.includes("/locations")).length, 20);
    assert.deepEqual(codes, []);
  });

  it("shows a missing rule by a CPO that is CONNECTED, of which a whole list has nothing", async () => {
    const { finding, record } = await verify(hubOf(connected, pages(2)), given);
    const { severity, who, message } = finding("routing-rule-missing");
    assert.deepEqual([severity, who], ["warning", "account-team"]);
    assert.match(message[0], /^The hub shows no location of IN\*XYW \(CPO\), although it is CONNECTED\.$/);
    const { text } = handover(record);
    assert.match(
      text,
      /- enable the routing rules for these pairs, of which we see no location:\n {2}IN\*ABD \(EMSP\) and IN\*XYW \(CPO\)\.\n/,
    );
    assert.doesNotMatch(text, /\(EMSP\) and IN\*XYZ/);
    // What is to be done speaks of the message, so the summary has it.
    assert.match(markdownReport(record, actionWords), /### Message for the account team/);
    assert.equal(record.result, "connected");
  });

  for (const status of ["OFFLINE", "PLANNED", "SUSPENDED", "NOT_LISTED"] as const) {
    it(`shows nothing of the rule by a CPO that is ${status}`, async () => {
      const entries = [entry(emsp), entry(xyz), ...(status === "NOT_LISTED" ? [] : [entry(xyw, status)])];
      const { codes } = await verify(hubOf(entries, pages(1)), given);
      assert.deepEqual(codes, ["partners-not-connected"]);
    });
  }

  it("is not claimed to be nothing where 20 pages were not enough", async () => {
    const { finding, codes, record, hub } = await verify(hubOf(connected, pages(30)), given);
    assert.equal(hub.seen.filter((line) => line.includes("/locations")).length, 20);
    assert.deepEqual(codes, ["locations-beyond"]);
    assert.match(finding("locations-beyond").message[0], /goes on after 20 pages/);
    assert.deepEqual(
      record.partners.map(({ visible }) => visible),
      [
        { locations: 20, more: true },
        { locations: 0, more: true },
      ],
    );
    assert.match(markdownReport(record, actionWords), /\| at least 20 \|/);
  });

  it("needs no word on pages that were not read, where each CPO was seen before", async () => {
    assert.deepEqual((await verify(hubOf(connected, pages(30)), { routing: [xyz] })).codes, []);
  });

  for (const [what, answers, code, sentence] of [
    [
      "goes in a circle",
      { [LOCATIONS]: success([], { link: `<${HUB}${LOCATIONS}>; rel="next"` }) },
      "locations-beyond",
      /has no end/,
    ],
    [
      "goes on at another host",
      { [LOCATIONS]: success([], { link: '<https://evil.example.com/next>; rel="next"' }) },
      "hub-url-elsewhere",
      /next page of locations at `https:\/\/evil/,
    ],
    ["cannot be read", { [LOCATIONS]: { status: 503, body: {} } }, "locations-unread", /cannot be read/],
    ["breaks off", { ...pages(1, true) }, "locations-unread", /cannot be read/],
    [
      "names no owners",
      { [LOCATIONS]: success([{ id: "1" }]) },
      "locations-unread",
      /without `country_code` or `party_id`/,
    ],
    ["is no list", { [LOCATIONS]: success({ items: [] }) }, "locations-unread", /without `country_code`/],
    [
      "ends before its own total",
      { [LOCATIONS]: success([], { "x-total-count": "7" }) },
      "locations-unread",
      /has 7 locations, and ends it before/,
    ],
  ] as const) {
    it(`is not claimed to be nothing where the list ${what}`, async () => {
      const { codes, finding, hub } = await verify(hubOf(connected, answers), given);
      assert.deepEqual(codes, [code]);
      assert.match(finding(code).message.join(" "), sentence);
      assert.notEqual(finding(code).severity, "error");
      assert.deepEqual([...hub.origins], [HUB]);
    });
  }

  it("is waited for as long as the hub asks", async () => {
    const busy = { status: 200, body: { status_code: 2004 }, headers: { "retry-after": "20" } };
    const { record, clock, codes } = await verify(
      hubOf(connected, { [LOCATIONS]: [busy, success([location(xyz, "1"), location(xyw, "2")])] }),
      given,
    );
    assert.ok(clock.ms - record.startedAt.getTime() >= 20_000);
    assert.deepEqual(codes, []);
  });

  it("is read where the details list it, or where it is documented", async () => {
    const endpoints = [{ identifier: "locations", role: "SENDER", url: `${HUB}/elsewhere` }];
    const details = { [BASE]: success({ version: "2.2.1", endpoints }), "/elsewhere?limit=100": success([]) };
    assert.ok((await verify(hubOf(connected, details), given)).hub.seen.includes("GET /elsewhere?limit=100"));
    const none = { [BASE]: success({ version: "2.2.1", endpoints: [] }) };
    assert.ok((await verify(hubOf(connected, none), given)).hub.seen.includes(`GET ${LOCATIONS}`));
  });

  it("is not read as long as the own party is not CONNECTED", async () => {
    const { hub, codes } = await verify(hubOf([entry(emsp, "PLANNED"), entry(xyz), entry(xyw)]), given);
    assert.ok(!hub.seen.some((line) => line.includes("/locations")));
    assert.deepEqual(codes, ["party-not-connected"]);
  });
});
