import * as l10n from "@vscode/l10n";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { Ready, FlowContext } from "./flow-context.ts";

/** The names that a connection's hub token may be kept under: those that `ocpi.yml` had, and has no more. */
export async function formerNames(
  { connections }: Pick<FlowContext, "connections">,
  entry: ConnectionEntry,
  what: "hub-token" | "slot" = "hub-token",
): Promise<string[]> {
  const { key, tokens, hubOrigin } = entry;
  if (hubOrigin === "") return [];
  const names = connections.entries.filter((other) => other.key.config === key.config).map((other) => other.key.name);
  const inDoubt = what === "slot" ? connections.namesInDoubt(key.config) : [];
  return tokens.formerNames(key.config, new Set(names), hubOrigin, what, inDoubt);
}

/**
 * A connection that was given another name in `ocpi.yml` keeps its tokens, and an exchange that was interrupted, once
 * the user says that it is the same one: the hub issues its token once, and under the former name no command finds it.
 * @returns whether to go on.
 */
export async function takeFormerTokens(flow: FlowContext, ready: Ready): Promise<boolean> {
  const { key, tokens, hubOrigin } = ready;
  if ((await tokens.facts(key, "hub-token", hubOrigin)).state !== "absent") return true;
  for (const what of ["hub-token", "slot"] as const) {
    for (const name of await formerNames(flow, ready, what)) {
      const same = l10n.t("It Is the Same");
      const other = l10n.t("It Is Another");
      const answer = await flow.dialogs.confirm({
        message: l10n.t("Was {0} called {1} before?", key.name, name),
        detail: l10n.t(
          "ocpi.yml has no {0} any more, and what was stored for it, for the same hub, is still there. If only the name has changed, it is used for {1} from now on.",
          name,
          key.name,
        ),
        actions: [same, other],
      });
      if (answer === other) continue;
      if (answer !== same) return false;
      const former = { config: key.config, name };
      await flow.connections.adopt(former, ready);
      return true;
    }
  }
  return true;
}
