import * as l10n from "@vscode/l10n";
import { bySeverity, type ReportedFinding } from "../../core/findings/finding.ts";
import type { StepId } from "../../core/findings/steps.ts";
import { isFailed, type Asked, type RequestRecord } from "../../core/record/request.ts";
import type { ReceiverOutcome, ReceiverUrl } from "../../core/record/receivers.ts";
import { headline } from "../../core/report/headline.ts";
import { installedAt } from "../state/checklist.ts";
import { isFailure, type ConnectionFacts } from "../state/connection-state.ts";
import { lastKnownStatusOf, platformRunOf, type LastRun } from "../state/last-run.ts";
import { unsettledOf } from "../state/unsettled.ts";
import { outcomeWords } from "./receiver-nodes.ts";
import { statusLook } from "./status-look.ts";
import { ago } from "./times.ts";

/** A step on the way to CONNECTED, as the sidebar shows it: the same whatever was run last. */
export interface StepView {
  readonly id: "token" | "versions" | "details" | "platform" | "credentials" | "verification";
  readonly title: string;
  readonly status: "passed" | "warning" | "failed" | "running" | "not-run";
  /** Few words beside the title: a narrow side bar cuts off what is long. */
  readonly words: string;
  /** The tooltip; undefined where the step failed for what the run ended for. */
  readonly sentence: string | undefined;
}

/**
 * The steps of a connection in their order.
 * @param receivers where the hub calls the platform, as far as that is known.
 * @param now for how long ago something was.
 */
export function stepsOf(facts: ConnectionFacts, receivers: readonly ReceiverUrl[], now: Date): StepView[] {
  const fault = faultOf(facts);
  return [
    token(facts, fault, now),
    versions(facts, fault),
    details(facts, fault),
    ...platform(facts, receivers),
    credentials(facts, fault),
    verification(facts, fault, now),
  ];
}

/** Because of which a hub refuses what it is asked, wherever it was asked. */
const tokenFaults: ReadonlySet<string> = new Set([
  "hub-token-refused",
  "post-unauthorised",
  "recovery-initial-token-refused",
  "tokens-swapped",
]);

/** The step at which the last run failed: there it is red, and what was not reached for that is not. */
function faultOf({ last, initialToken, hubToken }: ConnectionFacts): StepView["id"] | undefined {
  const { reason, finishedAt, result, requests } = last?.record ?? {};
  if (reason === undefined || finishedAt === undefined || result === undefined || !isFailure(result)) return undefined;
  if (tokenFaults.has(reason.finding.code) || reason.step === "read") {
    const used = hubToken.state === "stored" ? hubToken : initialToken;
    // It was given again since then, and nothing has tried it.
    return used.state === "stored" && used.storedAt > finishedAt ? undefined : "token";
  }
  if (reason.who === "platform") return "platform";
  return faultInStep(reason.step, requests ?? []);
}

function faultInStep(step: StepId, requests: readonly RequestRecord[]): StepView["id"] {
  switch (step) {
    case "look":
      return unreadIn(requests) ?? "versions";
    case "platform":
    case "receivers":
    case "rehearse":
      return "platform";
    case "verify":
      return unreadIn(requests) ?? "verification";
    default:
      return "credentials";
  }
}

/** What a hub was asked for first, and did not show: what is asked for after that fails with it. */
function unreadIn(requests: readonly RequestRecord[]): "versions" | "details" | undefined {
  return (["versions", "details"] as const).find((what) => {
    const those = requests.filter(({ asks }) => asks === what);
    return those.length > 0 && those.every(isFailed);
  });
}

function token(facts: ConnectionFacts, fault: StepView["id"] | undefined, now: Date): StepView {
  const { hubToken, initialToken, platformToken, hubOrigin, sandbox, last } = facts;
  const step = { id: "token" as const, title: l10n.t("Token") };
  if (fault === "token") {
    const isRefused = tokenFaults.has(last?.record.reason?.finding.code ?? "");
    const words = isRefused ? l10n.t("refused by the Hub") : l10n.t("not usable");
    return { ...step, status: "failed", words, sentence: undefined };
  }
  if (hubToken.state === "stored") {
    const since = ago(hubToken.storedAt, now);
    const sentence = l10n.t("The hub token for {0} is in VS Code's Secret Storage, stored {1}.", hubOrigin, since);
    if (installedAt(facts) !== undefined || sandbox)
      return { ...step, status: "passed", words: l10n.t("hub token stored"), sentence };
    return {
      ...step,
      status: "warning",
      words: hubToken.handedOn ? l10n.t("copied, not confirmed") : l10n.t("only on this computer"),
      sentence: hubToken.handedOn
        ? l10n.t("{0} It is elsewhere, too. Once your platform has it, Mark as Installed says so.", sentence)
        : l10n.t("{0} Your platform needs it, too: copy it there.", sentence),
    };
  }
  if (isRegistered(facts)) {
    const sentence = l10n.t(
      "The platform is registered at the hub. If your platform or a colleague has the hub token, Set Token… stores it here; otherwise only the account team can help, by a reset.",
    );
    return { ...step, status: "warning", words: l10n.t("not on this computer"), sentence };
  }
  const missing = [
    ...(initialToken.state === "stored" ? [] : [l10n.t("initial token")]),
    ...(platformToken.state === "stored" ? [] : [l10n.t("platform token")]),
  ];
  if (missing.length > 0) {
    const words = missing.length > 1 ? l10n.t("two tokens needed") : l10n.t("{0} needed", missing.join(""));
    const sentence = l10n.t("Needed: {0}. Exchange Credentials asks for what is missing.", missing.join(", "));
    return { ...step, status: "warning", words, sentence };
  }
  return {
    ...step,
    status: "passed",
    words: l10n.t("initial token stored"),
    sentence: l10n.t("The initial token is in VS Code's Secret Storage, for {0}.", hubOrigin),
  };
}

