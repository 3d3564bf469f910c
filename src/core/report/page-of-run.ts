import { reason } from "../findings/answer-words.ts";
import { bySeverity, isToDo, type ReportedFinding } from "../findings/finding.ts";
import { checkPage } from "../findings/pages.ts";
import type { Advice } from "../findings/sentence.ts";
import { duration, ist, ocpiTime, utc } from "../findings/times.ts";
import type { Words } from "../findings/words.ts";
import { partyName, partyWithRole, type Party } from "../ocpi/party.ts";
import { tokenNote } from "../record/log-lines.ts";
import type { RunRecord, RunSoFar, StepRecord } from "../record/record.ts";
import { isFailed, type RequestRecord } from "../record/request.ts";
import type { PartnerStatus, PartyConnection } from "../record/result.ts";
import { arrowsOf, type Arrow, type RequestArrow } from "./arrows.ts";
import { goLiveSheet, type GoLiveStep } from "./go-live.ts";
import { handover, isInSummary, notNeeded, sendOnlyIf } from "./handover.ts";
import { headline, resultSign } from "./headline.ts";
import { supportLines } from "./markdown.ts";
import type {
  PageArrow,
  PageCheck,
  PageFinding,
  PageParty,
  PageReceiver,
  PageRequest,
  PageStep,
  PageToDo,
  ReportPage,
  Sentence,
  Tone,
} from "./page.ts";
import { probeWords } from "./receivers.ts";
import { deliveries, whoWords } from "./to-do.ts";

/** A run that has ended, as a page shows it, in the words of a face. */
export function pageOfRun(run: RunRecord, words: Words): ReportPage {
  const line = headline(run);
  const serious = bySeverity(run.findings).filter(({ severity }) => severity !== "info");
  const toDo = [...grouped(serious.filter(isToDo), line), ...deliveries(run, words).map(delivery)];
  const took = duration(run.finishedAt.getTime() - run.startedAt.getTime());
  return {
    ...blank(run.connection, run.command),
    tone: toneOf(run),
    headline: sentenceOf(line),
    run: {
      correlationId: run.correlationId,
      startedAt: run.startedAt.toISOString(),
      finishedAt: run.finishedAt.toISOString(),
      took,
      times: [utc(run.startedAt), ist(run.startedAt)],
      madeBy: `${run.tool.name} ${run.tool.version}`,
    },
    about: aboutOf(run.hub, run.ownParties, run.platformUrl, run.storedIn),
    toDo,
    nothingToDo: toDo.length === 0 && run.result === "connected" ? "Nothing to do: partners and hub can begin." : "",
    lanes: lanesOf(run.hub.title, words),
    steps: run.steps.map((step) => stepOf(step, undefined)),
    arrows: arrowsOf(run).map(arrowOf),
    findings: serious.filter((finding) => !isToDo(finding)).map((finding) => findingOf(finding, line)),
    notes: run.findings.filter(({ severity }) => severity === "info").map((finding) => findingOf(finding, line)),
    parties: run.parties.map(partyOf),
    partners: run.partners.map(partyOf),
    receivers: run.receivers.flatMap(receiverOf),
    ...goLiveOf(run),
    message: messageOf(run),
    support: supportLines(run),
    requests: run.requests.map(requestOf),
    endpoints: run.hub.endpoints.map(({ identifier, role = "", url }) => ({ module: identifier, role, url })),
  };
}

/** A run that goes on. */
export interface RunGoingOn {
  readonly hubTitle: string;
  /** What has been done until now. */
  readonly soFar: RunSoFar;
  /** When it is looked at. */
  readonly now: Date;
}

/** A run that goes on, as a page shows it: what it has asked, and what it waits for. What was found is told at its end. */
export function pageOfRunGoingOn({ hubTitle, soFar, now }: RunGoingOn, words: Words): ReportPage {
  const { frame, steps, current, begun, startedAt, correlationId } = soFar;
  const unsafe = begun.find(({ method, peer }) => method !== "GET" && peer === "hub");
  const waits =
    unsafe === undefined
      ? ""
      : `The ${unsafe.method} has left. Only the hub's answer can say what it did, so it is waited for, also after a cancel.`;
  return {
    ...blank(frame.connection, frame.command),
    tone: "running",
    headline: sentenceOf(`${goingOn[frame.command] ?? "Running"} at ${hubTitle}…`),
    aside: sentenceOf(waits),
    run: {
      correlationId,
      startedAt: startedAt.toISOString(),
      finishedAt: undefined,
      took: duration(now.getTime() - startedAt.getTime()),
      times: [utc(startedAt), ist(startedAt)],
      madeBy: `${frame.tool.name} ${frame.tool.version}`,
    },
    about: aboutOf({ url: frame.hubUrl, title: hubTitle }, frame.ownParties, frame.platformUrl, undefined),
    lanes: lanesOf(hubTitle, words),
    steps: steps.map((step) => stepOf(step, current)),
    arrows: arrowsOf(soFar, begun).map(arrowOf),
    requests: soFar.requests.map(requestOf),
  };
}

