import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { runStep, type StepResult } from "../../src/sandbox/runner.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));

/** Where the sandbox's Hub is called, and what a run beside it has to be told. */
export interface Place {
  readonly hubUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Registers the sandbox's platform by the built Action. */
export async function exchangeAt({ inputs, env, github }: Sandbox, place: Place = {}): Promise<StepResult> {
  const step = await runStep({
    action,
    inputs: {
      ...inputs,
      "hub-url": place.hubUrl ?? inputs["hub-url"] ?? "",
      "expose-hub-token": "true",
      "wait-for-connected": "0s",
    },
    env: { ...env, ...place.env },
    jobToken: github.jobToken,
  });
  if (step.outputs["hub-token"] === undefined) throw new Error(`The exchange failed:\n${step.raw}`);
  return step;
}

/** Verifies a registration at the sandbox by the built Action: with the hub token, and with no other. */
export async function verifyAt(
  { inputs, env, github }: Sandbox,
  hubToken: string,
  place: Place = {},
): Promise<StepResult> {
  const described = Object.entries(inputs).filter(([name]) => !name.endsWith("-token"));
  const step = await runStep({
    action,
    inputs: {
      ...Object.fromEntries(described),
      "hub-url": place.hubUrl ?? inputs["hub-url"] ?? "",
      command: "verify",
      "hub-token": hubToken,
      "wait-for-connected": "0s",
    },
    env: { ...env, ...place.env },
    jobToken: github.jobToken,
  });
  if (step.outputs["result"] !== "connected") throw new Error(`The connection is not CONNECTED:\n${step.raw}`);
  return step;
}

/** Verifies one registration under so many names in one step: what that many connections at one hub cost. */
export async function verifyAllAt(
  { inputs, env, github }: Sandbox,
  hubToken: string,
  connections: number,
  place: Place = {},
): Promise<StepResult> {
  const names = Array.from({ length: connections }, (_each, index) => `c${index}`);
  const described = (name: string): string => `  ${name}:
    hub: { url: "${place.hubUrl ?? inputs["hub-url"]}" }
    platform:
      url: "${inputs["platform-url"]}"
      roles: [{ role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }]
`;
  const step = await runStep({
    action,
    inputs: {
      command: "verify",
      connection: "all",
      "hub-tokens": JSON.stringify(Object.fromEntries(names.map((name) => [name, hubToken]))),
      "wait-for-connected": "0s",
    },
    env: { ...env, ...place.env },
    workspace: { "ocpi.yml": `version: 1\nconnections:\n${names.map(described).join("")}` },
    jobToken: github.jobToken,
  });
  if (step.outputs["result"] !== "connected") throw new Error(`Not all are CONNECTED:\n${step.raw}`);
  return step;
}

/** Waits until the Hub has tried the platform, and lists it as CONNECTED. */
export async function untilConnected({ hub, party }: Sandbox): Promise<void> {
  while (hub.statusOf(party) !== "CONNECTED") await sleep(20);
}