/** The last run found the platform registered; that the token was forgotten here changes nothing at the hub. */
function isRegistered({ last, hubToken }: ConnectionFacts): boolean {
  return hubToken.state !== "stored" && last !== undefined && lastKnownStatusOf(last) !== undefined;
}

/** What is wrong with the platform itself, where something is; or else how its receivers are. */
function platform(facts: ConnectionFacts, receivers: readonly ReceiverUrl[]): StepView[] {
  const run = platformRunOf(facts)?.record;
  const fault = bySeverity(run?.findings ?? []).find(
    ({ who, severity, finding }) => (who === "platform" || finding.code === "tokens-swapped") && severity !== "info",
  );
  // A platform that ocpi.yml does not name any more says nothing of the one that it names now.
  const origins = new Set(receivers.map(({ url }) => URL.parse(url)?.origin));
  const answers = run?.requests.some((one) => isOpened(one) && origins.has(URL.parse(one.url)?.origin)) === true;
  if (fault === undefined) return receivers.length === 0 ? [] : [receiversStep(receivers, answers)];
  const status = fault.severity === "error" ? "failed" : "warning";
  const sentence = [...fault.message, fault.fix].filter((part) => part !== undefined).join(" ");
  const step = { id: "platform" as const, title: l10n.t("Your platform"), status } as const;
  return [{ ...step, words: platformWords(fault), sentence: sentence.replaceAll("`", "") }];
}

/** A request by which the platform took its token; not one that was made to be refused. */
function isOpened(request: RequestRecord): boolean {
  const { peer, asks } = request;
  return peer === "platform" && asks !== "guard" && asks !== "entry" && !isFailed(request);
}

/** What is wrong with the platform, in few words. */
function platformWords({ finding }: ReportedFinding): string {
  switch (finding.code) {
    case "platform-refuses-token":
      return finding.of === "rotation" ? l10n.t("refuses the new token") : l10n.t("refuses the token");
    case "tokens-swapped":
      return l10n.t("refuses the token");
    case "platform-no-answer":
      return l10n.t("no answer");
    case "platform-certificate":
      return l10n.t("certificate not trusted");
    case "platform-bot-wall":
      return l10n.t("blocks programs");
    case "post-platform-unusable":
      return l10n.t("not usable by the Hub");
    case "party-not-connected":
      return l10n.t("not reached by the Hub");
    default:
      return "response" in finding && finding.response.httpStatus !== undefined
        ? `HTTP ${finding.response.httpStatus}`
        : l10n.t("not as it should be");
  }
}

/** From what stands in the way to what does not. */
const outcomes: readonly (readonly [ReceiverOutcome, StepView["status"]])[] = [
  ["open", "failed"],
  ["unreachable", "failed"],
  ["missing", "failed"],
  ["error", "warning"],
  ["guarded", "passed"],
];

/** @param answers the platform answered to its token, whatever its receivers do. */
function receiversStep(receivers: readonly ReceiverUrl[], answers: boolean): StepView {
  const step = { id: "platform" as const, title: l10n.t("Your platform") };
  const count = (outcome: ReceiverOutcome): number =>
    receivers.filter(({ probe }) => probe?.outcome === outcome).length;
  const [outcome, status] = outcomes.find(([one]) => count(one) > 0) ?? (["skipped", "not-run"] as const);
  if (outcome === "skipped" && answers)
    return {
      ...step,
      status: "passed",
      words: l10n.t("answers"),
      sentence: l10n.t("It accepts the platform token. Where the Hub calls you was not tried yet: Preflight does."),
    };
  const words =
    outcome === "skipped"
      ? outcomeWords(outcome)
      : l10n.t("{0}: {1} of {2}", outcomeWords(outcome), count(outcome), receivers.length);
  const sentence = l10n.t("Where the Hub calls you, each tried without a token: a platform has to refuse that.");
  return { ...step, status, words, sentence };
}

