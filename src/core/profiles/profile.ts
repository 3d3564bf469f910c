import type { RoleName } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import type { InterfaceRole } from "../ocpi/versions.ts";

/** How a given hub departs from the OCPI specification, as data: nothing else in the code knows one hub from another. */
export interface Profile {
  readonly name: string;
  /** The hub's name for people. */
  readonly title: string;
  readonly version: string;
  /** Who the hub says it is, where that is known beforehand. */
  readonly hub: { readonly role: "HUB"; readonly country_code: string; readonly party_id: string } | undefined;
  /**
   * Documented paths below the base, which is the hub's origin unless its versions URL says otherwise. Where there are
   * none, everything but the versions URL is discovered, as OCPI has it.
   */
  readonly paths:
    | {
        readonly versions: string;
        readonly details: string;
        readonly credentials: string;
        readonly hubclientinfo: string;
        readonly locations: string;
      }
    | undefined;
  /** Header encodings in the order in which they are tried; the first is what the hub documents. */
  readonly encodings: readonly [TokenEncoding, ...TokenEncoding[]];
  /** Whether the hub documents that each of its routes refuses a token that it does not know. */
  readonly documentsGuards: boolean;
  /** Roles that a partner can have here. */
  readonly roles: readonly RoleName[];
  /** The country in which the hub expects its parties, where it expects one. */
  readonly country: string | undefined;
  /** The currency of everything that is priced here, where there is one: ISO 4217. */
  readonly currency: string | undefined;
  /** The code with which the hub says that it does not know a token, when it says so with a code. */
  readonly unauthorisedCode: number | undefined;
  /** The code with which the hub asks for fewer requests, beside HTTP 429. */
  readonly rateLimitedCode: number | undefined;
  /** What a status code means here, where it differs from the specification. */
  readonly codeMeanings: Readonly<Record<number, string>>;
  /** Whether the partner confirms the registration by a PUT. */
  readonly confirms: boolean;
  /** Whether a registration is ended by a DELETE, as OCPI has it. */
  readonly unregisters: boolean;
  /** Whether hubclientinfo lists the caller itself. OCPI speaks only of other parties. */
  readonly listsCaller: boolean;
  /** What the platform's `url` in the credentials is to answer: OCPI asks for versions, some hubs for the details. */
  readonly platformUrl: "versions" | "details";
  /** Whether hubclientinfo has a path for one party: `{hubclientinfo}/{country_code}/{party_id}`. */
  readonly singleParty: boolean;
  /** At which of the platform's paths the hub probes its health, where it is not the platform's own versions URL. */
  readonly healthPath: string | undefined;
  /**
   * Whether the account team enables, pair by pair, whom a partner reaches through the hub. Such a hub delivers a session or a CDR
   * to the eMSP that its `cdr_token` names, and to no other.
   */
  readonly routes: boolean;
  /** What the hub has to offer a partner, by the partner's role, beside credentials and hubclientinfo: modules, and by which interface. */
  readonly offers: Readonly<Record<string, readonly Offer[]>>;
  /** What the platform must serve, by role: the routes at which the hub calls it. */
  readonly receivers: readonly ReceiverRoute[];
  /** Below which of the platform's paths they are, where the account team is told of each URL; OCPI has the platform's details list them. */
  readonly receiverBase: string | undefined;
  /** The modules that a platform offers, by its role, as its details list them: what traffic through this hub needs. */
  readonly platformModules: Readonly<Partial<Record<RoleName, readonly OfferedModule[]>>>;
  /** Whether the hub's calls of functional modules carry OCPI's routing headers. */
  readonly sendsRoutingHeaders: boolean;
  /** What a real-time authorisation may answer at this hub, beside OCPI's own words. */
  readonly authorizeAlso: readonly string[];
  /** How seriously this hub takes a check, by its number, where it differs from OCPI. */
  readonly severities: Readonly<Record<string, "error" | "warning" | "info">>;
}

/** A module, and which side of it is offered: OCPI 2.2.1 version_information_endpoint, ModuleID and InterfaceRole. */
export type OfferedModule = readonly [module: string, interfaceRole: "SENDER" | "RECEIVER"];

/** A route at which the hub calls the platform. */
export interface ReceiverRoute {
  readonly module: string;
  /** As the platform's details list the module; undefined for what every hub finds without them. */
  readonly interfaceRole: "SENDER" | "RECEIVER" | undefined;
  readonly roles: readonly RoleName[];
  readonly method: "GET" | "POST" | "PUT";
  /** Below the module's URL; placeholders in braces are the hub's to fill. */
  readonly path: string;
}

/** A module of the hub, and the side of it that the hub is on: the partner is on the other. */
type Offer = readonly [module: string, side: InterfaceRole];
