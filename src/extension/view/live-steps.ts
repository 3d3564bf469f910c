import * as l10n from "@vscode/l10n";
import type { StepId } from "../../core/findings/steps.ts";
import type { Activity, ConnectionFacts } from "../state/connection-state.ts";
import type { LiveRun } from "../state/live-run.ts";
import type { StepView } from "./step-views.ts";

/** The steps of a connection with which something goes on: they light up one after the other. Others are as they were. */
export function liveSteps(steps: readonly StepView[], { running, live }: ConnectionFacts): readonly StepView[] {
  return live === undefined || running === undefined ? steps : steps.map((step) => liveStep(step, running, live));
}

/** Where in a run each step of the sidebar is at work. */
const workOf: Readonly<Partial<Record<StepId, StepView["id"]>>> = {
  look: "versions",
  platform: "platform",
  receivers: "platform",
  rehearse: "platform",
  lock: "credentials",
  recover: "credentials",
  post: "credentials",
  keep: "credentials",
  prove: "credentials",
  confirm: "credentials",
  unlock: "verification",
  verify: "verification",
};

/** Which steps of the sidebar a run goes through; the others are as they were. */
function isOfRun(id: StepView["id"], doing: Activity): boolean {
  switch (id) {
    case "token":
    case "platform":
      return false;
    case "versions":
    case "details":
      return doing !== "rehearsing" && doing !== "preflighting";
    case "credentials":
      return doing !== "verifying" && doing !== "rehearsing" && doing !== "preflighting";
    case "verification":
      return doing !== "rehearsing" && doing !== "preflighting";
  }
}

// Of those that one run goes through, in its order.
const order: readonly StepView["id"][] = ["versions", "details", "credentials", "verification"];

/** A step while a run goes on: what was done lights up, what is done now turns, and the rest waits. */
function liveStep(step: StepView, doing: Activity, live: LiveRun): StepView {
  const at = workOf[live.step];
  const as = (status: StepView["status"], words: string): StepView => ({
    ...step,
    status,
    words,
    sentence: step.title,
  });
  if (step.id === "platform" && at === "platform") return as("running", l10n.t("checking…"));
  if (!isOfRun(step.id, doing)) return step;
  if (step.id === "versions" || step.id === "details") {
    const opened = live[step.id];
    // A hub may refuse the token in one form and take it in the other: until the look is over nothing has failed.
    if (opened === true) return as("passed", l10n.t("read"));
    if (at === "versions") return as("running", l10n.t("asking…"));
    if (opened === false) return as("failed", l10n.t("not read"));
    return as("not-run", at === undefined ? l10n.t("waiting") : "");
  }
  if (at === step.id) return as("running", liveWords(live.step));
  const isBefore = at !== undefined && order.indexOf(at) < order.indexOf(step.id);
  return isBefore || at === undefined ? as("not-run", l10n.t("waiting")) : as("passed", l10n.t("registered"));
}

function liveWords(step: StepId): string {
  switch (step) {
    case "post":
      return l10n.t("sent, waiting…");
    case "keep":
      return l10n.t("storing the token…");
    case "prove":
      return l10n.t("trying the token…");
    case "confirm":
      return l10n.t("confirming…");
    case "recover":
      return l10n.t("finding out…");
    default:
      return l10n.t("checking…");
  }
}
