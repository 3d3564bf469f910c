import { partyName, type Party } from "../ocpi/party.ts";
import type { OpenedCapsule } from "./capsule.ts";

/** For whom a job would use a capsule; what is undefined the job does not say. */
export interface CapsuleUse {
  /** The hub's origin. */
  readonly hub: string | undefined;
  /** Empty where the job names no party. */
  readonly parties: readonly Party[];
  readonly connection: string | undefined;
  /** Where the token would be stored, as {@link Vault.location} says it. */
  readonly secret: string | undefined;
}

/** What is sealed in a capsule and is not what the job says, in words. */
export interface CapsuleDifference {
  readonly what: "hub" | "parties" | "connection" | "secret";
  readonly sealed: string;
  readonly given: string;
}

/**
 * The first thing in a capsule that is not the job's: its token is another registration's then, and must be neither stored
 * nor used for this one. What an older version did not seal is not compared.
 */
export function capsuleDifference(capsule: OpenedCapsule, use: CapsuleUse): CapsuleDifference | undefined {
  const sealed: Readonly<Record<CapsuleDifference["what"], string | undefined>> = {
    hub: URL.parse(capsule.versions_url)?.origin ?? capsule.versions_url,
    parties: namesOf(capsule.parties),
    connection: capsule.connection,
    secret: capsule.secret,
  };
  const given = { ...use, parties: namesOf(use.parties) };
  for (const what of ["hub", "parties", "connection", "secret"] as const) {
    const [inCapsule, inJob] = [sealed[what], given[what]];
    if (inCapsule !== undefined && inJob !== undefined && inCapsule !== inJob) {
      return { what, sealed: inCapsule, given: inJob };
    }
  }
  return undefined;
}

/** `IN*ABC CPO, IN*ABC EMSP`, in one order and in capitals: ids and roles are compared without case. */
function namesOf(parties: readonly Party[]): string | undefined {
  const names = parties.map((party) => `${partyName(party)} ${party.role}`.toUpperCase());
  return names.length === 0 ? undefined : [...new Set(names)].toSorted().join(", ");
}
