import assert from "node:assert/strict";
import { nearestFirst, nearestName } from "../../src/action/nearest-names.ts";
import { readTask } from "../../src/action/task.ts";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { findingOf } from "../support/finding-of.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { actionInputs, runnerContext, type GivenInputs } from "../support/action-inputs.ts";

const fleet = Array.from({ length: 300 }, (_none, index) => `cpo-${String(index + 1).padStart(3, "0")}`);

describe("the connection that was probably meant", () => {
  it("is the one that is nearest, in any case, and none where it is far or two are as near", () => {
    for (const [written, names, meant] of [
      ["nort", ["south", "north"], "north"],
      ["North", ["south", "north"], "north"],
      ["mumbai", ["south", "north"], undefined],
      ["cpo-0001", ["cpo-001", "delhi"], "cpo-001"],
      ["cpo-301", fleet, undefined],
      ["anything", [], undefined],
    ] as const)
      assert.equal(nearestName(written, names), meant, written);
    assert.deepEqual(nearestFirst("sotuh", ["north", "east", "south"]).at(0), "south");
  });

  it("is named, with some of the others and how many there are, and `all` where the command takes it", () => {
    const configText = `version: 1\nconnections:\n${["north", ...fleet].map((name) => `  ${name}: {}\n`).join("")}`;
    const fixOf = (given: GivenInputs): string | undefined => {
      const read = readTask(actionInputs(given), runnerContext({ configText }));
      const [first] = "findings" in read ? read.findings : [];
      assert.ok(first !== undefined);
      return findingOf(first, { words: actionWords, profile: chargeindia }).fix;
    };
    const all = " `connection: all` means every one of them.";
    const some = "`cpo-001`, `cpo-002`, `cpo-003`, `cpo-004`";
    assert.equal(
      fixOf({ command: "verify", connection: "nort" }),
      `Did you mean \`north\`? It has \`north\`, ${some} and 296 others.${all}`,
    );
    assert.equal(
      fixOf({ command: "exchange", connection: "" }),
      `Set \`connection\` to one of them: \`north\`, ${some} and 296 others.`,
    );
    assert.equal(
      fixOf({ command: "verify", connection: "" }),
      `Set \`connection\` to one of them: \`north\`, ${some} and 296 others.${all}`,
    );
    assert.equal(
      fixOf({ command: "plan", connection: "cpo-301" }),
      `It has \`cpo-001\`, \`cpo-101\`, \`cpo-201\`, \`cpo-300\`, \`cpo-002\` and 296 others.${all}`,
    );
  });
});
