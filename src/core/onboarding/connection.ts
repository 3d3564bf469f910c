import type { Fact } from "../checks/fact.ts";
import type { CredentialsRole, Party } from "../ocpi/party.ts";
import type { HubToken, InitialToken, PlatformToken, TokenEncoding } from "../ocpi/token.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import type { Vault } from "../ports.ts";
import type { Profile } from "../profiles/profile.ts";

/** One platform at one hub, as the config and the inputs describe it; checked offline. */
export interface Connection {
  readonly name: string;
  readonly profile: Profile;
  readonly address: HubAddress;
  /** Header encodings to try at the hub: the profile's, or the one that the config names. */
  readonly encodings: readonly [TokenEncoding, ...TokenEncoding[]];
  /** Origins beside the hub's own to which its tokens may go. */
  readonly allowedOrigins: readonly string[];
  readonly roles: readonly CredentialsRole[];
  /** The platform's own receiver URLs, by module, where they are not at the documented paths. */
  readonly receivers: Readonly<Record<string, string>>;
  /** Whom the partner expects to reach through the hub. */
  readonly routing: readonly Party[];
  /** What the offline checks found worth saying although it is in nobody's way. */
  readonly remarks: readonly Fact[];
}

/** How patient a run is, in milliseconds. */
export interface Patience {
  /** Per GET. */
  readonly requestTimeoutMs: number;
  /** How long the own parties are looked at until they are CONNECTED; 0 looks once. */
  readonly waitForConnectedMs: number;
}

export interface ExchangeJob {
  readonly connection: Connection;
  readonly platformUrl: string;
  readonly initialToken: InitialToken | undefined;
  readonly platformToken: PlatformToken;
  readonly hubToken: HubToken | undefined;
  /** A recovery capsule that was given, opened. */
  readonly capsule: { readonly text: string; readonly token: HubToken } | undefined;
  readonly vault: Vault;
  readonly checkPlatform: "require" | "warn" | "off";
  readonly patience: Patience;
}

export interface UnregisterJob {
  readonly connection: Connection;
  readonly hubToken: HubToken;
  readonly vault: Vault;
  readonly patience: Patience;
}

export interface VerifyJob {
  readonly connection: Connection;
  readonly hubToken: HubToken;
  readonly patience: Patience;
}
