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

/** Starts a Hub and a platform of this role, which run until their process or thread ends. */
export async function startForGood(role: SandboxRole = "CPO"): Promise<SandboxAddress> {
  const [hub, platform] = await Promise.all([SandboxHub.start(), SandboxPlatform.start(0, { role })]);
  const party = partyIn(role);
  hub.admitPlatform(platform.url);
  return {
    hubUrl: hub.origin,
    initialToken: hub.issueInitialToken(party),
    platformUrl: platform.url,
    platformToken: platform.token,
    party,
  };
}
