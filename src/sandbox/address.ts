import { SandboxHub } from "./hub.ts";
import { partyIn, type sandboxParty, type SandboxRole } from "./party.ts";
import { SandboxPlatform } from "./platform.ts";

/** Where a sandbox is, and what a first exchange with it needs. */
export interface SandboxAddress {
  readonly hubUrl: string;
  readonly initialToken: string;
  readonly platformUrl: string;
  readonly platformToken: string;
  readonly party: typeof sandboxParty;
}

/** A Hub and a platform that run until their process or thread ends. */
export interface StartedSandbox {
  readonly hub: SandboxHub;
  readonly platform: SandboxPlatform;
  readonly address: SandboxAddress;
}

/** Starts a Hub and a platform of this role, which run until their process or thread ends. */
export async function startForGood(role: SandboxRole = "CPO"): Promise<StartedSandbox> {
  const [hub, platform] = await Promise.all([SandboxHub.start(), SandboxPlatform.start(0, { role })]);
  const party = partyIn(role);
  hub.admitPlatform(platform.url);
  const address = {
    hubUrl: hub.origin,
    initialToken: hub.issueInitialToken(party),
    platformUrl: platform.url,
    platformToken: platform.token,
    party,
  };
  return { hub, platform, address };
}
