import assert from "node:assert/strict";
import { catalogue } from "../../src/core/findings/catalogue.ts";

/** How many checks each group of the catalogue of OCPI checks has, of those about a platform and about who is connected. */
const groups = { PRT: 39, RCV: 25, HCI: 19 } as const;

/** Checks that no run decides, and why not. */
const undecidable: Readonly<Record<string, string>> = {
  "PRT-08": "it would send the hub's token to the platform",
  "PRT-33": "it would POST credentials to the platform, which a platform may act on",
  "PRT-34": "it would PUT credentials to the platform, which a platform may act on",
  "RCV-22": "the `response_url` stands in the eMSP's own commands, and no run sees one",
};

/** Checks that only grade a platform, and are good to know at most: they are left out. */
const leftOut: Readonly<Record<string, string>> = {
  "PRT-37": "which version of IP a host has is told by its addresses, and changes nothing",
  "RCV-02": "a wrong method",
  "RCV-04": "a party in small letters",
  "RCV-12": "an empty CDR",
  "RCV-20": "a PATCH without `last_updated`",
  "HCI-14": "the hub lists itself",
  "HCI-16": "which path a hub has is part of its profile",
};

/** Checks that are made under another number, or of our own message, which tests hold. */
const held: Readonly<Record<string, string>> = {
  "RCV-06": "the same call as RCV-07, at a hub that sends it to an eMSP",
  "RCV-24": "every scenario ends with a search for tokens in its message",
};

describe("the checks of a platform and of who is connected", () => {
  const all = Object.entries(groups).flatMap(([group, count]) =>
    Array.from({ length: count }, (_none, index) => `${group}-${String(index + 1).padStart(2, "0")}`),
  );
  const implemented = new Set(Object.values(catalogue).map(({ check }) => check));

  it("are found by a run, held by a test, or left out for a reason that is written down", () => {
    const explained = (check: string): boolean => check in undecidable || check in leftOut || check in held;
    assert.deepEqual(
      all.filter((check) => !implemented.has(check) && !explained(check)),
      [],
    );
    assert.deepEqual(
      all.filter((check) => implemented.has(check) && explained(check)),
      [],
    );
  });

  after(() => {
    const has = (list: Readonly<Record<string, string>>): number => all.filter((check) => check in list).length;
    const found = all.filter((check) => implemented.has(check)).length;
    const decidable = all.length - has(undecidable);
    process.stdout.write(
      `\n    checks: ${found + has(held)} implemented, ${decidable} decidable, ${all.length} in all (PRT, RCV, HCI)\n`,
    );
  });
});
