import { isSeq } from "yaml";
import { allowedAt } from "../../core/config/allowed.ts";
import type { Path } from "../../core/config/path.ts";
import { roleNames, sameParty, type Party } from "../../core/ocpi/party.ts";
import { hubAddress } from "../../core/peer/hub-address.ts";
import { defaultProfile, profileNamed } from "../../core/profiles/hubs.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { receiverUrls } from "../../core/record/receivers.ts";
import type { PartyStatus } from "../../core/record/result.ts";
import type { Cursor } from "./cursor.ts";

/** The parties that the hub of a connection listed when its list was read last. */
export type KnownParties = (connection: string) => readonly PartyStatus[];

/** What the rest of a connection says, and its hub, of what may be written at a place of it. */
export class Surroundings {
  /** Of the hub of the connection. */
  readonly profile: Profile;
  /** Whom the hub lists, without our own parties and the hub itself. */
  readonly listed: readonly PartyStatus[];
  /** Whom the connection expects to reach. */
  readonly routing: readonly Party[];
  readonly #document: Cursor["document"];
  readonly #path: Path;
  readonly #own: readonly Party[];

  constructor({ document, path }: Pick<Cursor, "document" | "path">, known: KnownParties) {
    this.#document = document;
    this.#path = path[0] === "connections" ? path.slice(0, 2) : [];
    this.profile = profileNamed(this.#text("hub", "profile")) ?? defaultProfile;
    this.#own = this.#parties("platform", "roles");
    this.routing = this.#parties("routing");
    this.listed = known(String(path[1] ?? "")).filter(
      ({ party }) => isWritable(party) && party.role !== "HUB" && !this.#own.some((own) => sameParty(own, party)),
    );
  }

  /** The values that are likely at a place, or the names; where there are none, what the schema has as values and examples. */
  suggest(path: Path, profile: Profile = this.profile): readonly string[] {
    const place = path
      .slice(2)
      .filter((step) => typeof step !== "number")
      .join(".");
    const allowed = allowedAt(path);
    const fromSchema = allowed?.kind === "text" ? [...allowed.values, ...allowed.examples] : [];
    if (path.length === 1 && path[0] === "connections") return [this.freeName(profile.name)];
    switch (place) {
      case "hub.profile":
        return [profile.name];
      case "hub.url": {
        const usable = fromSchema.filter((url) => hubAddress(url, profile) !== undefined);
        return usable.length > 0 ? usable : ["https://hub.example.com/ocpi/versions"];
      }
      case "platform.url":
        return profile.platformUrl === "versions" ? ["https://your-platform.com/ocpi/versions"] : fromSchema;
      case "platform.roles.role":
      case "routing.role":
        return profile.roles;
      case "platform.roles.country_code":
        return profile.country === undefined ? fromSchema : [profile.country];
      case "routing.country_code": {
        const listed = this.listed.map(({ party }) => party.country_code.toUpperCase());
        return [...new Set([...(profile.country === undefined ? fromSchema : [profile.country]), ...listed])];
      }
      case "receivers":
        return [...new Set(this.#receivers(profile).map(({ module }) => module))];
      default:
        return path[2] === "receivers"
          ? this.#receivers(profile).flatMap(({ module, url }) => (module === path[3] ? [url] : []))
          : fromSchema;
    }
  }

  /** Whom the hub lists in the role and the country that stand beside a party id already. */
  fitting(path: Path): readonly PartyStatus[] {
    const beside = (field: keyof Party): string => this.#textAt([...path.slice(0, -1), field]);
    const [role, country] = [beside("role"), beside("country_code").toUpperCase()];
    return this.listed.filter(
      ({ party }) =>
        (role === "" || party.role === role) && (country === "" || party.country_code.toUpperCase() === country),
    );
  }

  /** The name itself, or with a number where a connection has it already. */
  freeName(wanted: string): string {
    const isTaken = (name: string): boolean => this.#document.hasIn(["connections", name]);
    let name = wanted;
    for (let count = 2; isTaken(name); count += 1) name = `${wanted}-${count}`;
    return name;
  }

  /** Where the hub would call this platform by its documentation: of our roles, or of any while there are none. */
  #receivers(profile: Profile): readonly { readonly module: string; readonly url: string }[] {
    const parties = this.#own.length > 0 ? this.#own : profile.roles.map((role) => ({ role }));
    const url = this.#text("platform", "url");
    const platformUrl = URL.canParse(url) ? url : "https://your-platform.com";
    const documented = receiverUrls({ platformUrl, parties, profile, overrides: {} });
    // Where a hub documents no paths, a platform may still say where a module is.
    const undocumented = profile.receivers.map(({ module }) => ({ module, url: `${platformUrl}/${module}` }));
    return documented.length > 0 ? documented : undocumented;
  }

  #parties(...below: string[]): Party[] {
    const list = this.#document.getIn([...this.#path, ...below]);
    if (!isSeq(list)) return [];
    return list.items.map((_item, index) => {
      const field = (name: string): string => this.#text(...below, index, name);
      return { role: field("role"), country_code: field("country_code"), party_id: field("party_id") };
    });
  }

  #text(...below: Path): string {
    return this.#textAt([...this.#path, ...below]);
  }

  #textAt(path: Path): string {
    const value = this.#document.getIn(path);
    return typeof value === "string" ? value : "";
  }
}

/** What a hub lists is written into a file only where it can be a party at all. */
function isWritable({ role, country_code, party_id }: Party): boolean {
  return (
    roleNames.some((name) => name === role) && /^[A-Za-z]{2}$/.test(country_code) && /^[A-Za-z0-9]{1,3}$/.test(party_id)
  );
}
