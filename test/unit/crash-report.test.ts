import assert from "node:assert/strict";
import { NoVault } from "../../src/core/onboarding/no-vault.ts";
import { crashReport } from "../../src/core/report/crash-report.ts";

describe("the post step's words", () => {
  for (const request of ["POST", "PUT", "DELETE"] as const) {
    it(`of a ${request} that was cut off name no note where none is kept`, () => {
      const { warning = "" } = crashReport({ did: "reported", request }, new NoVault(), []);
      assert.match(warning, /its outcome is not known\. Start a new run/);
      assert.doesNotMatch(warning, /  |note|undefined/);
    });
  }
});
