/** One endpoint of the version details. OCPI 2.2.1 version_information_endpoint, Endpoint. */
export interface PlatformEndpoint {
  readonly identifier: string;
  readonly role: string;
  readonly url: string;
}

/** How an answer is put into OCPI's envelope; everything but `right` is a fault. */
type EnvelopeSwitch = "right" | "bare" | "no status_code" | "text status_code" | "no timestamp" | "local timestamp";

/**
 * What the sandbox platform is, and where it departs from what OCPI 2.2.1 and ChargeIndia Hub ask of a platform. Each fault is
 * a switch whose default is right; the number is that of the check that the fault provokes. All can be changed at any time.
 */
export interface PlatformSwitches {
  /** Whose platform it is: which modules it has, and of which interface. */
  role: "CPO" | "EMSP" | "both";

  /** PRT-04, PRT-05: in which forms it takes its token. */
  encodings: readonly ("plain" | "base64")[];
  /** PRT-06, PRT-07: versions and details answer everybody, whatever the token. */
  openVersions: boolean;
  /** PRT-07: what it answers to no token, and to one that it does not know. */
  refusal: { readonly status: 401 | 403 | 400 | 200 | 500; readonly code: number };
  /** PRT-09: whether it finds the header with the token only where its name is written `Authorization`. */
  authorizationHeader: "any case" | "capitalised only";

  /**
   * PRT-10: `right` is a list at `/ocpi/versions` and the details at `/ocpi/2.2.1`. `list`: the list at both, and it says that
   * the details are elsewhere; `details`: the details at both; `wrapped`: `{versions: […]}` at `/ocpi/versions`; `other`: at both
   * an object that is neither.
   */
  shape: "right" | "list" | "details" | "wrapped" | "other";
  /** PRT-11, PRT-39: the versions that it offers, in this order. */
  versions: readonly string[];
  /** PRT-12: what the list gives as the URL of a version, made of the right one. */
  versionUrl: (url: string) => string;
  /** PRT-13, PRT-14: what the details answer. */
  details: "right" | "404" | "array" | "other version" | "html";
  /** PRT-15 to PRT-20: what the details list, made of the right endpoints. */
  lists: (endpoints: readonly PlatformEndpoint[]) => readonly unknown[];
  /** PRT-21, PRT-38: the envelope of every answer. */
  envelope: EnvelopeSwitch;
  /** PRT-22: the content type of every answer with JSON. */
  contentType: string;
  /** PRT-23: when it repeats `X-Request-ID` and `X-Correlation-ID`. */
  echoes: "always" | "never" | "on success only";
  /** PRT-24: redirects everything to a path where it then works. PRT-25: only what has a slash at the end. */
  redirects: "never" | "all" | "slash";
  /** PRT-26, RCV-19, HCI-18: refuses what comes without `OCPI-from-*` and `OCPI-to-*`, also where OCPI forbids them. */
  needsRoutingHeaders: boolean;
  /** RCV-19: whether the answer of a functional module swaps the routing headers of its request. */
  swapsRoutingHeaders: boolean;
  /** PRT-27: milliseconds until versions and details answer. */
  delayMs: number;
  /** PRT-28: how many calls of versions and details a minute it takes, each; one more is answered 429. */
  limitPerMinute: number | undefined;
  /** Below which path the platform is, such as `/api`; the list of versions is at `/ocpi/versions`, too, as the Hub needs it. */
  below: string;
  /** PRT-29: whether `/ocpi/versions` is there. The list is at `/versions`, too. */
  healthPath: boolean;
  /** PRT-30: whether `/ocpi/2.2.1` answers. Without it the list says that the details are elsewhere. */
  base: boolean;
  /** PRT-31, PRT-32: the roles of its credentials; without any its own. `[]` is a list without one. */
  ownRoles: readonly unknown[] | undefined;
  /** PRT-35: a proxy makes an HTML page of every error. PRT-36: a firewall lets in browsers alone. */
  page: "never" | "errors" | "waf";

  // In these lists a receiver is named by its module: `tokens`, `commands`, `sessions`, `cdrs`, and so on.

