import assert from "node:assert/strict";
import { NoVault } from "../../src/core/onboarding/no-vault.ts";
import { rescueStory } from "../../src/core/report/rescue-story.ts";

describe("the post step's words", () => {
  for (const request of ["POST", "PUT", "DELETE"] as const) {
    it(`of a ${request} that was cut off name no note where none is kept`, () => {
      const { warning = "" } = rescueStory({ did: "told-of", request }, new NoVault(), []);
      assert.match(warning, /its outcome is not known\. Start a new run/);
      assert.doesNotMatch(warning, /  |note|undefined/);
    });
  }
});
