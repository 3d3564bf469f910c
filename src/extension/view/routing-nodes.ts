import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import { partyName, sameParty, type Party } from "../../core/ocpi/party.ts";
import type { PartnerStatus } from "../../core/record/result.ts";
import { partnerOf } from "../state/checklist.ts";
import { iconColours } from "./icon-colours.ts";
import { statusLook } from "./status-look.ts";
import { plainNode, type ConnectionView, type TreeNode } from "./tree-node.ts";

/** Whom `routing` names, as the hub shows them. */
export function routingNodes(id: string, view: ConnectionView): TreeNode[] {
  const { key, connection } = view;
  const routing = connection?.routing ?? [];
  if (routing.length === 0) return [];
  const group = `${id}/routing`;
  const partners = unrepeated(routing).map((party) => ({ party, known: knownOf(party, view) }));
  const connected = partners.filter(({ known }) => known?.status === "CONNECTED").length;
  const isKnown = partners.some(({ known }) => known !== undefined);
  const node = plainNode(group, key, l10n.t("Routing"), "references", "group");
  const description = isKnown ? l10n.t("{0} of {1} CONNECTED", connected, partners.length) : l10n.t("not looked at");
  return [
    {
      ...node,
      description,
      tooltip: l10n.t("Whom ocpi.yml expects to reach through the Hub: {0}.", description),
      spoken: `${node.label}, ${description}`,
      children: partners.map(({ party, known }) => partnerNode(group, view, party, known)),
    },
  ];
}

/** What the last look said of a partner; or else the Hub's list, if the user had it read. */
function knownOf(party: Party, { facts, listed }: ConnectionView): PartnerStatus | undefined {
  const known = partnerOf(party, facts);
  if (known !== undefined || listed?.state !== "read") return known;
  return listed.parties.find((one) => sameParty(one.party, party));
}

function partnerNode(group: string, { key }: ConnectionView, party: Party, known: PartnerStatus | undefined): TreeNode {
  const name = plainLine(partyName(party));
  const role = plainLine(party.role);
  const { icon, colour, words, sentence } = lookOf(known);
  const node = plainNode(`${group}/${name}:${role}`, key, name, icon, "partner");
  const description = [...words, role].join(" · ");
  return {
    ...node,
    description,
    colour,
    tooltip: `${name} (${role}): ${sentence}`,
    spoken: `${name}, ${description.replaceAll(" · ", ", ")}`,
  };
}

function lookOf(known: PartnerStatus | undefined): {
  readonly icon: string;
  readonly colour: string | undefined;
  readonly words: readonly string[];
  readonly sentence: string;
} {
  if (known === undefined) {
    const words = [l10n.t("not looked at")];
    return { icon: "circle-outline", colour: iconColours.idle, words, sentence: l10n.t("Verify looks at it.") };
  }
  const look = statusLook(known.status);
  const { icon, colour } = look;
  const status = look.words;
  const { visible } = known;
  // Of a partner that is not there nothing has to be visible.
  if (visible === undefined || known.status !== "CONNECTED") return { icon, colour, words: [status], sentence: status };
  const { locations, more } = visible;
  if (locations === 0 && more) {
    const words = [status, l10n.t("not all read")];
    return { icon, colour, words, sentence: l10n.t("{0}; the Hub's list of locations goes on.", status) };
  }
  if (locations === 0) {
    return {
      icon: "warning",
      colour: iconColours.warning,
      words: [status, l10n.t("nothing visible")],
      sentence: l10n.t(
        "{0}, and the Hub shows you none of its locations: ask the account team to enable the rule between you.",
        status,
      ),
    };
  }
  const count = more ? l10n.t("{0} or more locations", locations) : locationsOf(locations);
  return { icon, colour, words: [status, count], sentence: l10n.t("{0}, and you see {1}.", status, count) };
}

function locationsOf(count: number): string {
  return count === 1 ? l10n.t("1 location") : l10n.t("{0} locations", count);
}

/** A file may name a partner twice; a tree may not have an id twice. */
function unrepeated(parties: readonly Party[]): readonly Party[] {
  return parties.filter((party, index) => parties.findIndex((other) => sameParty(other, party)) === index);
}
