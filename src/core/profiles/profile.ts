import type { RoleName } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";

/** How a given hub departs from the OCPI specification, as data: nothing else in the code knows one hub from another. */
export interface Profile {
  readonly name: string;
  /** The hub's name for people. */
  readonly title: string;
  readonly version: string;
  /** Who the hub says it is. */
  readonly hub: { readonly role: "HUB"; readonly country_code: string; readonly party_id: string };
  /** Documented paths below the base, which is the hub's origin unless its versions URL says otherwise. */
  readonly paths: {
    readonly versions: string;
    readonly details: string;
    readonly credentials: string;
    readonly hubclientinfo: string;
  };
  /** Header encodings in the order in which they are tried; the first is what the hub documents. */
  readonly encodings: readonly [TokenEncoding, ...TokenEncoding[]];
  /** Roles that a partner can have here. */
  readonly roles: readonly RoleName[];
  /** The country in which the hub expects its parties, where it expects one. */
  readonly country: string | undefined;
  /** The code with which the hub says that it does not know a token, when it says so with a code. */
  readonly unauthorisedCode: number | undefined;
  /** The code with which the hub asks for fewer requests, beside HTTP 429. */
  readonly rateLimitedCode: number | undefined;
  /** Codes of refusal with which the hub may also answer when it did what was asked. */
  readonly ambiguousCodes: readonly number[];
  /** What a status code means here, where it differs from the specification. */
  readonly codeMeanings: Readonly<Record<number, string>>;
  /** Whether the partner confirms the registration by a PUT. */
  readonly confirms: boolean;
  /** Whether hubclientinfo has a path for one party: `{hubclientinfo}/{country_code}/{party_id}`. */
  readonly singleParty: boolean;
  /** At which of the platform's paths the hub probes its health, with which a version list has to be served. */
  readonly healthPath: string;
  /** What the platform must serve, by role: the URLs that the account team asks for. */
  readonly receivers: readonly ReceiverRoute[];
}

/** A route at which the hub calls the platform. */
export interface ReceiverRoute {
  readonly module: string;
  readonly roles: readonly RoleName[];
  readonly method: "GET" | "POST" | "PUT";
  /** Below the platform's origin; placeholders in braces are the hub's to fill. */
  readonly path: string;
}
