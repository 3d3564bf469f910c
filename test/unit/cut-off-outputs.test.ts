import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runStep } from "../../src/sandbox/runner.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));

describe("the sandbox's runner", () => {
  it("reads the outputs of a step that was killed while it wrote them, up to the one that is cut off", async () => {
    const step = await runStep({
      action,
      inputs: {},
      jobToken: "job-token",
      withPost: false,
      start: async ({ env }) => {
        await writeFile(env["GITHUB_OUTPUT"] ?? "", "result<<end\nin-doubt\nend\nreport<<end\n{");
        return 1;
      },
    });
    assert.deepEqual(step.outputs, { result: "in-doubt" });
  });
});
