import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { requiredBy, takenBy } from "../../scripts/documents/command-inputs.ts";
import { commands, type Command } from "../../src/action/inputs.ts";
import type { RunnerContext } from "../../src/action/runner-context.ts";
import { readTask } from "../../src/action/task.ts";
import { parseConfig } from "../../src/core/config/config-file.ts";
import { catalogue } from "../../src/core/findings/catalogue.ts";
import { checkPage } from "../../src/core/findings/pages.ts";
import { HubToken } from "../../src/core/ocpi/token.ts";
import { actionInputs, runnerContext, type GivenInputs } from "../support/action-inputs.ts";
import { markdownPage } from "../support/markdown-page.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

describe("docs/checks.md", () => {
  it("has an entry for each check, at the address that a run names for it", () => {
    const headings = [...read("docs/checks.md").matchAll(/^### (.+)$/gm)].map(([, title = ""]) => title);
    const checks = [...new Set(Object.values(catalogue).map(({ check }) => check))];
    assert.deepEqual(headings.toSorted(), checks.toSorted());
    const named = headings.flatMap((title) => checkPage(title) ?? []);
    assert.ok(named.length > 100);
    const { anchors } = markdownPage("docs/checks.md");
    for (const address of named) assert.ok(anchors.has(new URL(address).hash.slice(1)), address);
  });
});

describe("docs/config.md", () => {
  it("has an example with every key, which is valid", () => {
    const page = read("docs/config.md");
    const [, example = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const parsed = parseConfig(example, "ocpi.yml");
    assert.ok("config" in parsed, JSON.stringify(parsed));
    const keys = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, path = ""]) => path.split(".").at(-1) ?? "");
    for (const key of keys.filter((name) => !name.startsWith("<"))) assert.match(example, new RegExp(`\\b${key}:`));
  });
});

describe("docs/reference.md", () => {
  const names = Object.keys((parse(read("action.yml")) as { inputs: Record<string, unknown> }).inputs);
  const values: Readonly<Record<string, GivenInputs>> = {
    "hub-url": { hubUrl: "https://hub.example.com" },
    "platform-url": { platformUrl: "https://platform.example.com/ocpi/2.2.1" },
    role: { role: "CPO" },
    "country-code": { countryCode: "IN" },
    "party-id": { partyId: "ABC" },
    "business-name": { businessName: "Your CPO Ltd" },
    "platform-token": { platformToken: "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d" },
    "hub-token": { hubToken: "hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a" },
    "new-platform-token": { newPlatformToken: "9a7c5e3b1d0f2e4c6a8b0d1f3e5a7c9b2d4f6e8a0c1b3d5f" },
    "recovery-capsule": { recoveryCapsule: "ocpi-capsule:v1:AAAA" },
    "github-token": { githubToken: "ghs_0123456789abcdef0123" },
  };
  const capsule: RunnerContext["capsule"] = {
    token: new HubToken("hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a"),
    content: {
      token: "hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a",
      versions_url: "https://hub.example.com/ocpi/versions",
      encoding: "plain",
      parties: [{ role: "CPO", country_code: "IN", party_id: "ABC" }],
      correlation_id: "c",
      at: "2026-11-22T10:00:00.000Z",
    },
  };

  function readGiven(command: Command, given: readonly string[]): ReturnType<typeof readTask> {
    const inputs = Object.assign({}, ...given.map((name) => values[name])) as GivenInputs;
    const context = runnerContext({
      ...(given.includes("recovery-capsule") ? { capsule } : {}),
      // A plan needs the file, and no input.
      ...(command === "plan" ? { configText: "version: 1\nconnections: { north: {} }" } : {}),
    });
    return readTask(actionInputs({ githubToken: "", ...inputs, command }), context);
  }

  for (const command of commands) {
    const required = requiredBy(command, names);
    it(`says what ${command} requires: no less is enough, and no more is asked for`, () => {
      const enough = readGiven(command, required);
      assert.ok(!("findings" in enough), JSON.stringify(enough));
      // What is optional is never in its way.
      const optional = Object.keys(values).filter((name) => takenBy(command, name) === "optional");
      const whole = readGiven(command, [...required, ...optional.filter((name) => name !== "recovery-capsule")]);
      assert.ok(!("findings" in whole), JSON.stringify(whole));
      for (const name of required)
        assert.ok(
          "findings" in
            readGiven(
              command,
              required.filter((other) => other !== name),
            ),
          name,
        );
    });
  }
});
