import { info, warning } from "@actions/core";
import { plainLine } from "../core/ocpi/escape.ts";
import { capsuleKey } from "../core/onboarding/capsule.ts";
import { opensItsHub } from "../core/onboarding/capsule-hub.ts";
import { finishCrashedRun, type CrashState } from "../core/onboarding/finish-crashed-run.ts";
import { crashReport, unfitLines, unplacedReport, withKept, type CrashReport } from "../core/report/crash-report.ts";
import { clock } from "./clock.ts";
import { placeNamedBy, inputsFor } from "./secret-location.ts";
import { readInputs, type Inputs } from "./inputs.ts";
import { maskToken } from "./masks.ts";
import { actionFetch } from "./peer-fetch.ts";
import { random } from "./random.ts";
import { readCrashState, type SecretLocation } from "./step-state.ts";
import { readRepository } from "./runner-context.ts";
import { vaultAt } from "./vault.ts";

/**
 * The post step: finishes what the main run left, and never fails the job.
 * @param deriveKey how the key of capsules is derived: who runs hundreds in one process derives it once.
 */
export async function finish(deriveKey = capsuleKey): Promise<void> {
  try {
    await finishWhatIsLeft(deriveKey);
  } catch (error) {
    warn(`The step could not be tidied up: ${error instanceof Error ? error.message : "unknown"}.`);
  }
}

async function finishWhatIsLeft(deriveKey: typeof capsuleKey): Promise<void> {
  const inputs = readInputs();
  const placeIn = placeNamedBy(inputs, readRepository(process.env));
  const { left, isKept, destination, unfit } = readCrashState(placeIn);
  // Breakage: the post step leaves a captured token where it is
  const story =
    destination === undefined
      ? unplacedReport(left, inputsFor(destination))
      : await finishAt(destination, left, isKept, inputs, deriveKey);
  if (left.phase === "captured" && left.capsule === undefined && !left.reported && unfit.length === 0) {
    warn("The step was ended before it had stored what the hub issued. Copy the recovery capsule from its log now.");
  }
  if (story.warning !== undefined) warn(story.warning);
  for (const line of [...unfitLines(unfit), ...story.lines]) info(plainLine(line));
}

/** Finishes what can be finished in the vault there. */
async function finishAt(
  destination: SecretLocation,
  left: CrashState,
  isKept: boolean,
  inputs: Inputs,
  deriveKey: typeof capsuleKey,
): Promise<CrashReport> {
  const vault = vaultAt(destination, inputs.githubToken, clock);
  const network = actionFetch();
  try {
    const done = await finishCrashedRun(left, {
      platformToken: inputs.platformToken,
      vault,
      now: Date.now(),
      opens: (content) =>
        opensItsHub(content, {
          fetch: network.fetch,
          clock,
          random,
        }),
      know: maskToken,
      deriveKey,
    });
    return isKept && done.did !== "stored"
      ? withKept(crashReport(done, vault, inputsFor(destination)), done, vault)
      : crashReport(done, vault, inputsFor(destination));
  } finally {
    await network.close();
  }
}

function warn(sentence: string): void {
  warning(plainLine(sentence), { title: "OCPI Onboarding" });
}
