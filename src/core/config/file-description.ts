import type { Source } from "../findings/source.ts";
import { defaultProfile, profileNamed } from "../profiles/hubs.ts";
import type { ConfigFile } from "./config-file.ts";
import type { Description, Given } from "./description.ts";
import type { Path } from "./path.ts";
import type { ConnectionConfig } from "./schema.ts";

/** A connection as far as it is described: what a connection cannot do without may be missing. */
export interface PartialDescription extends Omit<Description, "hubUrl" | "profile"> {
  readonly hubUrl: Given<string> | undefined;
  readonly profileName: Given<string> | undefined;
}

/**
 * What an entry of `connections` says.
 * @param sourceOf where in the file a value of the entry stands.
 */
export function describedIn(
  entry: ConnectionConfig,
  name: string,
  sourceOf: (path: Path) => Source,
): PartialDescription {
  const { hub, platform, receivers = {}, routing = [] } = entry;
  // Where a value stands is asked for only where something is wrong with it.
  const placed = (value: string, path: Path): Given<string> => ({
    value,
    get source() {
      return sourceOf(path);
    },
  });
  const given = (value: string | undefined, ...path: Path): Given<string> | undefined =>
    value === undefined ? undefined : placed(value, path);
  return {
    name,
    profileName: given(hub?.profile, "hub", "profile"),
    hubUrl: given(hub?.url, "hub", "url"),
    encoding: hub?.token_encoding ?? "auto",
    hubParty: hub?.party,
    allowedOrigins: (hub?.allowed_origins ?? []).map((value, index) =>
      placed(value, ["hub", "allowed_origins", index]),
    ),
    platformUrl: given(platform?.url, "platform", "url"),
    roles: platform?.roles ?? [],
    receivers: Object.entries(receivers).map(([module, value]) => ({
      module,
      value,
      source: sourceOf(["receivers", module]),
    })),
    routing,
    sourceOfRole: (index, field) =>
      sourceOf(["platform", "roles", index, ...field.split(".").filter((part) => part !== "")]),
  };
}

/**
 * A connection as the file alone describes it.
 * @returns undefined when the file has no such connection, or names no hub for it.
 */
export function descriptionIn(file: ConfigFile, name: string): Description | undefined {
  const entry = Object.hasOwn(file.connections, name) ? file.connections[name] : undefined;
  if (entry === undefined) return undefined;
  const described = describedIn(entry, name, (path) => file.sourceOf(["connections", name, ...path]));
  const { hubUrl, profileName } = described;
  if (hubUrl === undefined) return undefined;
  return {
    ...described,
    hubUrl,
    profile: profileNamed(profileName?.value ?? defaultProfile.name) ?? defaultProfile,
  };
}
