/** The core's jobs, in one: what a run is made of is loaded when the first one begins, and not when a window opens. */
export { capsuleDifference } from "../../core/onboarding/capsule-match.ts";
export { sentences } from "../../core/findings/catalogue.ts";
export { HubToken } from "../../core/ocpi/token.ts";
export { openCapsule } from "../../core/onboarding/capsule.ts";
export { opensItsHub } from "../../core/onboarding/capsule-hub.ts";
export { ownWords } from "../../core/onboarding/own-words.ts";
export { listParties } from "../../core/onboarding/parties.ts";
export { performRun } from "../../core/onboarding/perform-run.ts";
export { finishCrashedRun } from "../../core/onboarding/finish-crashed-run.ts";
export { Run } from "../../core/onboarding/run.ts";
export { probeHub } from "../../core/onboarding/probe-hub.ts";
export { hubPeer, hubProbe } from "../../core/onboarding/verify.ts";
export { resealCapsule } from "./reseal.ts";
export { capsuleLine } from "../../core/record/log-lines.ts";
export { reportDocument } from "../../core/report/document.ts";
export { handover, sendOnlyIf } from "../../core/report/handover.ts";
export { markdownReport } from "../../core/report/markdown.ts";
export { adviceLines } from "../../core/report/to-do.ts";