const goingOn: Readonly<Record<string, string>> = {
  exchange: "Exchanging credentials",
  verify: "Verifying the connection",
  rotate: "Rotating the platform token",
  update: "Updating the registration",
  recover: "Recovering the hub token",
  preflight: "Checking your platform for the connection",
  rehearse: "Making the hub's calls at your platform, for the connection",
};

/** A connection that was never run, as a page shows it. */
export function pageWithoutRun(connection: string, line: string): ReportPage {
  return { ...blank(connection, ""), headline: sentenceOf(line) };
}

function blank(connection: string, command: string): ReportPage {
  return {
    connection,
    command,
    tone: "stopped",
    headline: [],
    aside: [],
    run: undefined,
    about: [],
    toDo: [],
    nothingToDo: "",
    lanes: { you: "You", hub: "Hub", platform: "Your platform", vault: "" },
    steps: [],
    arrows: [],
    findings: [],
    notes: [],
    parties: [],
    partners: [],
    receivers: [],
    goLive: [],
    signatures: [],
    message: undefined,
    support: [],
    requests: [],
    endpoints: [],
  };
}

/** A sentence of ours: what stands between its backticks is code. */
function sentenceOf(text: string): Sentence {
  return text.split("`").flatMap((part, index) => {
    if (part === "") return [];
    return [index % 2 === 1 ? { text: part, code: true as const } : { text: part }];
  });
}

const signTones: Readonly<Record<string, Tone>> = { "✅": "good", "⚠️": "warning", "❓": "doubt", "❌": "bad" };

function toneOf(run: RunRecord): Tone {
  switch (run.result) {
    case "connected":
      return "good";
    case "registered": {
      if (resultSign(run) === "✅") return "good";
      if (run.reason?.severity === "error" && run.reason.who === "platform" && run.connectionStatus !== "OFFLINE")
        return "bad";
      return run.connectionStatus === "CONNECTED" ? "warning" : statusTones[run.connectionStatus];
    }
    case "done":
      return signTones[resultSign(run)] ?? "bad";
    case "in-doubt":
      return "doubt";
    case "cancelled":
      return "stopped";
    case "not-ready":
    case "refused":
    case "unreachable":
    case "unstored":
    case "invalid":
      return "bad";
  }
}

const statusTones: Readonly<Record<PartyConnection, Tone>> = {
  CONNECTED: "good",
  PLANNED: "waiting",
  OFFLINE: "offline",
  SUSPENDED: "suspended",
  NOT_LISTED: "warning",
  UNKNOWN: "doubt",
};

/** What is to be done, each once: findings with the same fix are one thing to do. */
function grouped(findings: readonly ReportedFinding[], line: string): PageToDo[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const same = `${finding.who} ${finding.fix} ${finding.snippet}`;
    groups.set(same, [...(groups.get(same) ?? []), finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { who, severity, fix = "", snippet } = first;
    return [
      {
        who,
        actor: whoWords[who],
        severity,
        checks: [...new Set(group.map(({ check }) => check))].map(checkOf),
        found: group.map(({ message }) => sentenceOf(unsaid(message, line))).filter((each) => each.length > 0),
        fix: sentenceOf(fix),
        snippet,
        remedy: group.find(({ remedy }) => remedy !== undefined)?.remedy,
        buttons: [],
      },
    ];
  });
}

/** What a finding says beyond the headline, which says the first sentence of one. */
function unsaid(message: readonly string[], line: string): string {
  const [first = "", ...rest] = message;
  return (line.includes(first) ? rest : message).join(" ");
}

function delivery({ fix: text, snippet }: Advice): PageToDo {
  const fix = sentenceOf(text);
  const what = { checks: [], found: [], fix, snippet, remedy: undefined, buttons: [] };
  return { who: "you", actor: whoWords.you, severity: undefined, ...what };
}

function checkOf(number: string): PageCheck {
  return { number, page: checkPage(number) };
}

function findingOf({ severity, check, message, fix = "" }: ReportedFinding, line: string): PageFinding {
  return { severity, check: checkOf(check), message: sentenceOf(unsaid(message, line)), advice: sentenceOf(fix) };
}

