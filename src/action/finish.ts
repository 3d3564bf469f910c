import { randomUUID } from "node:crypto";
import { info, warning } from "@actions/core";
import { opensItsHub } from "../core/onboarding/capsule-hub.ts";
import { rescue } from "../core/onboarding/rescue.ts";
import { PlatformToken } from "../core/ocpi/token.ts";
import { rescueStory } from "../core/report/rescue-story.ts";
import { clock } from "./clock.ts";
import { readInputs } from "./inputs.ts";
import { maskInputs, maskToken } from "./masks.ts";
import { actionFetch } from "./peer-fetch.ts";
import { inputsFor, readLeftover } from "./step-state.ts";
import { vaultAt } from "./vault.ts";

/** The post step: finishes what the main run left, and never fails the job. */
export async function finish(): Promise<void> {
  try {
    await finishWhatIsLeft();
  } catch (error) {
    warning(`The step could not be tidied up: ${error instanceof Error ? error.message : "unknown"}.`);
  }
}

async function finishWhatIsLeft(): Promise<void> {
  const inputs = readInputs();
  maskInputs(inputs);
  const found = readLeftover();
  if (found === undefined) return;
  const { left, destination } = found;
  const vault = vaultAt(destination, inputs.githubToken, clock);
  const network = actionFetch();
  const platformToken = inputs.platformToken === "" ? undefined : new PlatformToken(inputs.platformToken);
  try {
    const done = await rescue(left, {
      platformToken,
      vault,
      now: Date.now(),
      opens: (content) =>
        opensItsHub(content, {
          fetch: network.fetch,
          clock,
          random: { uuid: () => randomUUID(), fraction: () => Math.random() },
        }),
      know: maskToken,
    });
    const story = rescueStory(done, vault, inputsFor(destination));
    if (left.phase === "captured" && left.capsule === undefined && !left.told) {
      warning(
        "The step was ended before it had stored what the hub issued. Copy the recovery capsule from its log now.",
        {
          title: "OCPI Onboarding",
        },
      );
    }
    if (story.warning !== undefined) warning(story.warning, { title: "OCPI Onboarding" });
    for (const line of story.lines) info(line);
  } finally {
    await network.close();
  }
}
