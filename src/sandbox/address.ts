import { SandboxHub } from "./hub.ts";
import { sandboxParty } from "./party.ts";
import { SandboxPlatform } from "./platform.ts";

/** Where a sandbox is, and what a first exchange with it needs. */
export interface SandboxAddress {
  readonly hubUrl: string;
  readonly initialToken: string;
  readonly platformUrl: string;
  readonly platformToken: string;
  readonly party: typeof sandboxParty;
}

/** Starts a Hub and a platform, which run until their process or thread ends. */
export async function startForGood(): Promise<SandboxAddress> {
  const [hub, platform] = await Promise.all([SandboxHub.start(), SandboxPlatform.start()]);
  hub.admitPlatform(platform.url);
  return {
    hubUrl: hub.origin,
    initialToken: hub.issueInitialToken(sandboxParty),
    platformUrl: platform.url,
    platformToken: platform.token,
    party: sandboxParty,
  };
}
