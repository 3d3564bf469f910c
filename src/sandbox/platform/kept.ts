import { sameId, type OcpiObject } from "../fields.ts";

/** A command that the platform was given. */
export interface KeptCommand {
  readonly command: string;
  readonly body: OcpiObject;
  /** What it answered at once. */
  readonly result: string;
}

/** A command's result that an eMSP's platform was given. */
export interface KeptResult {
  readonly command: string;
  /** The last segment of the `response_url`. */
  readonly id: string;
  readonly body: OcpiObject;
}

/** What the platform was given and keeps. For tests, and for its desk. */
export class Kept {
  readonly sessions: OcpiObject[] = [];
  readonly cdrs: OcpiObject[] = [];
  readonly locations: OcpiObject[] = [];
  readonly tariffs: OcpiObject[] = [];
  readonly tokens: OcpiObject[] = [];
  readonly commands: KeptCommand[] = [];
  readonly commandResults: KeptResult[] = [];
  readonly clientInfo: OcpiObject[] = [];
  /** `PUT /ocpi/2.2.1/…`: what an open receiver let in without a token. */
  readonly unguarded: string[] = [];
}

/** Who owns an object, and which one it is: the end of its URL. */
export interface ObjectKey {
  readonly country: string;
  readonly party: string;
  readonly id: string;
}

/** Which field of an object is its id. */
export type IdField = "id" | "uid";

/** Where a list has the object; -1 where it does not. */
export function indexOf(list: readonly OcpiObject[], key: ObjectKey, field: IdField): number {
  return list.findIndex((object) => hasKey(object, key, field));
}

/** Whether the object's own ids are those. */
export function hasKey(object: OcpiObject, { country, party, id }: ObjectKey, field: IdField): boolean {
  return sameId(object["country_code"], country) && sameId(object["party_id"], party) && sameId(object[field], id);
}

/** Keeps an object at its place in the list, or as a new one at the end. */
export function keep(list: OcpiObject[], at: number, object: OcpiObject): void {
  if (at === -1) list.push(object);
  else list[at] = object;
}
