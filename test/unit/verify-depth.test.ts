import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import type { Party } from "../../src/core/ocpi/party.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
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
  PLATFORM,
  verify,
  xyz,
  type Answers,
  type Given,
  type Verified,
} from "../support/verify-recorded.ts";

describe("verify: what a role needs of the hub", () => {
  /** A hub whose details list these, and nothing of what else a role needs. */
  async function offering(
    endpoints: readonly (readonly [string, string | undefined])[],
    given: Given,
  ): Promise<Verified> {
    const details = {
      version: "2.2.1",
      endpoints: [["credentials", "RECEIVER"], ["hubclientinfo", "SENDER"], ...endpoints].map(([identifier, role]) => ({
        identifier,
        role,
        url: `${HUB}${BASE}/${identifier}`,
      })),
    };
    return verify(
      hubOf(
        (given.own ?? [emsp]).map((party) => entry(party)),
        { [BASE]: success(details) },
      ),
      given,
    );
  }

  it("is said to be there where the details list it, by the right interface", async () => {
    for (const own of [[cpo], [emsp], [cpo, emsp]])
      assert.deepEqual((await verify(hubOf(own.map((party) => entry(party))), { own })).codes, []);
  });

  it("is missed by name and interface, at the role that needs it", async () => {
    const { finding, record } = await offering(
      [
        ["locations", "RECEIVER"],
        ["tariffs", "RECEIVER"],
        ["sessions", undefined],
      ],
      {
        own: [cpo],
      },
    );
    const { severity, check, message, who } = finding("hub-modules-missing");
    assert.deepEqual([severity, check, who], ["warning", "HUB-31", "hub"]);
    assert.match(message[0], /role CPO calls: `cdrs` as RECEIVER is not in/);
    assert.equal(record.result, "connected");
  });

  it("is missed where the hub has the other interface of it alone", async () => {
    const { finding } = await offering(
      [
        ["locations", "RECEIVER"],
        ["tariffs", "SENDER"],
        ["tokens", "RECEIVER"],
        ["commands", "RECEIVER"],
      ],
      { own: [emsp] },
    );
    const { message } = finding("hub-modules-missing");
    assert.match(
      message.join(" "),
      /`locations` as SENDER is not in .* It lists `locations` by the other interface alone/,
    );
  });

  it("is only noted at a hub that keeps to OCPI, which leaves it to a hub which modules it has", async () => {
    const { finding, record } = await offering([["locations", "RECEIVER"]], { own: [cpo], profile: ocpi221 });
    assert.equal(finding("hub-modules-missing").severity, "info");
    assert.match(finding("hub-modules-missing").message[0], /`tokens` as SENDER/);
    assert.equal(record.result, "connected");
  });
});

