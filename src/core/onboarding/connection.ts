import type { OfflineFinding } from "../findings/offline.ts";
import type { CredentialsRole, Party } from "../ocpi/party.ts";
import type { HubToken, InitialToken, PlatformToken, TokenEncoding } from "../ocpi/token.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import type { Vault } from "../ports.ts";
import type { Profile } from "../profiles/profile.ts";
import type { capsuleKey, OpenedCapsule } from "./capsule.ts";

/** What a connection is called that only inputs describe. */
export const UNNAMED_CONNECTION = "default";

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
  /** What the offline checks found worth saying although it stops nothing. */
  readonly warnings: readonly OfflineFinding[];
}

/** A connection as far as it takes to look at the platform: the hub need not be known. */
export interface PlatformConnection extends Omit<Connection, "address"> {
  readonly address: HubAddress | undefined;
}

/** A job that plays the hub at the platform: `preflight`, `receivers`, `rehearse`. */
export interface PlatformJob {
  readonly connection: PlatformConnection;
  /** The `url` that the hub is given, or will be. */
  readonly platformUrl: string;
  /** Undefined where none was given: then only that is done which needs none. */
  readonly platformToken: PlatformToken | undefined;
  readonly requestTimeoutMs: number;
}

/** A token of the hub's and the hub to which it belongs, for a job that looks there, too. */
export interface HubToLookAt {
  readonly connection: Connection;
  readonly token: InitialToken | HubToken;
}

/** A job that tries everything of a platform that can be tried without an object on it: `preflight`. */
export interface PreflightJob extends PlatformJob {
  /** Undefined where no token for it was given. */
  readonly hub: HubToLookAt | undefined;
  /** Texts of the platform's own to check offline, each with the name of its file. */
  readonly samples: readonly { readonly path: string; readonly text: string }[];
  /** Without an initial token, and without a hub token, the account team is still to be asked for onboarding. */
  readonly asksForOnboarding: boolean;
}

/** A job that makes the hub's own calls on a platform: `rehearse`. */
export interface RehearseJob extends PlatformJob {
  /** Whether test objects may be made on the platform: its host was named for that, and there is a token. */
  readonly consent: boolean;
  /** What the hub shows of the connection; undefined where no token for it was given. */
  readonly hub: VerifyJob | undefined;
}

/** How patient a run is, in milliseconds. */
export interface Timeouts {
  /** Per GET. */
  readonly requestTimeoutMs: number;
  /** How long the own parties are looked at until they are CONNECTED; 0 looks once. */
  readonly waitForConnectedMs: number;
}

/** What the hub is told of the platform. */
export interface PlatformSide {
  /** The `url` of the credentials. */
  readonly url: string;
  readonly token: PlatformToken;
  /** Whether the platform is looked at before anything is sent, and how seriously its faults are taken. */
  readonly check: "require" | "warn" | "off";
}

/** A recovery capsule, with the token and the time that were sealed in it. */
interface GivenCapsule {
  readonly text: string;
  readonly token: HubToken;
  readonly sealed: Pick<OpenedCapsule, "at" | "clock">;
}

/** A job that may change a registration: `exchange`, `recover`, `update`, `rotate`, `unregister`. */
export interface RegistrationJob {
  readonly purpose: "exchange" | "update" | "unregister";
  /** The exchange is only tried: everything but POST and PUT. */
  readonly dryRun?: DryRun | undefined;
  readonly connection: Connection;
  readonly initialToken: InitialToken | undefined;
  readonly hubToken: HubToken | undefined;
  /** A recovery capsule that was given, opened. */
  readonly capsule: GivenCapsule | undefined;
  /** Undefined where the hub is told nothing: the registration ends, or its token is recovered on another machine. */
  readonly platform: PlatformSide | undefined;
  /** A rotation: the platform token is a new one. */
  readonly rotates?: boolean;
  /** What the platform token was before a rotation, if that is known. */
  readonly formerPlatformToken: PlatformToken | undefined;
  readonly vault: Vault;
  readonly timeouts: Timeouts;
  /** How the key of capsules is derived, where that is not by {@link capsuleKey}: who runs thousands derives it once. */
  readonly deriveKey?: typeof capsuleKey | undefined;
}

/** An exchange that is only tried. */
interface DryRun {
  /** Whether the exchange would hand its hub token on: then the delivery is tried with one that opens nothing. */
  readonly exposes: boolean;
}

/** A job that only looks: `verify`. */
export interface VerifyJob {
  readonly connection: Connection;
  readonly hubToken: HubToken;
  /** Where the platform is, and the token with which it is looked at if the hub does not take it for CONNECTED. */
  readonly platform?: Pick<PlatformSide, "url" | "token"> | undefined;
  readonly timeouts: Timeouts;
}
