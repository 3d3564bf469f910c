import assert from "node:assert/strict";
import { rightPlatform, type PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import { at, withRoles } from "../support/endpoint-lists.ts";
import { numbersFound, Scenario } from "../support/scenario.ts";

type Faults = Partial<PlatformSwitches>;

/**
 * Faults by how early a call meets them: on the way to the platform, at its token, at its versions, at its details, at its modules.
 * What comes later cannot be seen where one that comes earlier stops every call.
 */
const stages: readonly (readonly (readonly [check: string, fault: Faults, stopsAll?: true])[])[] = [
  [
    ["PRT-36", { page: "waf" }, true],
    ["PRT-24", { redirects: "all" }, true],
  ],
  [
    ["PRT-04", { encodings: [] }, true],
    ["PRT-09", { authorizationHeader: "capitalised only" }, true],
    ["PRT-06", { openVersions: true }],
    ["PRT-07", { refusal: { status: 500, code: 3000 } }],
  ],
  [
    ["PRT-21", { envelope: "bare" }, true],
    ["PRT-11", { versions: ["2.1.1"] }],
    ["PRT-12", { versionUrl: () => "https://10.0.0.1/ocpi/2.2.1" }],
  ],
  [
    ["PRT-16", { lists: withRoles((role) => role.toLowerCase()) }],
    ["PRT-13", { details: "array" }],
    ["PRT-18", { lists: at("https://10.0.0.1") }],
  ],
  [
    ["RCV-01", { openReceivers: ["tokens"] }],
    ["RCV-08", { openReceivers: ["commands"] }],
    ["RCV-07", { proxy404: ["tokens"] }],
  ],
];

/** Every two faults of different stages, the earlier first. */
const pairs = stages.flatMap((earlier, stage) =>
  earlier.flatMap((first) =>
    stages.slice(stage + 1).flatMap((later) => later.map((second) => [first, second] as const)),
  ),
);

describe("a preflight of a platform with two faults", () => {
  let scenario: Scenario;
  const inputs = { command: "preflight", "hub-url": undefined, "initial-token": undefined };

  before(async () => {
    scenario = await Scenario.inProcess();
  });
  after(async () => scenario.end());

  function platformIs(fault: Faults): void {
    const { switches, kept } = scenario.sandbox.platform;
    Object.assign(switches, rightPlatform, fault);
    for (const list of Object.values(kept) as unknown[][]) list.length = 0;
  }

  it(`names a true cause first for each of ${pairs.length} pairs of faults, and nothing that neither has`, async () => {
    assert.ok(pairs.length >= 50, String(pairs.length));
    const alone = new Map<Faults, string[]>();
    for (const [, fault] of stages.flat()) {
      platformIs(fault);
      alone.set(fault, numbersFound(await scenario.run(inputs)));
    }
    for (const [[check, fault, stopsAll], [later, other]] of pairs) {
      platformIs({ ...other, ...fault });
      const step = await scenario.run(inputs);
      const { findings } = JSON.parse(step.outputs["report"] ?? "{}") as { findings: { check: string }[] };
      const [first] = findings;
      const both = `${check} and ${later}: ${numbersFound(step).join(", ")}`;
      assert.ok(first !== undefined && [check, later].includes(first.check), both);
      if (stopsAll === true) assert.equal(first.check, check, both);
      const known = new Set([...(alone.get(fault) ?? []), ...(alone.get(other) ?? [])]);
      assert.deepEqual(
        numbersFound(step).filter((one) => !known.has(one)),
        [],
        both,
      );
    }
  });
});