describe("verify: why an own party is not CONNECTED", () => {
  const versions = success([{ version: "2.2.1", url: `${PLATFORM}/ocpi/2.2.1` }]);
  const details = success({ version: "2.2.1", endpoints: [] });
  const good: Answers = { "/ocpi/versions": versions, "/ocpi/2.2.1": details };
  const own = [cpo];

  for (const [what, platform, check, sentence] of [
    [
      "refuses its token",
      { "/ocpi/versions": { status: 401, body: { status_code: 2000 } }, "/ocpi/2.2.1": { status: 401, body: {} } },
      "PRT-04",
      /^IN\*ABC \(CPO\) is OFFLINE, because your platform does not accept the platform token \(PRT-04\)\.$/,
    ],
    [
      "does not have the path that the hub probes",
      { "/ocpi/2.2.1": details },
      "PRT-29",
      /because your platform has nothing where the hub looks \(PRT-29\)/,
    ],
    [
      "offers another version",
      { ...good, "/ocpi/versions": success([{ version: "2.1.1", url: `${PLATFORM}/x` }]) },
      "PRT-11",
      /because your platform does not offer the version \(PRT-11\)/,
    ],
    [
      "redirects",
      { ...good, "/ocpi/versions": { status: 302, body: {}, headers: { location: "/" } } },
      "PRT-24",
      /because your platform redirects \(PRT-24\)/,
    ],
  ] as const) {
    it(`is OFFLINE because the platform ${what}`, async () => {
      const { record, finding } = await verify(hubOf([entry(cpo, "OFFLINE")]), { own, platform });
      const [first, second] = record.findings;
      assert.deepEqual([first?.check, first?.severity], [check, "error"]);
      assert.equal(second?.finding.code, "party-not-connected");
      assert.match(finding("party-not-connected").message[0], sentence);
      assert.equal(finding("party-not-connected").who, "platform");
      assert.equal(record.reason?.finding.code, "party-not-connected");
    });
  }

  it("is OFFLINE although the platform answers well from here: then the hub has another way to it", async () => {
    const { finding, codes, record } = await verify(hubOf([entry(cpo, "OFFLINE")]), { own, platform: good });
    assert.deepEqual(codes, ["party-not-connected"]);
    const { message, fix = "" } = finding("party-not-connected");
    assert.match(message[0], /although it answers this run well/);
    assert.match(fix, /firewall.*public DNS.*certificate chain/);
    const { text } = handover(record);
    assert.match(
      text,
      /what your health check of our platform gets: you list our party as OFFLINE, and it answers our own check well/,
    );
    // It is to be sent now, and not only if the platform answers.
    assert.match(markdownReport(record, actionWords), /### Message for the account team/);
  });

  for (const [what, answer, code] of [
    ["fails", { status: 503, body: {} }, "platform-unusable-answer"],
    ["refuses the token", { status: 401, body: {} }, "platform-refuses-token"],
  ] as const) {
    it(`does not call it the cause where another path than the one that the hub probes ${what}`, async () => {
      const platform = { ...good, "/ocpi/2.2.1": answer };
      const { finding, record } = await verify(hubOf([entry(cpo, "OFFLINE")]), { own, platform });
      assert.match(finding("party-not-connected").message[0], /although it answers this run well/);
      assert.deepEqual([finding(code).severity, record.result], ["warning", "registered"]);
    });
  }

  it("says how the platform would be looked at where no token for it was given", async () => {
    const { finding } = await verify(hubOf([entry(cpo, "OFFLINE")]), { own });
    assert.match(finding("party-not-connected").fix ?? "", /To see which of that fails, pass `platform-token`/);
  });

  it("is PLANNED, and it is told whose turn it is", async () => {
    const failing = await verify(hubOf([entry(cpo, "PLANNED")]), { own, platform: {} });
    assert.equal(failing.finding("party-not-connected").who, "platform");
    assert.match(
      failing.finding("party-not-connected").message.join(" "),
      /\(PRT-29, above\), and a hub may wait for that/,
    );
    const fine = await verify(hubOf([entry(cpo, "PLANNED")]), { own, platform: good });
    assert.equal(fine.finding("party-not-connected").who, "account-team");
    assert.match(fine.finding("party-not-connected").message.join(" "), /well, so it is the account team's turn/);
  });

  for (const status of ["CONNECTED", "SUSPENDED"]) {
    it(`is nothing to look at the platform for: ${status}`, async () => {
      const { platform, record } = await verify(hubOf([entry(cpo, status)]), { own, platform: good });
      assert.deepEqual(platform.seen, []);
      assert.ok(record.requests.every(({ peer }) => peer === "hub"));
    });
  }

  it("is SUSPENDED: no time ends that, and nothing is waited for", async () => {
    const { finding, clock, record } = await verify(hubOf([entry(cpo, "SUSPENDED")]), {
      own,
      waitForConnectedMs: 120_000,
    });
    assert.match(
      finding("party-not-connected").message.join(" "),
      /SUSPENDED by the account team.*only the account team does/,
    );
    assert.equal(clock.ms, record.startedAt.getTime());
  });

  it("changes between looks, which is a warning as soon as it is worse again", async () => {
    const answers = (...statuses: string[]): Answers => ({
      [`${BASE}/hubclientinfo/IN/ABC`]: statuses.map((status) => success(entry(cpo, status))),
      // Waited for, so that there is another look at the first one.
      [`${BASE}/hubclientinfo/IN/ABD`]: statuses.map((_none, at) =>
        success(entry(emsp, at === statuses.length - 1 ? "CONNECTED" : "PLANNED")),
      ),
    });
    const both: Given = { own: [cpo, emsp], waitForConnectedMs: 60_000 };
    const flapping = await verify(hubOf([entry(cpo)], answers("CONNECTED", "OFFLINE", "CONNECTED")), both);
    assert.equal(flapping.record.result, "connected");
    assert.equal(flapping.finding("party-flaps").severity, "warning");
    assert.match(
      flapping.finding("party-flaps").message[0],
      /IN\*ABC \(CPO\) was CONNECTED, OFFLINE and CONNECTED by turns/,
    );
    const mended = await verify(hubOf([entry(cpo)], answers("OFFLINE", "OFFLINE", "CONNECTED")), both);
    assert.equal(mended.finding("party-flaps").severity, "info");
    const steady = await verify(hubOf([entry(cpo)], answers("PLANNED", "PLANNED", "CONNECTED")), both);
    assert.ok(!steady.codes.includes("party-flaps"));
  });
});

describe("verify: the hub's list of parties", () => {
  const own = [cpo];

  for (const [what, odd, code, sentence] of [
    ["a role is not there", { role: undefined }, "parties-without-field", /an entry .* without `role`/],
    ["a time is not there", { last_updated: undefined }, "parties-without-field", /without `last_updated`/],
    ["a country has three letters", { country_code: "IND" }, "parties-id-form", /such as "IND\*XYZ"/],
    ["a party has four letters", { party_id: "WXYZ" }, "parties-id-form", /such as "IN\*WXYZ"/],
    ["a role is none of OCPI's", { role: "PTP" }, "parties-role-unknown", /such as "PTP"/],
    ["a time has an offset", { last_updated: "2026-11-22T14:00:00+05:30" }, "parties-updated", /is no OCPI DateTime/],
    ["a time is still to come", { last_updated: "2026-11-22T10:06:00Z" }, "parties-updated", /is still to come/],
  ] as const) {
    it(`is told of where ${what}`, async () => {
      const list = [entry(cpo), entry(xyz, "CONNECTED", odd)];
      const headers = { "x-total-count": "2", "x-limit": "50" };
      const { finding, codes, record } = await verify(
        hubOf([entry(cpo)], { [`${BASE}/hubclientinfo`]: success(list, headers) }),
        { own },
      );
      assert.deepEqual(codes, [code]);
      assert.deepEqual([finding(code).severity, finding(code).who], ["warning", "hub"]);
      assert.match(finding(code).message[0], sentence);
      assert.equal(record.result, "connected");
    });
  }

  it("is told of where a party is in it twice, in one role, and not where it is in two", async () => {
    const list = (second: Party): Answers => ({
      [`${BASE}/hubclientinfo`]: success([entry(xyz), entry(second)], { "x-total-count": "2", "x-limit": "50" }),
    });
    assert.deepEqual((await verify(hubOf([entry(cpo)], list({ ...xyz, party_id: "xyz" })), { own })).codes, [
      "parties-twice",
    ]);
    assert.deepEqual((await verify(hubOf([entry(cpo)], list({ ...xyz, role: "EMSP" })), { own })).codes, []);
  });

  it("is told of where its headers do not count it, or count it wrongly", async () => {
    const list = (headers: Record<string, string>): Answers => ({
      [`${BASE}/hubclientinfo`]: success([entry(cpo)], headers),
    });
    const uncounted = await verify(hubOf([entry(cpo)], list({})), { own });
    assert.deepEqual(uncounted.codes, ["parties-uncounted"]);
    assert.equal(uncounted.finding("parties-uncounted").severity, "info");
    const short = await verify(hubOf([entry(cpo)], list({ ...counted, "x-total-count": "7" })), { own });
    assert.match(short.finding("parties-miscounted").message[0], /has 7 entries, gives 1, and names no next page/);
    const paged = { ...counted, "x-total-count": "7", link: `<${HUB}${BASE}/hubclientinfo?offset=1>; rel="next"` };
    assert.deepEqual((await verify(hubOf([entry(cpo)], list(paged)), { own })).codes, []);
  });

  it("is not to want routing headers", async () => {
    const body = { status_code: 2001, status_message: "OCPI-to-party-id header is required" };
    const { finding, codes } = await verify(hubOf([], { [`${BASE}/hubclientinfo`]: { status: 400, body } }), { own });
    assert.equal(finding("parties-need-routing").check, "HCI-18");
    assert.ok(!codes.includes("parties-unreadable"));
  });
});
