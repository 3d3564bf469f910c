import assert from "node:assert/strict";
import { NoVault } from "../../src/core/onboarding/no-vault.ts";
import type { Vault } from "../../src/core/ports.ts";
import { crashReport, withKept } from "../../src/core/report/crash-report.ts";

const vault: Vault = Object.assign(new NoVault(), {
  place: "repository secret OCPI_HUB_TOKEN",
  lockPlace: "repository secret OCPI_HUB_TOKEN_PENDING",
  isPersistent: true,
});
const told =
  /is stored(?: now)?, as repository secret OCPI_HUB_TOKEN\. Start a new run with it as hub-token.*Your platform does not have the token yet.*expose-hub-token: true.*https:\/\/github\.com\/\S+\/examples\/exchange-and-deliver\.yml/;

describe("the post step's words", () => {
  for (const request of ["POST", "PUT", "DELETE"] as const) {
    it(`of a ${request} that was cut off name no note where none is kept`, () => {
      const { warning = "" } = crashReport({ did: "reported", request }, new NoVault(), []);
      assert.match(warning, /its outcome is not known\. Start a new run/);
      assert.doesNotMatch(warning, /  |note|undefined/);
    });
  }

  it("of a token that the post step stored say where it is, that the platform has none yet, and what to do", () => {
    assert.match(crashReport({ did: "stored" }, vault, []).warning ?? "", told);
  });

  it("of a token that the run stored itself say the same, whatever else was done", () => {
    for (const done of [{ did: "nothing" }, { did: "gave-back" }] as const) {
      const { warning = "", lines } = withKept(crashReport(done, vault, []), done, vault);
      assert.match(warning, told);
      assert.equal(lines.length, done.did === "nothing" ? 0 : 1);
    }
    const put = { did: "reported", request: "PUT" } as const;
    const { warning = "" } = withKept(crashReport(put, vault, []), put, vault);
    assert.match(
      warning,
      /its outcome is not known.*run the same command again.*Your platform does not have the token yet/,
    );
    assert.equal(warning.split("is stored").length, 2);
  });
});
