import type { CredentialsRole } from "../../ocpi/party.ts";
import type { VersionDetails } from "../../ocpi/versions.ts";
import type { Called } from "../../peer/peer.ts";
import type { Profile } from "../../profiles/profile.ts";
import type { PlatformStatus } from "../platform.ts";

/** A call that was made at the platform, and what came of it. */
export interface ObservedCall extends Called {
  readonly url: string;
}

/** The same about a module of the platform's. */
export interface ModuleCall extends ObservedCall {
  readonly module: string;
}

/** Everything that a preflight saw of a platform. What it did not look at is undefined, or empty. */
export interface PlatformObservation {
  /** The `url` that the hub is given. */
  readonly url: string;
  readonly profile: Profile;
  /** The platform is on this machine: what asks for `https:` and public addresses does not apply. */
  readonly isSandbox: boolean;
  readonly roles: readonly CredentialsRole[];
  readonly now: Date;
  /** Its URLs as the hub calls them first, with its token. */
  readonly looks: readonly PlatformStatus[];
  readonly details: VersionDetails | undefined;
  /** Each URL that the hub calls first, without a token and with a made-up one. */
  readonly entries: readonly { readonly without: ObservedCall; readonly madeUp: ObservedCall }[];
  /** The platform token in each form. */
  readonly forms: { readonly plain: ObservedCall; readonly base64: ObservedCall } | undefined;
  /** With the header's name in the letters of OCPI, where none of the forms was let in. */
  readonly capitalised: ObservedCall | undefined;
  /** With OCPI's routing headers, where the platform had no usable answer without. */
  readonly routed: ObservedCall | undefined;
  /** The given URL with a slash at its end, or without it. */
  readonly slashed: ObservedCall | undefined;
  /** The documented place of the details. */
  readonly base: ObservedCall | undefined;
  /** One call after the other, as a health check makes them. */
  readonly quick: readonly ObservedCall[];
  readonly credentials: ObservedCall | undefined;
  /** Its lists, as the details name them. */
  readonly lists: readonly ModuleCall[];
  /** Objects that no platform knows, asked for at its receivers, with routing headers. */
  readonly unknown: readonly ModuleCall[];
  readonly addresses: readonly string[] | undefined;
  readonly certificateEnd: Date | undefined;
}
