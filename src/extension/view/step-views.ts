import * as l10n from "@vscode/l10n";
import { bySeverity } from "../../core/findings/finding.ts";
import { isFailed, type Asked, type RequestRecord } from "../../core/record/request.ts";
import type { ReceiverOutcome, ReceiverUrl } from "../../core/record/receivers.ts";
import { headline } from "../../core/report/headline.ts";
import { installedAt } from "../state/checklist.ts";
import { isFailure, type ConnectionFacts } from "../state/connection-state.ts";
import { lastKnownStatusOf, platformRunOf, type LastRun } from "../state/last-run.ts";
import { outcomeWords } from "./receiver-nodes.ts";
import { ago } from "./times.ts";

/** A step on the way to CONNECTED, as the sidebar shows it: the same whatever was run last. */
export interface StepView {
  readonly id: "token" | "versions" | "details" | "platform" | "credentials" | "verification";
  readonly title: string;
  readonly status: "passed" | "warning" | "failed" | "not-run";
  /** Few words beside the title. */
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
  return [
    token(facts, now),
    versions(facts),
    details(facts),
    ...platform(facts, receivers),
    credentials(facts),
    verification(facts, now),
  ];
}

function token(facts: ConnectionFacts, now: Date): StepView {
  const { hubToken, initialToken, platformToken, hubOrigin, sandbox } = facts;
  const step = { id: "token" as const, title: l10n.t("Token") };
  if (hubToken.state === "stored") {
    const since = ago(hubToken.storedAt, now);
    const sentence = l10n.t("The hub token for {0} is in VS Code's Secret Storage.", hubOrigin);
    if (installedAt(facts) !== undefined || sandbox)
      return { ...step, status: "passed", words: l10n.t("hub token stored {0}", since), sentence };
    // First what the user has to act on: a side bar cuts off what is long.
    const words = hubToken.handedOn
      ? l10n.t("copied, not confirmed")
      : l10n.t("only on this computer · stored {0}", since);
    return {
      ...step,
      status: "warning",
      words,
      sentence: hubToken.handedOn
        ? l10n.t("{0} It is elsewhere, too. Once your platform has it, Mark as Installed says so.", sentence)
        : l10n.t("{0} Your platform needs it, too: copy it there.", sentence),
    };
  }
  if (isRegistered(facts)) {
    const words = l10n.t("hub token not on this computer");
    const sentence = l10n.t(
      "The platform is registered at the hub. If your platform or a colleague has the hub token, Set Token… stores it here; otherwise only the account team can help, by a reset.",
    );
    return { ...step, status: "warning", words, sentence };
  }
  const missing = [
    ...(initialToken.state === "stored" ? [] : [l10n.t("initial token")]),
    ...(platformToken.state === "stored" ? [] : [l10n.t("platform token")]),
  ];
  if (missing.length > 0) {
    const words = l10n.t("{0} needed", missing.join(", "));
    return { ...step, status: "warning", words, sentence: l10n.t("Exchange Credentials asks for what is missing.") };
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
  const fault = bySeverity(platformRunOf(facts)?.record.findings ?? []).find(
    ({ who, severity }) => who === "platform" && severity !== "info",
  );
  if (fault === undefined) return receivers.length === 0 ? [] : [receiversStep(receivers)];
  const status = fault.severity === "error" ? "failed" : "warning";
  const words = fault.message[0].replaceAll("`", "");
  const sentence = [...fault.message, fault.fix].filter((part) => part !== undefined).join(" ");
  return [{ id: "platform", title: l10n.t("Your platform"), status, words, sentence: sentence.replaceAll("`", "") }];
}

/** From what stands in the way to what does not. */
const outcomes: readonly (readonly [ReceiverOutcome, StepView["status"]])[] = [
  ["open", "failed"],
  ["unreachable", "failed"],
  ["missing", "failed"],
  ["error", "warning"],
  ["guarded", "passed"],
];

function receiversStep(receivers: readonly ReceiverUrl[]): StepView {
  const step = { id: "platform" as const, title: l10n.t("Your platform") };
  const count = (outcome: ReceiverOutcome): number =>
    receivers.filter(({ probe }) => probe?.outcome === outcome).length;
  const [outcome, status] = outcomes.find(([one]) => count(one) > 0) ?? (["skipped", "not-run"] as const);
  const words =
    outcome === "skipped"
      ? outcomeWords(outcome)
      : l10n.t("{0}: {1} of {2}", outcomeWords(outcome), count(outcome), receivers.length);
  const sentence = l10n.t("Where the Hub calls you, each tried without a token: a platform has to refuse that.");
  return { ...step, status, words, sentence };
}

function versions({ last }: ConnectionFacts): StepView {
  const step = { id: "versions" as const, title: l10n.t("Versions") };
  return peerStep(step, asked(last, "versions"), last?.record.hub.version ?? "");
}

function details({ last }: ConnectionFacts): StepView {
  const step = { id: "details" as const, title: l10n.t("Version details") };
  const hub = last?.record.hub;
  const count = hub?.endpoints.length ?? 0;
  const words = count === 0 ? "" : l10n.t("{0} · {1} endpoints", hub?.version ?? "", count);
  const view = peerStep(step, asked(last, "details"), words);
  return view.status === "passed" && count === 0 ? { ...view, status: "failed", words: l10n.t("unreadable") } : view;
}

/** The request by which the hub was asked for this: the last that opened, or else the last; undefined where none was made. */
function asked(last: LastRun | undefined, what: Asked): RequestRecord | undefined {
  const requests = last?.record.requests.filter(({ asks }) => asks === what) ?? [];
  return requests.findLast((request) => !isFailed(request)) ?? requests.at(-1);
}

/** A step that is one GET at the hub: what its answer was. */
function peerStep(step: Pick<StepView, "id" | "title">, request: RequestRecord | undefined, good: string): StepView {
  if (request === undefined) {
    return { ...step, status: "not-run", words: l10n.t("not looked at"), sentence: step.title };
  }
  const { url, httpStatus, statusCode, error } = request;
  if (!isFailed(request)) return { ...step, status: "passed", words: good, sentence: url };
  const words =
    httpStatus === undefined
      ? l10n.t("no answer ({0})", error ?? "")
      : `HTTP ${httpStatus}${statusCode === undefined ? "" : `, OCPI ${statusCode}`}`;
  return { ...step, status: "failed", words, sentence: `${url}: ${words}` };
}

function credentials(facts: ConnectionFacts): StepView {
  const { hubToken, lock, last } = facts;
  const step = { id: "credentials" as const, title: l10n.t("Credentials") };
  if (lock !== "absent") {
    const words = lock === "elsewhere" ? l10n.t("under way in another window") : l10n.t("interrupted");
    return { ...step, status: "warning", words, sentence: l10n.t("An exchange began and its end is not known.") };
  }
  const refused = last?.record.result === "refused";
  if ((hubToken.state === "stored" || isRegistered(facts)) && !refused) {
    return { ...step, status: "passed", words: l10n.t("registered"), sentence: l10n.t("The hub has issued a token.") };
  }
  if (refused) return { ...step, status: "failed", words: l10n.t("refused"), sentence: undefined };
  const sentence = l10n.t("Exchange Credentials registers your platform at the hub.");
  return { ...step, status: "not-run", words: l10n.t("not registered"), sentence };
}

function verification({ last, hubToken }: ConnectionFacts, now: Date): StepView {
  const step = { id: "verification" as const, title: l10n.t("Verification") };
  if (last === undefined || hubToken.state !== "stored") {
    return { ...step, status: "not-run", words: l10n.t("not verified"), sentence: l10n.t("Verify only looks.") };
  }
  const known = lastKnownStatusOf(last);
  const { result, finishedAt } = last.record;
  const sentence = isFailure(result)
    ? undefined
    : l10n.t("{0} Checked {1}.", headline(last.record), ago(finishedAt, now));
  if (known !== undefined) {
    const { status } = known;
    return { ...step, status: status === "CONNECTED" ? "passed" : "warning", words: status, sentence };
  }
  return { ...step, status: "failed", words: result, sentence };
}
