import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { StepResult } from "../../src/sandbox/runner.ts";
import type { SeenRequest } from "../../src/sandbox/server.ts";
import type { Scenario } from "./scenario.ts";

const folder = fileURLToPath(new URL("../scenarios/reviewed/", import.meta.url));

/**
 * Holds a scenario against its reviewed record: every request that the servers saw, and for each step its log, outputs
 * and summary. `UPDATE_REVIEWED=1 npm test` writes the records anew; they are read before they are committed.
 */
export async function matchesReviewed(name: string, scenario: Scenario): Promise<void> {
  const record = recordOf(scenario);
  const path = `${folder}${name}.md`;
  if (process.env["UPDATE_REVIEWED"] === "1") {
    await mkdir(folder, { recursive: true });
    await writeFile(path, record);
    return;
  }
  assert.equal(record, await readFile(path, "utf8").catch(() => "(not reviewed yet)"));
}

function recordOf(scenario: Scenario): string {
  const { hub, platform, github } = scenario.sandbox;
  const normal = normaliser(scenario);
  // The Hub calls the platform, too, and probes its health whenever it likes.
  const ours = new Set(hub.server.requests.map(({ headers }) => headers["x-correlation-id"]));
  const asked = platform.server.requests.filter(({ headers }) => ours.has(headers["x-correlation-id"]));
  const parts = [
    section("Requests to the hub", requestLines(hub.server.requests, scenario)),
    section("Requests to the platform", requestLines(asked, scenario)),
    section("Requests to GitHub", requestLines(github.server.requests, scenario)),
    ...scenario.steps.flatMap((step, index) => stepSections(step, index + 1)),
  ];
  return `${sortedGets(normal(parts.join("\n\n")).split("\n")).join("\n")}\n`;
}

function stepSections(step: StepResult, number: number): string[] {
  const log = step.log
    .filter(({ kind }) => kind !== "end-group" && kind !== "debug")
    .map(({ kind, text }) => (kind === "text" ? text : `[${kind}] ${text}`));
  const outputs = Object.entries(step.outputs).filter(([name, value]) => name !== "report" && value !== "");
  const shown = outputs.map(([name, value]) => `${name}: ${name === "hub-token" ? "(the hub token)" : value}`);
  return [
    section(
      `Step ${number}: log, exit code ${step.exitCode}`,
      log.filter((line) => line !== ""),
    ),
    section(`Step ${number}: outputs`, shown),
    section(`Step ${number}: summary`, withoutGetArrows(step.summary.trimEnd().split("\n"))),
  ];
}

function requestLines(requests: readonly SeenRequest[], scenario: Scenario): string[] {
  return requests.map(
    ({ method, path, headers }) => `${method} ${path} ${presented(headers["authorization"], scenario)}`,
  );
}

/** Which token a request presented, by name. */
function presented(header: string | undefined, scenario: Scenario): string {
  const { inputs } = scenario.sandbox;
  const names: readonly (readonly [string, string | undefined])[] = [
    ["initial token", inputs["initial-token"]],
    ["platform token", inputs["platform-token"]],
    ["github token", inputs["github-token"]],
    ["job token", scenario.sandbox.github.jobToken],
    ["hub token", scenario.hubToken],
  ];
  const value = header?.replace(/^token /i, "") ?? "";
  if (value === "") return "without a token";
  for (const [name, token] of names) {
    if (token === undefined || token === "") continue;
    if (value === token) return `with the ${name}`;
    if (value === Buffer.from(token).toString("base64")) return `with the ${name} in Base64`;
  }
  return "with another token";
}

// Parallel requests arrive in any order.
function sortedGets(lines: readonly string[]): string[] {
  const sorted: string[] = [];
  let block: string[] = [];
  for (const line of lines) {
    if (/^(?:\| )?GET /.test(line)) block.push(line);
    else {
      sorted.push(...block.toSorted(), line);
      block = [];
    }
  }
  return [...sorted, ...block.toSorted()];
}

function withoutGetArrows(lines: readonly string[]): string[] {
  const diagram = lines.indexOf("```mermaid");
  return lines.filter((line, index) => diagram === -1 || index < diagram || !/[HP]: GET |[HP]--(?:>>|x)R: /.test(line));
}

function section(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.length === 0 ? "(none)" : `~~~text\n${lines.join("\n")}\n~~~`}`;
}

/** What differs from run to run becomes the same: addresses, ids, times. */
function normaliser({ sandbox }: Scenario): (text: string) => string {
  const { hub, platform, github } = sandbox;
  return (text) =>
    text
      .replaceAll(hub.origin, "http://hub")
      .replaceAll(platform.origin, "http://platform")
      .replaceAll(github.origin, "http://github")
      .replaceAll(/127\.0\.0\.1:\d+/g, "somewhere")
      .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "<uuid>")
      .replace(/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?/g, "<time>")
      .replace(/(?<![\w.])\d+(?:\.\d+)?[ \u00a0]m?s\b/g, "<duration>")
      .replace(/ocpi-capsule:v1:[\w-]+/g, "<capsule>");
}
