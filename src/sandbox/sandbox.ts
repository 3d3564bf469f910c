import { SandboxGitHub } from "./github.ts";
import { SandboxHub, type HubSwitches } from "./hub.ts";
import { partyIn, type sandboxParty } from "./party.ts";
import { SandboxPlatform } from "./platform.ts";
import type { PlatformSwitches } from "./platform/switches.ts";

/** A Hub, a platform and a GitHub stand-in on loopback, and everything that a first exchange needs. */
export interface Sandbox {
  readonly hub: SandboxHub;
  readonly platform: SandboxPlatform;
  readonly github: SandboxGitHub;
  /** The party that the platform registers: its CPO, or its eMSP where it is nothing else. */
  readonly party: typeof sandboxParty;
  readonly initialToken: string;
  /** `with:` of the first step. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What the runner's environment says. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Ports to listen on; free ones where none is given. */
export interface SandboxPorts {
  readonly hub?: number;
  readonly platform?: number;
  readonly github?: number;
}

/**
 * Starts a Hub, a platform and a GitHub on loopback. They end with `stop`.
 * @param platformToken what the hub must present to the platform; a new one where none is given.
 */
export async function startSandbox(
  switches: Partial<HubSwitches> = {},
  ports: SandboxPorts = {},
  platformSwitches: Partial<PlatformSwitches> = {},
  platformToken?: string,
): Promise<Sandbox> {
  const [hub, platform, github] = await Promise.all([
    SandboxHub.start(switches, ports.hub),
    SandboxPlatform.start(ports.platform, platformSwitches, platformToken),
    SandboxGitHub.start(ports.github),
  ]);
  hub.admitPlatform(platform.url);
  const party = partyIn(platform.switches.role === "EMSP" ? "EMSP" : "CPO");
  const initialToken = hub.issueInitialToken(party);
  return {
    hub,
    platform,
    github,
    party,
    initialToken,
    inputs: {
      "hub-url": hub.origin,
      "platform-url": platform.url,
      role: party.role,
      "country-code": party.country_code,
      "party-id": party.party_id,
      "business-name": party.role === "CPO" ? "Your CPO Ltd" : "Your eMSP Ltd",
      "initial-token": initialToken,
      "platform-token": platform.token,
      "github-token": github.token,
    },
    env: {
      GITHUB_API_URL: github.origin,
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: github.repository,
      GITHUB_RUN_ID: "1",
      GITHUB_EVENT_NAME: "workflow_dispatch",
    },
    async stop() {
      await Promise.all([hub.stop(), platform.stop(), github.stop()]);
    },
  };
}
