import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import { partyName } from "../../core/ocpi/party.ts";
import type { PartyStatus } from "../../core/record/result.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { Listed } from "../state/hub-parties.ts";
import { shownBy, type LastRun } from "../state/last-run.ts";
import { iconColours } from "./icon-colours.ts";
import { statusLook } from "./status-look.ts";
import { ago } from "./times.ts";
import { plainNode, type ConnectionView, type TreeNode } from "./tree-node.ts";

/** The hub's endpoints, by module: those that were read last, dimmed where that was in an earlier run. */
export function endpointNodes(id: string, { key, facts: { last } }: ConnectionView, now: Date): TreeNode[] {
  const shown = last && shownBy(last).endpoints;
  if (last === undefined || shown === undefined) return [];
  const old = ageOf(shown, last, now);
  const endpoints = shown.endpoints.map((entry) => ({
    ...plainNode(
      `${id}/endpoint:${entry.identifier}:${entry.role ?? ""}`,
      key,
      plainLine(entry.identifier),
      "plug",
      "endpoint",
    ),
    // What is longer a side bar cuts off.
    description: plainLine(entry.role ?? ""),
    tooltip: plainLine(entry.url),
    spoken: plainLine([entry.identifier, entry.role, entry.url].filter((part) => part !== undefined).join(", ")),
    url: entry.url,
    ...dimmedIf(old),
  }));
  const group = plainNode(`${id}/endpoints`, key, l10n.t("Endpoints"), "list-tree", "group");
  const count = String(endpoints.length);
  const description = [count, old].filter((part) => part !== undefined).join(" · ");
  const tooltip =
    old === undefined ? `${group.label}: ${count}` : l10n.t("{0} could not be read now. Read {1}.", group.label, old);
  const spoken = `${group.label}, ${description.replaceAll(" · ", ", ")}`;
  return [{ ...group, description, tooltip, spoken, children: unique(endpoints), ...dimmedIf(old) }];
}

/** How long ago something was read, where that was not by the last run. */
function ageOf({ at }: { readonly at: Date }, last: LastRun, now: Date): string | undefined {
  return at.getTime() === last.record.finishedAt.getTime() ? undefined : ago(at, now);
}

/** The icon alone is dimmed: VS Code's descriptions are pale already, and a paler text is none to read. */
function dimmedIf(old: string | undefined): Partial<TreeNode> {
  return old === undefined ? {} : { colour: iconColours.idle };
}

/** The own parties as they were checked, then what else the hub lists. */
export function partyNodes(id: string, { key, facts: { last }, listed }: ConnectionView, now: Date): TreeNode[] {
  const shown = last === undefined ? {} : shownBy(last);
  if (last === undefined || (shown.parties === undefined && shown.endpoints === undefined)) return [];
  const own = shown.parties?.parties ?? [];
  const old = shown.parties && ageOf(shown.parties, last, now);
  const names = new Set(own.map(({ party }) => `${partyName(party)} ${party.role}`));
  const others =
    listed?.state === "read"
      ? listed.parties.filter(({ party }) => !names.has(`${partyName(party)} ${party.role}`))
      : [];
  const group = `${id}/parties`;
  const parties = unique([
    ...own.map((entry) => ({ ...partyNode(group, key, entry, l10n.t("yours")), ...dimmedIf(old) })),
    ...others.map((entry) => partyNode(group, key, entry)),
  ]);
  const complete = listed?.state === "read" && listed.complete;
  const node = plainNode(group, key, l10n.t("Parties of the Hub"), "organization", "parties");
  const count = complete ? String(parties.length) : l10n.t("{0} of yours", own.length);
  const children = [...parties, ...unfinished(group, key, listed)];
  const tooltip =
    old === undefined ? node.label : l10n.t("{0} could not be read now. Read {1}.", l10n.t("Your parties"), old);
  const spoken = [node.label, count, old].filter((part) => part !== undefined).join(", ");
  return [{ ...node, description: count, tooltip, spoken, children, ...dimmedIf(old) }];
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
  const description = plainLine([words, party.role, whose].filter((part) => part !== undefined).join(" · "));
  return {
    ...plainNode(`${group}/${name}:${plainLine(party.role)}`, key, name, icon, "party"),
    description,
    colour,
    spoken: `${name}, ${description.replaceAll(" · ", ", ")}`,
  };
}

/** A hub may list an endpoint or a party twice; a tree may not have an id twice. */
function unique(nodes: readonly TreeNode[]): TreeNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}
