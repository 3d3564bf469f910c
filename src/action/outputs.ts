import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { error, info, notice, setFailed, setOutput, warning } from "@actions/core";
import { jsonText, plainLine } from "../core/ocpi/escape.ts";
import type { HubToken } from "../core/ocpi/token.ts";
import type { Outcome } from "../core/onboarding/outcome.ts";
import { matrixOf } from "../core/record/job-plan.ts";
import { passes, type RunRecord } from "../core/record/record.ts";
import { reportDocument, reportJson } from "../core/report/document.ts";
import { goLiveSheet } from "../core/report/go-live.ts";
import { headline } from "../core/report/headline.ts";

/**
 * Sets every output, whatever the result. What came from outside was redacted when it came in. That they cannot be written
 * fails the step, because later ones go by them, and costs nothing of the report.
 */
export function setOutputs(run: RunRecord, outcome: Outcome): void {
  const document = reportDocument(run);
  const count = (severity: string): number => run.findings.filter((finding) => finding.severity === severity).length;
  const outputs: Record<string, string> = {
    result: run.result,
    "connection-status": run.connectionStatus,
    "hub-party": run.hub.party ?? "",
    "hub-url": URL.parse(run.hub.url)?.origin ?? "",
    "ocpi-version": run.hub.version,
    "token-encoding": run.hub.encoding ?? "",
    "hub-token-stored-in": run.storedIn ?? "",
    endpoints: jsonText(document.hub.endpoints),
    receivers: jsonText(run.receivers),
    "go-live": run.rehearsal.length === 0 ? "" : jsonText(goLiveSheet(run)),
    // Of every connection of one step.
    results: "",
    handover: document.handover.text,
    errors: String(count("error")),
    warnings: String(count("warning")),
    report: reportJson(document),
    "recovery-capsule": outcome.capsule ?? "",
    matrix: run.plan === undefined ? "" : jsonText(matrixOf(run.plan)),
    count: run.plan === undefined ? "" : String(run.plan.connections.length),
  };
  // A dry run delivers what opens nothing.
  if (!run.exposed || outcome.hubToken === undefined) outputs["hub-token"] = outcome.rehearsalToken?.reveal() ?? "";
  writeOutputs(
    outputs,
    run.findings.some(({ finding }) => finding.code === "outputs-nowhere"),
  );
}

/** @param isTold whether the run was stopped because they have nowhere to go, and says so. */
export function writeOutputs(outputs: Readonly<Record<string, string>>, isTold: boolean): void {
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  } catch (failure) {
    if (isTold) return;
    const why = plainLine(failure instanceof Error ? failure.message : "unknown");
    setFailed(
      `The outputs of this step could not be written (${why}), so later steps do not have them. Check the runner's disk, and start a new run; the log says everything.`,
    );
  }
}

/** Hands the hub token to the next step. It was masked when it was issued or read: the log and other jobs get nothing. */
export function setHubToken(token: HubToken): void {
  setOutput("hub-token", token.reveal());
}

/**
 * Writes the report to files in the workspace, as `.json`, `.xml` (JUnit) or `.md` by their names. One that cannot be written
 * is worth a warning: the run has done its work. A run with wrong inputs replaces an earlier report, too, and says so: the reader
 * of the file takes it for this run's, and an old `connected` would hide that the run checked nothing.
 * @param page the report in Markdown.
 */
export async function writeReports(run: RunRecord, page: () => string, paths: readonly string[]): Promise<void> {
  await writeReportFiles(paths, run.result === "invalid", async (path) => [await reportFor(path, run, page)]);
}

/**
 * The same of any report.
 * @param textFor the text for a file of this name, in pieces.
 */
export async function writeReportFiles(
  paths: readonly string[],
  isInvalid: boolean,
  textFor: (path: string) => Promise<Iterable<string>>,
): Promise<void> {
  const workspace = process.env["GITHUB_WORKSPACE"] || process.cwd();
  for (const path of paths) {
    const file = resolve(workspace, path);
    const isReplaced = isInvalid && existsSync(file);
    try {
      const text = await textFor(path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      if (isReplaced)
        info(
          `${plainLine(path)} held an earlier report. It is replaced by that of this run, which sent nothing because its inputs are wrong.`,
        );
    } catch (failure) {
      const code = failure instanceof Error && "code" in failure ? String(failure.code) : "unknown";
      warning(`The report could not be written to ${plainLine(path)} (${code}).`);
    }
  }
}

async function reportFor(path: string, run: RunRecord, page: () => string): Promise<string> {
  if (path.endsWith(".json")) return `${jsonText(reportDocument(run), 2)}\n`;
  if (!path.endsWith(".xml")) return page();
  return (await import("../core/report/junit.ts")).junitReport(run);
}

/**
 * Ends the step: one annotation for the headline, and red where the result or an error finding asks for it. A step that `fail-on`
 * lets pass still warns of an error.
 */
export function conclude(run: RunRecord): void {
  const isWell = run.findings.every(({ severity }) => severity === "info");
  endStep([headline(run), ...besideHeadline(run)].join(" "), passes(run) ? (isWell ? "well" : "passes") : "fails");
}

/** Ends the step with its one annotation: red where it fails, a warning where it passes although something was found. */
export function endStep(sentence: string, how: "fails" | "passes" | "well"): void {
  const text = plainLine(sentence.replaceAll("`", ""));
  const title = "OCPI Onboarding";
  if (how === "fails") {
    error(text, { title });
    process.exitCode = 1;
  } else if (how === "passes") warning(text, { title });
  else notice(text, { title });
}

/** Why a step that passes is annotated as a warning all the same: what was found beside the headline, or an error that may stay. */
function besideHeadline(run: RunRecord): string[] {
  if (!passes(run)) return [];
  if (run.findings.some(({ severity }) => severity === "error")) return ["The step passes because of fail-on: never."];
  const said = headline(run);
  const warnings = run.findings.filter(({ severity, message }) => severity === "warning" && !said.includes(message[0]));
  const [first] = warnings;
  if (first === undefined) return [];
  return [`${warnings.length === 1 ? "One warning" : `${warnings.length} warnings, the first`}: ${first.message[0]}`];
}
