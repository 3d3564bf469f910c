import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { severityOf } from "../../src/core/findings/catalogue.ts";
import { sampleFindings } from "../../src/core/findings/samples.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import {
  changedSample,
  sampleFolder,
  sampleNames,
  sampleText,
  wrongSamples,
  type Sample,
} from "../support/wrong-samples.ts";
import { atChargeIndia, checkSampleText as check, lineOf, ownParties } from "../support/check-sample-text.ts";

describe("samples of what a platform sends", () => {
  it("are each right in the examples", () => {
    assert.deepEqual(readdirSync(sampleFolder).toSorted(), sampleNames.map((name) => `${name}.json`).toSorted());
    for (const name of sampleNames) {
      assert.deepEqual(check(sampleText(name)), [], name);
      assert.deepEqual(check(sampleText(name), { profile: ocpi221, ownParties: [] }), [], name);
    }
  });

  for (const [what, name, change, { mark, ...expected }] of wrongSamples) {
    it(`are found wrong, and nothing else, for ${what}`, () => {
      const text = changedSample(name, change);
      const found = check(text);
      assert.deepEqual(
        found.map(({ code }) => code),
        [expected.code],
        JSON.stringify(found),
      );
      assert.partialDeepStrictEqual(found[0], { ...expected, file: "a.json" });
      assert.ok(found[0] !== undefined && "position" in found[0]);
      assert.equal(found[0].position.line, lineOf(text, mark));
      const line = text.split("\n")[found[0].position.line - 1] as string;
      assert.equal(found[0].position.column, line.length - line.trimStart().length + 1);
    });
  }

  it("have each code of the catalogue in one of these tests", () => {
    const elsewhere = ["large", "deep", "syntax", "key-twice", "unknown", "more"].map((name) => `sample-${name}`);
    const tested = new Set([...wrongSamples.map(([, , , { code }]) => code as string), ...elsewhere]);
    assert.deepEqual([...tested].toSorted(), Object.keys(sampleFindings).toSorted());
  });
});

describe("the rule that a session and a CDR name their eMSP (RCV-25)", () => {
  const severity = (text: string, profile: typeof chargeindia): string[] =>
    check(text, { profile, ownParties }).map((finding) => severityOf(finding));

  it("is in the way at a hub that routes by it, and else only a warning", () => {
    const text = changedSample("session", (session) => delete session.cdr_token.party_id);
    assert.deepEqual(severity(text, chargeindia), ["error"]);
    assert.deepEqual(severity(text, ocpi221), ["warning"]);
  });

  it("is always in the way where nothing of the token is there", () => {
    const text = changedSample("cdr", (cdr) => delete cdr.cdr_token);
    assert.deepEqual(severity(text, ocpi221), ["error"]);
  });
});

describe("the owner of a sample", () => {
  it("is in a country that ISO 3166-1 assigns", () => {
    const text = changedSample("token", (token) => (token.country_code = "XX"));
    const [found, ...more] = check(text, { profile: chargeindia, ownParties: [] });
    assert.deepEqual(more, []);
    assert.partialDeepStrictEqual(found, { code: "sample-form", path: "country_code", value: "XX", example: "IN" });
  });
});

describe("the rules of a sample do not find", () => {
  const nothing = (
    what: string,
    name: (typeof sampleNames)[number],
    change: (sample: Sample) => void,
    context = atChargeIndia,
  ): void => {
    it(what, () => assert.deepEqual(check(changedSample(name, change), context), []));
  };
  nothing("the eMSP of a platform that is both", "session", (session) => (session.cdr_token.party_id = "ABC"), {
    profile: chargeindia,
    ownParties: [...ownParties, { role: "EMSP", country_code: "IN", party_id: "ABC" }],
  });
  nothing("energy of a session that is not yet in its periods", "session", (session) => {
    session.status = "ACTIVE";
    session.kwh = 20;
  });
  nothing("another currency at a hub of many countries", "session", (session) => (session.currency = "EUR"), {
    profile: ocpi221,
    ownParties,
  });
  nothing("an owner where the platform has no party in that role", "session", (session) => (session.party_id = "QRS"), {
    profile: chargeindia,
    ownParties: ownParties.slice(1),
  });
  nothing("a party in another case, which is the same", "location", (location) => (location.party_id = "abc"));
  nothing("a cost that a tariff bounds", "cdr", (cdr) => {
    cdr.tariffs[0].max_price = { excl_vat: 300 };
    cdr.total_cost = { excl_vat: 300 };
  });
  nothing("totals of a dimension that no period speaks of", "cdr", (cdr) => {
    cdr.charging_periods = [{ start_date_time: cdr.start_date_time, dimensions: [{ type: "MAX_POWER", volume: 50 }] }];
  });
  nothing("what is rounded away", "cdr", (cdr) => (cdr.total_energy = 18.405));
  nothing("totals of a credit CDR that names what it takes back", "cdr", (cdr) => {
    Object.assign(cdr, { credit: true, credit_reference_id: "C-1", total_energy: -18.4 });
  });
  nothing("an optional field that is null, and a list that may be empty", "session", (session) => {
    Object.assign(session, { end_date_time: null, meter_id: null, charging_periods: [] });
  });
  nothing("fields that OCPI does not know", "location", (location) => (location.operator.gstin = "29ABCDE1234F1Z5"));
  nothing("`#NA`, which OCPI allows", "session", (session) => (session.evse_uid = "#NA"));
});
