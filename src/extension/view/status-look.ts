import * as l10n from "@vscode/l10n";
import type { PartyConnection } from "../../core/record/result.ts";
import { iconColours } from "./icon-colours.ts";

/** How a state looks in a list: its icon, and the word that says the same. */
export interface Look {
  readonly icon: string;
  readonly colour: string | undefined;
  readonly words: string;
}

/** How a status at the hub looks. */
export function statusLook(status: PartyConnection): Look {
  switch (status) {
    // The hub's own words for a status are shown as they are.
    case "CONNECTED":
      return { icon: "pass-filled", colour: iconColours.good, words: "CONNECTED" };
    case "PLANNED":
      return { icon: "issue-draft", colour: iconColours.waiting, words: "PLANNED" };
    case "OFFLINE":
      return { icon: "debug-disconnect", colour: iconColours.warning, words: "OFFLINE" };
    case "SUSPENDED":
      return { icon: "circle-slash", colour: iconColours.warning, words: "SUSPENDED" };
    case "NOT_LISTED":
      return { icon: "search-stop", colour: iconColours.warning, words: l10n.t("not listed") };
    case "UNKNOWN":
      return { icon: "question", colour: iconColours.warning, words: l10n.t("status unknown") };
  }
}

/** What a status means, to follow its word. */
export function statusMeaning(status: PartyConnection): string {
  switch (status) {
    case "CONNECTED":
      return l10n.t("the Hub reaches your platform");
    case "PLANNED":
      return l10n.t("registered, waiting for the Hub");
    case "OFFLINE":
      return l10n.t("the Hub cannot reach your platform");
    case "SUSPENDED":
      return l10n.t("the account team has stopped the traffic");
    case "NOT_LISTED":
      return l10n.t("the Hub does not list your party");
    case "UNKNOWN":
      return l10n.t("the Hub does not show it");
  }
}
