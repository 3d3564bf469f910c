import { defaultProfile, profileNamed } from "../profiles/hubs.ts";
import type { ConfigFile } from "./config-file.ts";
import type { Description } from "./description.ts";

/**
 * A connection as the file alone describes it.
 * @returns undefined when the file has no such connection, or names no hub for it.
 */
export function descriptionIn(file: ConfigFile, name: string): Description | undefined {
  const entry = Object.hasOwn(file.connections, name) ? file.connections[name] : undefined;
  if (entry?.hub?.url === undefined) return undefined;
  const sourceOf = (path: readonly PropertyKey[]): Description["hubUrl"]["source"] =>
    file.sourceOf(["connections", name, ...path]);
  return {
    name,
    profile: profileNamed(entry.hub.profile ?? defaultProfile.name) ?? defaultProfile,
    hubUrl: { value: entry.hub.url, source: sourceOf(["hub", "url"]) },
    encoding: entry.hub.token_encoding ?? "auto",
    allowedOrigins: (entry.hub.allowed_origins ?? []).map((value, index) => ({
      value,
      source: sourceOf(["hub", "allowed_origins", index]),
    })),
    platformUrl:
      entry.platform?.url === undefined
        ? undefined
        : { value: entry.platform.url, source: sourceOf(["platform", "url"]) },
    roles: entry.platform?.roles ?? [],
    receivers: Object.entries(entry.receivers ?? {}).map(([module, value]) => ({
      module,
      value,
      source: sourceOf(["receivers", module]),
    })),
    routing: entry.routing ?? [],
    sourceOfRole: (index, field) =>
      sourceOf(["platform", "roles", index, ...field.split(".").filter((part) => part !== "")]),
  };
}