function versions({ last }: ConnectionFacts, fault: StepView["id"] | undefined): StepView {
  const step = { id: "versions" as const, title: l10n.t("Versions") };
  return peerStep(step, asked(last, "versions"), last?.record.hub.version ?? "", fault);
}

function details({ last }: ConnectionFacts, fault: StepView["id"] | undefined): StepView {
  const step = { id: "details" as const, title: l10n.t("Version details") };
  const count = last?.record.hub.endpoints.length ?? 0;
  const words = count === 1 ? l10n.t("1 endpoint") : l10n.t("{0} endpoints", count);
  const view = peerStep(step, asked(last, "details"), words, fault);
  return view.status === "passed" && count === 0 ? { ...view, status: "failed", words: l10n.t("unreadable") } : view;
}

/** The request by which the hub was asked for this: the last that opened, or else the last; undefined where none was made. */
function asked(last: LastRun | undefined, what: Asked): RequestRecord | undefined {
  const requests = last?.record.requests.filter(({ asks }) => asks === what) ?? [];
  return requests.findLast((request) => !isFailed(request)) ?? requests.at(-1);
}

/** A step that is one GET at the hub: what its answer was. That it refuses a token is no fault of what it was asked for. */
function peerStep(
  step: Pick<StepView, "id" | "title">,
  request: RequestRecord | undefined,
  good: string,
  fault: StepView["id"] | undefined,
): StepView {
  if (request === undefined) {
    return { ...step, status: "not-run", words: l10n.t("not looked at"), sentence: step.title };
  }
  const { url, httpStatus, statusCode, error } = request;
  if (!isFailed(request)) return { ...step, status: "passed", words: good, sentence: url };
  const words = httpStatus === undefined ? l10n.t("no answer") : answerWords(httpStatus, statusCode);
  const status = fault === "token" ? "not-run" : "failed";
  const why = httpStatus === undefined && error !== undefined ? `${words} (${error})` : words;
  return { ...step, status, words, sentence: `${url}: ${why}` };
}

function answerWords(httpStatus: number, statusCode: number | undefined): string {
  return `HTTP ${httpStatus}${statusCode === undefined ? "" : `, OCPI ${statusCode}`}`;
}

function credentials(facts: ConnectionFacts, fault: StepView["id"] | undefined): StepView {
  const { hubToken, lock, running } = facts;
  const step = { id: "credentials" as const, title: l10n.t("Credentials") };
  if (running === undefined && lock === "elsewhere") {
    const sentence = l10n.t("Another window is exchanging them.");
    return { ...step, status: "warning", words: l10n.t("busy elsewhere"), sentence };
  }
  const unsettled = unsettledOf(facts);
  if (unsettled !== undefined) {
    const words = unsettled.what === "unfinished" ? l10n.t("not finished") : l10n.t("interrupted");
    const sentence = l10n.t("An exchange began and did not come to its end.");
    return { ...step, status: unsettled.what === "in-doubt" ? "failed" : "warning", words, sentence };
  }
  if (fault === "credentials") return { ...step, status: "failed", words: failureWord(facts), sentence: undefined };
  if (hubToken.state === "stored" || isRegistered(facts)) {
    return { ...step, status: "passed", words: l10n.t("registered"), sentence: l10n.t("The hub has issued a token.") };
  }
  const sentence = l10n.t("Exchange Credentials registers your platform at the hub.");
  return { ...step, status: "not-run", words: l10n.t("not registered"), sentence };
}

function failureWord({ last }: ConnectionFacts): string {
  return last?.record.result === "refused" ? l10n.t("refused") : l10n.t("failed");
}

function verification({ last, hubToken }: ConnectionFacts, fault: StepView["id"] | undefined, now: Date): StepView {
  const step = { id: "verification" as const, title: l10n.t("Verification") };
  const notVerified = { ...step, status: "not-run", words: l10n.t("not verified") } as const;
  if (last === undefined || hubToken.state !== "stored")
    return { ...notVerified, sentence: l10n.t("Verify only looks.") };
  const known = lastKnownStatusOf(last);
  const { result, finishedAt } = last.record;
  const sentence = isFailure(result)
    ? undefined
    : l10n.t("{0} Checked {1}.", headline(last.record), ago(finishedAt, now));
  if (known === undefined) {
    return fault === "verification"
      ? { ...step, status: "failed", words: l10n.t("failed"), sentence }
      : { ...notVerified, sentence };
  }
  const { words } = statusLook(known.status);
  return { ...step, status: known.status === "CONNECTED" ? "passed" : "warning", words, sentence };
}
