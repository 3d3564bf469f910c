/** An HTTP status, and the OCPI code with it, if any. */
export interface Manner {
  readonly status: number;
  readonly code: number | undefined;
}

/** How this hub is, beside its profile. */
export interface HubNature {
  readonly encoding: "plain" | "base64";
  readonly initialOpensVersions: boolean;
  /** Versions are shown to everybody, whatever the token, and prove none. */
  readonly versionsForEverybody: boolean;
  /**
   * Where the versions list their details: where they are documented, there by `http:` as behind a proxy, without the
   * host, at a place of the same host that a gateway forbids, or on another host, where no token may go.
   */
  readonly lists: "documented" | "by http" | "a path" | "a forbidden place" | "another host";
  /** Who may see the details: clients whose token works, no client, or the hub does not understand the request. */
  readonly details: "to whom they belong" | "to no client" | "not understood";
  /** Whether a party is CONNECTED only after its PUT. */
  readonly needsConfirmation: boolean;
  /** What a second POST gets when the first one registered: the token is dead, 405, or a new registration. */
  readonly secondPost: "unauthorised" | "405" | "registers-anew";
  /** Which token GET credentials shows to a live initial token: that one, the issued one, or a masked one. */
  readonly shows: "presented" | "issued" | "masked";
  /** How its credentials say who it is: as OCPI has it, in lower case, as OCPI 2.1.1 had it, or not at all. */
  readonly identity: "documented" | "in lower case" | "flat" | "absent";
  /** Whether it shows its details to everybody, too, where it shows its versions so. */
  readonly detailsForEverybody: boolean;
  /** Whether it breaks down at a token that it cannot decode, where it takes tokens in Base64. */
  readonly breaksAtUndecoded: boolean;
  /** Whether its URLs have a slash at the end, to which it redirects who comes without. */
  readonly slashes: boolean;
  /** With which status and code it refuses what it understood, and with which it breaks down. */
  readonly refusesWith: Manner;
  readonly breaksWith: Manner;
  /** How the platform is that it registers. */
  readonly platform: "as it should be" | "takes Base64 alone" | "lists details that are gone";
  /** Whether the PUT issues a token, and what becomes of the former one. */
  readonly put: "keeps" | "replaces" | "overlaps" | "issues-a-dead-one";
}
