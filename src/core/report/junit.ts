import xmlbuilder, { type XMLElement } from "xmlbuilder";
import { bySeverity, type ReportedFinding } from "../findings/finding.ts";
import { plainLine } from "../ocpi/escape.ts";
import { passes, type RunRecord, type StepRecord } from "../record/record.ts";
import type { ConnectionRow } from "./connection-row.ts";
import { headline } from "./headline.ts";
import { whoWords } from "./to-do.ts";

/** What is said in the element `failure`. GitLab shows its text and not its attributes, so the text says everything. */
interface Failure {
  readonly message: string;
  readonly type: string;
  readonly text: string;
}

interface TestCase {
  readonly name: string;
  readonly durationMs: number;
  readonly failure: Failure | undefined;
  readonly isSkipped: boolean;
  /** What is worth knowing of it, and fails nothing. */
  readonly output: string;
}

/**
 * The run as JUnit XML, as Jenkins and GitLab read it: one suite for the connection, with a test case for the run as a whole,
 * which fails where the step fails, and one for each step of it, which fails for what was found in it that is an error. Their
 * names are the same in every run, so that a CI can tell what is new. A character that XML 1.0 forbids is written as U+FFFD.
 */
export function junitReport(run: RunRecord): string {
  const cases = [wholeOf(run), ...run.steps.map((step) => caseOf(step, run.findings))];
  const totals = {
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure !== undefined).length,
    errors: 0,
    skipped: cases.filter(({ isSkipped }) => isSkipped).length,
    time: seconds(run.finishedAt.getTime() - run.startedAt.getTime()),
  };
  const document = newDocument();
  document.att({ name: run.tool.name, ...totals });
  const suite = document.ele("testsuite", {
    name: run.connection,
    ...totals,
    timestamp: timestamp(run.startedAt),
  });
  const properties = suite.ele("properties");
  for (const [name, value] of propertiesOf(run)) properties.ele("property", { name, value: plainLine(value) });
  for (const testCase of cases) addCase(suite, run.connection, testCase);
  return `${document.end({ pretty: true })}\n`;
}

/** What failed in a run, as the text of a failure: the headline, and every error with what to do. */
export function junitFailure(run: RunRecord): string {
  const errors = bySeverity(run.findings).filter(({ severity }) => severity === "error");
  return [spoken(headline(run)), ...errors.map(told)].join("\n\n");
}

/**
 * Many connections as JUnit XML: one suite, with a test case for each connection, which fails where a step with it alone would.
 * @param all the worst first.
 */
export function allJunit(
  all: readonly { readonly row: ConnectionRow; readonly failure: string | undefined }[],
  { tool, command, startedAt, finishedAt }: Pick<RunRecord, "tool" | "command" | "startedAt" | "finishedAt">,
): string {
  const totals = {
    tests: all.length,
    failures: all.filter(({ row }) => !row.passes).length,
    errors: 0,
    skipped: 0,
    time: seconds(finishedAt.getTime() - startedAt.getTime()),
  };
  const document = newDocument();
  document.att({ name: tool.name, ...totals });
  const suite = document.ele("testsuite", { name: command, ...totals, timestamp: timestamp(startedAt) });
  for (const { row, failure } of all) {
    const message = spoken(row.headline);
    addCase(suite, row.connection, {
      name: command,
      durationMs: row.durationMs,
      failure: row.passes ? undefined : { message, type: row.result, text: failure ?? message },
      isSkipped: false,
      output: row.passes ? message : "",
    });
  }
  return `${document.end({ pretty: true })}\n`;
}

function newDocument(): XMLElement {
  return xmlbuilder.create("testsuites", { encoding: "UTF-8" }, { invalidCharReplacement: "\uFFFD" });
}

function timestamp(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, "Z");
}

function propertiesOf(run: RunRecord): [name: string, value: string][] {
  return [
    ["command", run.command],
    ["result", run.result],
    ["connection-status", run.connectionStatus],
    ["hub-url", run.hub.url],
    ["ocpi-version", run.hub.version],
    ["correlation-id", run.correlationId],
    ...(run.runUrl === undefined ? [] : [["run-url", run.runUrl] satisfies [string, string]]),
  ];
}

/** The run as a whole: red where the step is. */
function wholeOf(run: RunRecord): TestCase {
  const message = spoken(headline(run));
  const isGood = passes(run);
  return {
    name: run.command,
    durationMs: run.finishedAt.getTime() - run.startedAt.getTime(),
    failure: isGood ? undefined : { message, type: run.result, text: message },
    isSkipped: false,
    output: isGood ? message : "",
  };
}

function caseOf(step: StepRecord, all: readonly ReportedFinding[]): TestCase {
  const own = bySeverity(all.filter((finding) => finding.step === step.id));
  const errors = own.filter(({ severity }) => severity === "error");
  const [first] = errors;
  return {
    name: step.title,
    durationMs: step.durationMs,
    failure: first && { message: messageOf(first), type: first.check, text: errors.map(told).join("\n\n") },
    isSkipped: step.status === "skipped",
    output: own
      .filter(({ severity }) => severity !== "error")
      .map(told)
      .join("\n\n"),
  };
}

const severityWords = { error: "Error", warning: "Warning", info: "Note" } as const;

/** A finding in lines: what was found and by which check, and what to do and who does it. */
function told(finding: ReportedFinding): string {
  const { check, severity, who, fix, snippet = "" } = finding;
  return [
    `${severityWords[severity]} ${check}: ${messageOf(finding)}`,
    ...(fix === undefined ? [] : [`What to do (${whoWords[who]}): ${spoken(fix)}`]),
    ...(snippet === "" ? [] : snippet.split("\n").map((line) => `    ${plainLine(line)}`)),
  ].join("\n");
}

function messageOf({ message }: ReportedFinding): string {
  return spoken(message.join(" "));
}

/** A sentence without the marks that only Markdown shows as such. */
function spoken(sentence: string): string {
  return plainLine(sentence).replaceAll("`", "");
}

function addCase(
  suite: XMLElement,
  connection: string,
  { name, durationMs, failure, isSkipped, output }: TestCase,
): void {
  // GitLab takes `classname` for the name of the suite.
  const element = suite.ele("testcase", { classname: connection, name: plainLine(name), time: seconds(durationMs) });
  if (isSkipped) element.ele("skipped");
  if (failure !== undefined) element.ele("failure", { message: failure.message, type: failure.type }, failure.text);
  if (output !== "") element.ele("system-out", output);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
