import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import type { ReceiverOutcome, ReceiverUrl } from "../../core/record/receivers.ts";
import { probeWords } from "../../core/report/receivers.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { iconColours } from "./icon-colours.ts";
import { plainNode, type TreeNode } from "./tree-node.ts";

const icons: Readonly<Record<ReceiverOutcome, readonly [icon: string, colour: string]>> = {
  guarded: ["pass", iconColours.good],
  open: ["error", iconColours.bad],
  missing: ["error", iconColours.bad],
  unreachable: ["error", iconColours.bad],
  error: ["warning", iconColours.warning],
  skipped: ["circle-outline", iconColours.idle],
};

/** What came of a call to a receiver without a token, in a word or two: what a narrow side bar has room for. */
export function outcomeWords(outcome: ReceiverOutcome): string {
  switch (outcome) {
    case "guarded":
      return l10n.t("guarded");
    case "open":
      return l10n.t("OPEN");
    case "missing":
      return l10n.t("missing");
    case "unreachable":
      return l10n.t("no answer");
    case "error":
      return l10n.t("unclear");
    case "skipped":
      return l10n.t("not tried");
  }
}

/** Where the hub calls the platform: a node for each receiver, with what came of a call there without a token. */
export function receiverNodes(id: string, key: ConnectionKey, receivers: readonly ReceiverUrl[]): TreeNode[] {
  const roles = new Set(receivers.map(({ role }) => role));
  return receivers.map(({ module, role, method, url, probe }) => {
    const [icon, colour] = icons[probe?.outcome ?? "skipped"];
    const call = roles.size > 1 ? `${method} · ${role}` : method;
    const words = outcomeWords(probe?.outcome ?? "skipped");
    const name = plainLine(module);
    const sentence =
      probe === undefined
        ? l10n.t("not tried yet: Preflight calls it without a token.")
        : l10n.t("{0}.", probeWords(probe));
    return {
      ...plainNode(`${id}/receiver:${module}:${role}:${method}`, key, name, icon, "receiver"),
      colour,
      description: plainLine(`${words} · ${call}`),
      tooltip: plainLine(`${method} ${url}: ${sentence}`),
      spoken: plainLine([name, role, method, words].join(", ")),
      url,
    };
  });
}
