import * as l10n from "@vscode/l10n";
import type { Connection, Timeouts } from "../../core/onboarding/connection.ts";
import { partyName } from "../../core/ocpi/party.ts";
import { isLoopback } from "../../core/peer/hub-address.ts";
import type { Clock } from "../../core/ports.ts";
import type { Dialogs } from "../platform/dialogs.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { Connections } from "../state/connections.ts";
import type { Runner, Show } from "../state/runner.ts";

/** What the user set. */
export interface FlowSettings {
  readonly checkPlatform: "require" | "warn" | "off";
  readonly timeouts: Timeouts;
}

/** What a command's flow works with. */
export interface FlowContext {
  readonly connections: Connections;
  readonly runner: Runner;
  readonly dialogs: Dialogs;
  readonly clock: Clock;
  /** Restricted Mode: nothing is sent. */
  readonly isTrusted: () => boolean;
  /** The sidebar shows what happens, so that nothing needs to be announced. */
  readonly isViewVisible: () => boolean;
  readonly settings: () => FlowSettings;
  readonly show: Show;
  /** Goes on with another command, such as a fix that a notification offers. */
  readonly execute: (command: FlowCommand, key?: ConnectionKey) => void;
}

/** The commands that a flow may lead to. */
export type FlowCommand =
  | "ocpi.exchangeCredentials"
  | "ocpi.verifyConnection"
  | "ocpi.rehearseTraffic"
  | "ocpi.recoverHubToken"
  | "ocpi.rotateToken"
  | "ocpi.setToken"
  | "ocpi.setTokenAndRetry"
  | "ocpi.addConnection"
  | "ocpi.openReport"
  | "ocpi.openGoLiveSheet"
  | "ocpi.openConfig"
  | "ocpi.showLog"
  | "ocpi.copyHubToken"
  | "ocpi.copyPlatformToken"
  | "ocpi.copyMessage"
  | "ocpi.markAsInstalled"
  | "ocpi.notifyWhenConnected"
  | "ocpi.stopNotifying"
  | "ocpi.connections.focus"
  | "ocpi.manageTrust"
  | "ocpi.openProblems"
  | "ocpi.openProxySettings"
  | "ocpi.openCertificateSettings"
  | "ocpi.reportIssue";

/** A connection with which something can be done now. */
export interface Ready extends ConnectionEntry {
  readonly connection: Connection;
}

/** Whether anything may be sent from this workspace; if not, a message says so. */
export async function isTrusted({ dialogs, execute, isTrusted: trusted }: FlowContext): Promise<boolean> {
  if (trusted()) return true;
  const trust = l10n.t("Manage Workspace Trust");
  const message = l10n.t("Nothing is sent in Restricted Mode: trust this workspace first.");
  if ((await dialogs.show("warning", message, trust)) === trust) execute("ocpi.manageTrust");
  return false;
}

/** The connection, if something can be sent for it now; otherwise a message says why. */
export async function readyFor(flow: FlowContext, entry: ConnectionEntry): Promise<Ready | undefined> {
  const { dialogs, runner } = flow;
  if (!(await isTrusted(flow))) return undefined;
  if (entry.connection === undefined) {
    await showInvalid(flow, entry.key);
    return undefined;
  }
  if (runner.isRunning(entry.key)) {
    const see = l10n.t("Show Connections");
    if ((await dialogs.show("info", l10n.t("{0} is busy already.", entry.key.name), see)) === see)
      flow.execute("ocpi.connections.focus");
    return undefined;
  }
  return { ...entry, connection: entry.connection };
}

/** The errors in `ocpi.yml` stand in the way of everything. */
export async function showInvalid(
  flow: Pick<FlowContext, "dialogs" | "execute">,
  { name }: ConnectionKey,
): Promise<void> {
  await showProblems(flow, l10n.t("ocpi.yml has errors, so nothing can be done with {0}.", name));
}

/** Tells what the errors in `ocpi.yml` stand in the way of, and leads to them. */
export async function showProblems(
  { dialogs, execute }: Pick<FlowContext, "dialogs" | "execute">,
  message: string,
): Promise<void> {
  const open = l10n.t("Open Problems");
  if ((await dialogs.show("error", message, open)) === open) execute("ocpi.openProblems");
}

/** `IN*ABC (CPO)`, for questions that have to name whom they are about. */
export function partyNames({ roles }: Connection): string {
  return roles.map((party) => `${partyName(party)} (${party.role})`).join(", ");
}

/** `IN*ABC (CPO, Your CPO Ltd)`: what a hub is told of a party. */
export function partiesSent({ roles }: Connection): string {
  return roles.map((role) => `${partyName(role)} (${role.role}, ${role.business_details.name})`).join(", ");
}

/** A hub on this computer is a sandbox: nothing there is of a real platform. */
export function isSandboxed({ address }: Connection): boolean {
  return isLoopback(address.origin);
}

/** Asks before something changes at a hub, naming host and party; a sandbox needs no question. */
export async function mayChange(
  { dialogs }: FlowContext,
  { connection }: Ready,
  question: { readonly message: string; readonly detail: string; readonly action: string },
): Promise<boolean> {
  if (isSandboxed(connection)) return true;
  const { message, detail, action } = question;
  return (await dialogs.confirm({ message, detail, actions: [action] })) === action;
}