function aboutOf(
  hub: { readonly title: string; readonly url: string },
  parties: readonly Party[],
  platformUrl: string | undefined,
  storedIn: string | undefined,
): ReportPage["about"] {
  const lines = {
    Hub: [hub.title, hub.url].filter((part) => part !== "").join(", "),
    Party: parties.map(partyWithRole).join(", "),
    Platform: platformUrl ?? "",
    "Hub token": storedIn === undefined ? "" : `kept in ${storedIn}`,
  };
  return Object.entries(lines).flatMap(([label, value]) => (value === "" ? [] : [{ label, value }]));
}

function lanesOf(hub: string, { vaultTitle }: Words): ReportPage["lanes"] {
  return { you: "You", hub, platform: "Your platform", vault: vaultTitle };
}

function stepOf({ id, title, status, durationMs }: StepRecord, current: StepRecord["id"] | undefined): PageStep {
  return { title, status: id === current ? "running" : status, took: duration(durationMs) };
}

function arrowOf(arrow: Arrow): PageArrow {
  if (arrow.kind === "vault") {
    const { act, failed, at } = arrow;
    const outcome = failed ? "refused" : "answered";
    return { key: `${act} ${at.getTime()}`, to: "vault", outcome, what: act, more: "", answer: "", took: "" };
  }
  const { requests, tests, outcome, to } = arrow;
  const [request] = requests;
  const more = requests.length > 1 ? `and ${requests.length - 1} more` : tests === undefined ? "" : `with ${tests}`;
  const answers = new Set(requests.map(answerTo));
  const took = requests.flatMap((each) => ("durationMs" in each ? [each.durationMs] : []));
  return {
    key: request.requestId,
    to,
    outcome,
    what: `${request.method} ${URL.parse(request.url)?.pathname ?? request.url}`,
    more,
    answer: answers.size > 2 ? `${answerTo(request)} and others` : [...answers].join(" and "),
    took: took.length === 0 ? "" : duration(Math.max(...took)),
  };
}

/** What came back: `HTTP 200, OCPI 1000`; or why nothing did. */
function answerTo(request: RequestArrow["requests"][number]): string {
  if (!("durationMs" in request)) return "";
  const { httpStatus, statusCode, error } = request;
  if (httpStatus === undefined) return reason(error).replaceAll("`", "");
  return `HTTP ${httpStatus}, ${statusCode === undefined ? "no OCPI answer" : `OCPI ${statusCode}`}`;
}

function partyOf({ party, status, lastUpdated = "", visible }: PartnerStatus): PageParty {
  const seen = visible === undefined ? "" : `${visible.more ? "at least " : ""}${visible.locations}`;
  const tone = statusTones[status];
  return { party: partyName(party), role: party.role, status, tone, since: ocpiTime(lastUpdated), visible: seen };
}

const probeTones = {
  guarded: "good",
  open: "bad",
  missing: "bad",
  unreachable: "bad",
  error: "warning",
  skipped: "stopped",
} as const satisfies Record<string, Tone>;

function receiverOf({ module, role, method, url, probe }: RunRecord["receivers"][number]): PageReceiver[] {
  if (probe === undefined) return [];
  return [{ module, role, method, url, tone: probeTones[probe.outcome], outcome: probeWords(probe) }];
}

const verdictTones: Readonly<Record<GoLiveStep["verdict"], Tone>> = {
  works: "good",
  fails: "bad",
  "not tried": "stopped",
};

function goLiveOf(run: RunRecord): Pick<ReportPage, "goLive" | "signatures"> {
  if (run.rehearsal.length === 0) return { goLive: [], signatures: [] };
  const { steps, sign } = goLiveSheet(run);
  return {
    goLive: steps.map(({ correlation_id: _id, ...step }) => ({ ...step, tone: verdictTones[step.verdict] })),
    signatures: sign.map(({ who, what }) => ({ who, what: sentenceOf(what) })),
  };
}

function messageOf(run: RunRecord): ReportPage["message"] {
  if (!isInSummary(run)) return undefined;
  return { ...handover(run), condition: notNeeded(run) ?? sendOnlyIf(run) };
}

function requestOf(request: RequestRecord): PageRequest {
  const { method, url, durationMs, requestId } = request;
  const note = tokenNote(request).trim();
  return {
    method,
    url,
    note,
    outcome: answerTo(request),
    failed: isFailed(request),
    took: duration(durationMs),
    id: requestId,
  };
}
