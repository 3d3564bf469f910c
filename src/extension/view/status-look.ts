import * as l10n from "@vscode/l10n";
import type { PartyConnection } from "../../core/record/result.ts";

/** How a state looks in a list: its icon, and the word that says the same. */
export interface Look {
  readonly icon: string;
  readonly colour: string | undefined;
  readonly words: string;
}

/** How a status at the hub looks. */
export function statusLook(status: PartyConnection): Look {
  const warning = "problemsWarningIcon.foreground";
  switch (status) {
    // The hub's own words for a status are shown as they are.
    case "CONNECTED":
      return { icon: "pass-filled", colour: "testing.iconPassed", words: "CONNECTED" };
    case "PLANNED":
      return { icon: "watch", colour: "testing.iconQueued", words: l10n.t("registered, waiting for the Hub") };
    case "OFFLINE":
      return { icon: "debug-disconnect", colour: warning, words: "OFFLINE" };
    case "SUSPENDED":
      return { icon: "circle-slash", colour: warning, words: "SUSPENDED" };
    case "NOT_LISTED":
      return { icon: "search-stop", colour: warning, words: l10n.t("not listed") };
    case "UNKNOWN":
      return { icon: "question", colour: "list.warningForeground", words: l10n.t("status unknown") };
  }
}
