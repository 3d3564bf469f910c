import * as l10n from "@vscode/l10n";
import type { DeskState, DeskSwitch } from "../state/sandbox-hub.ts";
import { plainNode, type TreeNode } from "./tree-node.ts";

/** What the desk stands below: nothing of a config file. */
const ID = "ocpi-sandbox:/desk";

/**
 * The account team's desk of the running sandbox: a switch for each thing that a Hub, or a platform, can do to a connection. With
 * none of them ticked everything works.
 */
export function sandboxDeskNode({ on, status, switches }: DeskState): TreeNode {
  const label = l10n.t("Account team's desk");
  const said = status === "NOT_REGISTERED" ? l10n.t("not registered yet") : status;
  return {
    ...plainNode(ID, undefined, label, "briefcase", "desk"),
    description: said,
    tooltip: l10n.t(
      "What the account team, or a fault, can do to the sandbox's party. Tick a switch and watch the connection.",
    ),
    spoken: l10n.t("{0}: the sandbox Hub has the party as {1}", label, said),
    expanded: true,
    children: switches.map((one) => switchNode(one, on.includes(one))),
  };
}

function switchNode(which: DeskSwitch, checked: boolean): TreeNode {
  const { label, icon, tooltip } = looks(which);
  return {
    ...plainNode(`${ID}/${which}`, undefined, label, icon, "switch"),
    // Some icons have a colour of their own, which says something else.
    colour: "icon.foreground",
    tooltip,
    spoken: `${label}. ${tooltip}`,
    deskSwitch: { which, checked },
  };
}

function looks(which: DeskSwitch): { label: string; icon: string; tooltip: string } {
  switch (which) {
    case "held":
      return {
        label: l10n.t("Hold at PLANNED"),
        icon: "debug-pause",
        tooltip: l10n.t(
          "The account team has not activated the party: it is registered, and waits. Untick it to activate.",
        ),
      };
    case "suspended":
      return {
        label: l10n.t("Suspend"),
        icon: "circle-slash",
        tooltip: l10n.t("The account team suspends the party: the Hub refuses every call with its token."),
      };
    case "platform-down":
      return {
        label: l10n.t("Platform down"),
        icon: "debug-disconnect",
        tooltip: l10n.t("The platform answers nothing. After two seconds the Hub lists its party as OFFLINE."),
      };
    case "token-refused":
      return {
        label: l10n.t("Wrong token at the Hub"),
        icon: "key",
        tooltip: l10n.t("The Hub refuses the token that it is shown, as if it were a wrong one."),
      };
    case "platform-token-wrong":
      return {
        label: l10n.t("Wrong token in the platform"),
        icon: "shield",
        tooltip: l10n.t("The platform refuses the Hub's calls, as if the platform token were not installed in it."),
      };
  }
}