  /** RCV-01, RCV-08, RCV-11: modules that answer 200 to whatever comes without a token, or with a wrong one. */
  openReceivers: readonly string[];
  /** Modules of which the platform itself knows nothing: 404 with an envelope, behind the token. */
  missingReceivers: readonly string[];
  /** RCV-01, RCV-07: modules that the proxy before the platform does not know: 404 as HTML, whatever the token. */
  proxy404: readonly string[];
  /** RCV-02, RCV-03: modules that break down: 500 with an envelope, behind the token. */
  failingReceivers: readonly string[];
  /** RCV-02: what a method that a path does not have is answered. */
  wrongMethods: "405" | "500";
  /** RCV-03, RCV-05, RCV-06, RCV-10: what a GET of an object that it does not have is answered; `401` as for a wrong token. */
  unknownObjects: "404" | "401" | "500" | "made up";
  /** RCV-04: whether it knows a party only in the letters in which it has it, which are capitals. */
  partyCase: "any case" | "capitals only";
  /** RCV-07: whether a CPO's real-time authorization is there by the Hub's PUT, or by a POST alone. */
  realTime: "right" | "POST only";
  /** RCV-06, RCV-07: what a real-time authorization is answered. `slow`: after `slowMs`. */
  authorize: "right" | "no envelope" | "unknown word" | "accepts everything" | "slow" | "500";
  /** RCV-09: what a command is answered. `late`: after `slowMs`. */
  commands: "right" | "no timeout" | "unknown word" | "accepts everything" | "500" | "late";
  /** How long `slow` and `late` are, in milliseconds. */
  slowMs: number;
  /** RCV-12: whether it breaks down at an object that lacks required fields, or takes it. */
  lackingFields: "right" | "500" | "accepts";
  /** RCV-13: the `Location` of a CDR that it took; `404`: nothing is there. */
  cdrLocation: "right" | "absent" | "relative" | "too long" | "404";
  /** RCV-14: what it makes of a session or CDR that came before. `twice`: it keeps it twice. */
  repeats: "idempotent" | "conflict" | "twice" | "500";
  /** Whether a session that is older than the one it has is dropped. */
  outOfOrder: "keeps newer" | "takes older";
  /** RCV-15: what it makes of a body that is no JSON. */
  brokenJson: "right" | "500" | "accepts";
  /** RCV-16: whether it takes an object whose ids are others than those of its URL. */
  mismatchedIds: "right" | "accepts";
  /** RCV-17: whether objects of others than the Hub itself are answered 404. */
  thirdParty: "right" | "404";
  /** RCV-18: whether hubclientinfo is there. */
  clientInfo: "right" | "404";
  /** RCV-20: whether it takes a PATCH without `last_updated`. */
  patches: "right" | "accepts without last_updated";
  /** RCV-21: what its lists lack. */
  lists21: "right" | "no headers" | "500";
  /** Whether it ends a session that is DELETEd, which OCPI does not have. */
  deletesSessions: boolean;
}

/** A platform that is right in everything. */
export const rightPlatform: PlatformSwitches = {
  role: "CPO",
  encodings: ["plain", "base64"],
  openVersions: false,
  refusal: { status: 401, code: 2000 },
  authorizationHeader: "any case",
  shape: "right",
  versions: ["2.2.1"],
  versionUrl: (url) => url,
  details: "right",
  lists: (endpoints) => endpoints,
  envelope: "right",
  contentType: "application/json",
  echoes: "always",
  redirects: "never",
  needsRoutingHeaders: false,
  swapsRoutingHeaders: true,
  delayMs: 0,
  limitPerMinute: undefined,
  below: "",
  healthPath: true,
  base: true,
  ownRoles: undefined,
  page: "never",
  openReceivers: [],
  missingReceivers: [],
  proxy404: [],
  failingReceivers: [],
  wrongMethods: "405",
  unknownObjects: "404",
  partyCase: "any case",
  realTime: "right",
  authorize: "right",
  commands: "right",
  slowMs: 3000,
  lackingFields: "right",
  cdrLocation: "right",
  repeats: "idempotent",
  outOfOrder: "keeps newer",
  brokenJson: "right",
  mismatchedIds: "right",
  thirdParty: "right",
  clientInfo: "right",
  patches: "right",
  lists21: "right",
  deletesSessions: false,
};
