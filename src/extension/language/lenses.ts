import * as l10n from "@vscode/l10n";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { ConnectionFacts, ConnectionState, ConnectionStates } from "../state/connection-state.ts";
import { iconOf, wordsOf } from "../view/connection-node.ts";
import { configText, type TextRange } from "./config-text.ts";

/** A line above a connection: what is known of it, and what can be done. */
export interface Lens {
  readonly range: TextRange;
  readonly title: string;
  /** Undefined for what is only to be read. */
  readonly command: string | undefined;
  readonly connection: ConnectionKey;
}

/** @param config the URI of the file. */
export function lensesOf(text: string, config: string, states: ConnectionStates, now: Date): Lens[] {
  const file = configText(text);
  return file.connections.flatMap((entry) => {
    const connection = { config, name: String(entry.path[1]) };
    const state = states.stateOf(connection);
    if (state === undefined) return [];
    const range = file.rangeOf(entry.key);
    return titlesOf(state, states.factsOf(connection), now).map(([title, command]) => ({
      range,
      title,
      command,
      connection,
    }));
  });
}

/** VS Code leaves out a blank beside an icon there; one that does not break stays. */
function titled(icon: string, words: string): string {
  return `$(${icon})\u00A0${words}`;
}

type Titled = readonly [title: string, command: string | undefined];

function titlesOf(state: ConnectionState, facts: ConnectionFacts | undefined, now: Date): Titled[] {
  if (state.kind === "running") {
    const told: Titled = [titled("sync~spin", wordsOf(state, now)), undefined];
    return state.doing === "waiting" || state.stopping ? [told] : [told, [l10n.t("Cancel"), "ocpi.cancel"]];
  }
  const told: Titled = [titled(iconOf(state), wordsOf(state, now)), moreAbout(state, facts)];
  if (state.kind === "invalid" || state.kind === "elsewhere") return [told];
  return [
    told,
    [l10n.t("Exchange Credentials"), "ocpi.exchangeCredentials"],
    [l10n.t("Verify"), "ocpi.verifyConnection"],
    tokenOrMessage(facts),
  ];
}

/** What else is in a user's hands: where only the account team can go on, no other token is to be set. */
function tokenOrMessage(facts: ConnectionFacts | undefined): Titled {
  return facts?.last?.record.reason?.remedy === "ask-account-team"
    ? [l10n.t("Copy Message"), "ocpi.copyMessage"]
    : [l10n.t("Set Token…"), "ocpi.setToken"];
}

/** Where the state leads. */
function moreAbout(state: ConnectionState, facts: ConnectionFacts | undefined): string | undefined {
  if (state.kind === "invalid") return "workbench.actions.view.problems";
  return facts?.last === undefined ? undefined : "ocpi.openReport";
}
