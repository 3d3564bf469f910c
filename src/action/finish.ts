import { randomUUID } from "node:crypto";
import { info, warning } from "@actions/core";
import type { OpenedCapsule } from "../core/onboarding/capsule.ts";
import { rescue } from "../core/onboarding/rescue.ts";
import { HubToken, PlatformToken } from "../core/ocpi/token.ts";
import { Redaction } from "../core/ocpi/redaction.ts";
import { verdictOn } from "../core/peer/answer.ts";
import { Peer } from "../core/peer/peer.ts";
import { defaultProfile } from "../core/profiles/hubs.ts";
import { rescueStory } from "../core/report/rescue-story.ts";
import { clock } from "./clock.ts";
import { readInputs } from "./inputs.ts";
import { maskInputs, maskToken } from "./masks.ts";
import { actionFetch } from "./peer-fetch.ts";
import { inputsFor, readLeftover } from "./step-state.ts";
import { vaultAt } from "./vault.ts";

const REQUEST_TIMEOUT_MS = 10_000;

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
      opens: (content) => opens(content, network.fetch),
      know: maskToken,
    });
    const story = rescueStory(done, vault, inputsFor(destination));
    if (story.warning !== undefined) warning(story.warning, { title: "OCPI Onboarding" });
    for (const line of story.lines) info(line);
  } finally {
    await network.close();
  }
}

/** One GET of versions at the capsule's own hub. */
async function opens(content: OpenedCapsule, fetch: ReturnType<typeof actionFetch>["fetch"]): Promise<boolean> {
  const redaction = new Redaction();
  const token = new HubToken(content.token);
  redaction.add(token);
  const hub = new Peer(
    {
      name: "hub",
      origins: [new URL(content.versions_url).origin],
      correlationId: content.correlation_id,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      rateLimitedCode: undefined,
    },
    {
      fetch,
      clock,
      random: { uuid: () => randomUUID(), fraction: () => Math.random() },
      redaction,
      observe: () => undefined,
    },
  );
  const answer = await hub.get(content.versions_url, token, content.encoding, AbortSignal.timeout(REQUEST_TIMEOUT_MS));
  return verdictOn(answer, defaultProfile) === "opens";
}
