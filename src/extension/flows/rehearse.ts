import * as l10n from "@vscode/l10n";
import type { Connection } from "../../core/onboarding/connection.ts";
import { isLoopback } from "../../core/peer/hub-address.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { RunResult } from "../state/runner.ts";
import { storedToken } from "../state/stored-token.ts";
import { showNoPlatform } from "./exchange.ts";
import { readyFor, type FlowContext } from "./flow-context.ts";
import { notifyPlatformRun } from "./notify-platform-run.ts";
import { maySay } from "./preflight.ts";
import { settleOrigins, tokenFor } from "./tokens.ts";

/**
 * *Rehearse Traffic…*: makes the Hub's own calls on the platform. A question that names the host and what is made there comes before
 * anything is sent, but for a platform on this computer, which is a sandbox's.
 */
export async function rehearseTraffic(flow: FlowContext, entry: ConnectionEntry): Promise<RunResult | undefined> {
  const ready = await readyFor(flow, entry);
  if (ready === undefined) return undefined;
  const platformUrl = ready.description?.platformUrl?.value;
  if (platformUrl === undefined) return showNoPlatform(flow, ready);
  if (!(await settleOrigins(flow, ready))) return undefined;
  const platformToken = await tokenFor(flow, ready, "platform-token");
  if (platformToken === undefined) return undefined;
  const { connection } = ready;
  const consent = await consentTo(flow, connection, platformUrl);
  if (consent === undefined) return undefined;
  const { timeouts } = flow.settings();
  const hubToken = (await maySay(ready)) ? await storedToken(ready, "hub-token") : undefined;
  const ran = await flow.runner.rehearse(ready, connection, {
    connection,
    platformUrl,
    platformToken,
    requestTimeoutMs: timeouts.requestTimeoutMs,
    consent,
    hub: hubToken && { connection, hubToken, timeouts: { ...timeouts, waitForConnectedMs: 0 } },
  });
  if (ran !== undefined) notifyPlatformRun(flow, ready, ran);
  return ran;
}

/** @returns whether test objects may be made; undefined when the person went away from the question. */
async function consentTo(
  { dialogs }: FlowContext,
  connection: Connection,
  platformUrl: string,
): Promise<boolean | undefined> {
  if (isLoopback(platformUrl)) return true;
  const { host } = new URL(platformUrl);
  const rehearse = l10n.t("Rehearse on {0}", host);
  const without = l10n.t("Only Without Test Objects");
  const answer = await dialogs.confirm({
    message: l10n.t("Make the Hub's calls on {0}?", host),
    detail: [
      ...whatIsMade(connection),
      l10n.t("Without test objects, only calls are made that your platform has to refuse."),
    ].join("\n\n"),
    actions: [rehearse, without],
  });
  return answer === undefined ? undefined : answer === rehearse;
}

/** What a rehearsal makes on a platform, by its roles and by what the hub's profile has it called for. */
function whatIsMade({ roles, profile }: Connection): string[] {
  const has = (role: string): boolean => roles.some((party) => party.role === role);
  const serves = (module: string, role: string): boolean =>
    has(role) &&
    profile.receivers.some(
      (route) =>
        route.module === module && route.roles.some((name) => name === role) && !route.path.endsWith("/authorize"),
    );
  const made = [
    ...(has("CPO")
      ? [
          l10n.t(
            "As a CPO it is asked to authorize a token that no eMSP issued, to start a session at a location that does not exist, and to stop a session that does not exist.",
          ),
        ]
      : []),
    ...(serves("tokens", "CPO") ? [l10n.t("It is given a token that may not charge.")] : []),
    ...(has("EMSP") ? [l10n.t("As an eMSP it is given one test session and one test CDR, of 0 kWh and cost 0.")] : []),
    ...(serves("locations", "EMSP")
      ? [l10n.t("It is given a location that is not to be published, and a tariff without a price.")]
      : []),
  ];
  const end = l10n.t(
    "All of it comes from the Hub's party, and once more from a party behind it, with ids that begin with OCPI-TEST-. At the end it is closed or deleted as far as OCPI has a way, and the report lists what stays.",
  );
  return [...made, ...(made.length === 0 ? [] : [end])];
}
