import { sameId, type OcpiObject } from "../fields.ts";

/** A party's status at the sandbox Hub. */
export type PartnerStatus = "NOT_REGISTERED" | "PLANNED" | "CONNECTED" | "OFFLINE" | "SUSPENDED";

/** What tells a party from others. */
export interface PartyKey {
  readonly country_code: string;
  readonly party_id: string;
}

/** How a party is shown that has no platform: for tests, which want a partner in some state. */
export interface ShownAs {
  readonly status: Exclude<PartnerStatus, "NOT_REGISTERED">;
  /** How many locations it has; none when nothing is said. */
  readonly locations?: number;
  /** Each time that hubclientinfo is read it is CONNECTED or OFFLINE in turn, and `status` counts for nothing. */
  readonly flaps?: boolean;
}

/** A partner as the account team sees it. */
export interface Partner extends PartyKey {
  readonly role: string;
  initialToken: string | undefined;
  hubToken: string | undefined;
  platform: { token: string; url: string; roles: unknown } | undefined;
  /** It has no platform and is only shown. */
  shownAs: ShownAs | undefined;
  confirmed: boolean;
  activated: boolean;
  suspended: boolean;
  status: "PLANNED" | "CONNECTED" | "OFFLINE";
  lastUpdated: Date;
  failingSince: Date | undefined;
  /** When its health is probed next, in milliseconds since the epoch. */
  probeAt: number;
}

/** A party before its registration, or after a reset. */
export function unregistered(initialToken: string | undefined): Omit<Partner, "role" | keyof PartyKey> {
  return {
    initialToken,
    hubToken: undefined,
    platform: undefined,
    shownAs: undefined,
    confirmed: false,
    activated: false,
    suspended: false,
    status: "PLANNED",
    lastUpdated: new Date(),
    failingSince: undefined,
    probeAt: 0,
  };
}

/** Whether hubclientinfo lists it. */
export function isListed({ platform, shownAs }: Partner): boolean {
  return platform !== undefined || shownAs !== undefined;
}

/** Its status, as the account team sees it. */
export function statusOf(partner: Partner): PartnerStatus {
  if (partner.suspended) return "SUSPENDED";
  if (partner.shownAs !== undefined) return partner.shownAs.flaps === true ? partner.status : partner.shownAs.status;
  return partner.platform === undefined ? "NOT_REGISTERED" : partner.status;
}

/** Sets a partner's status, and since when it has it. */
export function setStatus(partner: Partner, status: Partner["status"]): void {
  if (partner.status === status) return;
  partner.status = status;
  partner.lastUpdated = new Date();
}

/** Its entry in hubclientinfo. OCPI 2.2.1 mod_hub_client_info, ClientInfo. */
export function clientInfo(partner: Partner): OcpiObject {
  if (partner.shownAs?.flaps === true) setStatus(partner, partner.status === "CONNECTED" ? "OFFLINE" : "CONNECTED");
  return {
    party_id: partner.party_id,
    country_code: partner.country_code,
    role: partner.role,
    status: statusOf(partner),
    last_updated: `${partner.lastUpdated.toISOString().slice(0, 19)}Z`,
  };
}

/** Whether both are the same party. */
export function sameParty(a: PartyKey, b: PartyKey): boolean {
  return sameId(a.country_code, b.country_code) && sameId(a.party_id, b.party_id);
}

/** The party that a text such as `IN*XYZ` names; undefined where it names none. */
export function namedParty(text: unknown): PartyKey | undefined {
  const [, country_code, party_id] = typeof text === "string" ? (/^([A-Z]{2})\*([A-Z0-9]{3})$/i.exec(text) ?? []) : [];
  return country_code === undefined || party_id === undefined ? undefined : { country_code, party_id };
}
