import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import { partyName } from "../../core/ocpi/party.ts";
import type { PartyStatus } from "../../core/record/result.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { Listed } from "../state/hub-parties.ts";
import { statusLook } from "./status-look.ts";
import { plainNode, type ConnectionView, type TreeNode } from "./tree-node.ts";

/** The hub's endpoints, by module. */
export function endpointNodes(id: string, { key, facts }: ConnectionView): TreeNode[] {
  const hub = facts.last?.record.hub;
  const endpoints = (hub?.endpoints ?? []).map((entry) => ({
    ...plainNode(
      `${id}/endpoint:${entry.identifier}:${entry.role ?? ""}`,
      key,
      plainLine(entry.identifier),
      "plug",
      "endpoint",
    ),
    description: plainLine(
      [entry.role, atHub(entry.url, hub?.url ?? "")].filter((part) => part !== undefined).join(" · "),
    ),
    tooltip: plainLine(entry.url),
    spoken: plainLine([entry.identifier, entry.role, entry.url].filter((part) => part !== undefined).join(", ")),
    url: entry.url,
  }));
  return groupOf(`${id}/endpoints`, key, l10n.t("Endpoints"), unique(endpoints));
}

/** An endpoint's path, where it is at the hub; its whole URL where it is elsewhere. */
function atHub(url: string, hub: string): string {
  return url.startsWith(`${hub}/`) ? url.slice(hub.length) : url;
}

/** The own parties as they were checked, then what else the hub lists. */
export function partyNodes(id: string, { key, facts, listed }: ConnectionView): TreeNode[] {
  const record = facts.last?.record;
  if (record === undefined || (record.parties.length === 0 && record.hub.endpoints.length === 0)) return [];
  const own = record.parties;
  const names = new Set(own.map(({ party }) => `${partyName(party)} ${party.role}`));
  const others =
    listed?.state === "read"
      ? listed.parties.filter(({ party }) => !names.has(`${partyName(party)} ${party.role}`))
      : [];
  const group = `${id}/parties`;
  const parties = unique([
    ...own.map((entry) => partyNode(group, key, entry, l10n.t("yours"))),
    ...others.map((entry) => partyNode(group, key, entry)),
  ]);
  const complete = listed?.state === "read" && listed.complete;
  const node = plainNode(group, key, l10n.t("Parties of the Hub"), "organization", "parties");
  const description = complete ? String(parties.length) : l10n.t("{0} of yours", own.length);
  const children = [...parties, ...unfinished(group, key, listed)];
  return [{ ...node, description, spoken: `${node.label}, ${description}`, children }];
}

function unfinished(group: string, key: ConnectionKey, listed: Listed | undefined): TreeNode[] {
  if (listed === undefined || (listed.state === "read" && listed.complete)) return [];
  const [label, icon] =
    listed.state === "reading"
      ? [l10n.t("reading the Hub's list…"), "loading~spin"]
      : listed.state === "failed"
        ? [plainLine(listed.why), "warning"]
        : [l10n.t("the Hub's list goes on, and could not be read further"), "warning"];
  return [plainNode(`${group}/unfinished`, key, label, icon, "group")];
}

function partyNode(group: string, key: ConnectionKey, { party, status }: PartyStatus, whose?: string): TreeNode {
  const { icon, colour, words } = statusLook(status);
  const name = plainLine(partyName(party));
  const description = plainLine([party.role, words, whose].filter((part) => part !== undefined).join(" · "));
  return {
    ...plainNode(`${group}/${name}:${plainLine(party.role)}`, key, name, icon, "party"),
    description,
    colour,
    spoken: `${name}, ${description.replaceAll(" · ", ", ")}`,
  };
}

function groupOf(id: string, key: ConnectionKey, label: string, children: readonly TreeNode[]): TreeNode[] {
  if (children.length === 0) return [];
  const description = String(children.length);
  const node = plainNode(id, key, label, "list-tree", "group");
  return [{ ...node, description, tooltip: `${label}: ${description}`, spoken: `${label}, ${description}`, children }];
}

/** A hub may list an endpoint or a party twice; a tree may not have an id twice. */
function unique(nodes: readonly TreeNode[]): TreeNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}
