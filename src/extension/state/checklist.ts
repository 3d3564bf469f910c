import * as l10n from "@vscode/l10n";
import type { Connection } from "../../core/onboarding/connection.ts";
import { partyName, sameParty, type Party } from "../../core/ocpi/party.ts";
import { doubtIn } from "../../core/record/doubt.ts";
import type { PartnerStatus } from "../../core/record/result.ts";
import type { ConnectionFacts } from "./connection-state.ts";
import { lastKnownStatusOf } from "./last-run.ts";

/** A line of the go-live checklist: what has to be so before real traffic flows. */
export interface ChecklistLine {
  /** Stable: what a person confirmed is kept under it. */
  readonly id: string;
  /** Few words: beside them a narrow side bar has room for the status. */
  readonly title: string;
  readonly status: "done" | "failed" | "to-do";
  /** Who says that it is done: a run that sees it, or a person, because no run of ours can. */
  readonly by: "run" | "person";
  /** What it means, and what does it. */
  readonly sentence: string;
  /** When it was seen, or confirmed. */
  readonly at?: Date | undefined;
}

type Line = Omit<ChecklistLine, "by" | "status">;

/** The line that says that the platform has the hub token. */
export const INSTALLED = "hub-token";

/**
 * When a person said that the platform has the hub token: the one truth for the checklist and for the node of the token.
 * @returns undefined when no person did, or of an earlier token than the one that is stored now.
 */
export function installedAt({ confirmed, hubToken }: ConnectionFacts): Date | undefined {
  const at = Object.hasOwn(confirmed, INSTALLED) ? confirmed[INSTALLED] : undefined;
  return at !== undefined && hubToken.state === "stored" && at < hubToken.storedAt ? undefined : at;
}

/** The go-live checklist of a connection, in the order in which things can be done. */
export function checklistOf(connection: Connection, facts: ConnectionFacts): ChecklistLine[] {
  return [
    preflightLine(facts),
    connectedLine(facts),
    installedLine(facts),
    byPerson(facts, {
      id: "receivers",
      title: l10n.t("Receivers sent"),
      sentence: l10n.t(
        "The account team has the URLs at which the Hub calls your platform. Copy Message for the Account Team has them.",
      ),
    }),
    ...routingLines(connection, facts),
    locationLine(connection, facts),
    rehearsalLine(facts),
  ];
}

function preflightLine({ preflight }: ConnectionFacts): ChecklistLine {
  const sentence = l10n.t("Preflight calls your platform as the Hub will, and finds no error.");
  const line = { id: "preflight", title: l10n.t("Preflight"), sentence };
  if (preflight === undefined) return { ...line, by: "run", status: "to-do" };
  const { result, findings, finishedAt } = preflight.record;
  const passed = result === "done" && findings.every(({ severity }) => severity !== "error");
  // What a preflight leaves open is still to be tried.
  const status = !passed ? "failed" : doubtIn(preflight.record) === undefined ? "done" : "to-do";
  return { ...line, by: "run", status, at: finishedAt };
}

function connectedLine({ last }: ConnectionFacts): ChecklistLine {
  const known = last && lastKnownStatusOf(last);
  const line = {
    id: "connected",
    title: "CONNECTED",
    sentence: l10n.t("Every party of yours is CONNECTED at the Hub."),
  };
  if (known === undefined || known.status === "UNKNOWN") return { ...line, by: "run", status: "to-do" };
  const status = known.status === "CONNECTED" ? "done" : known.status === "PLANNED" ? "to-do" : "failed";
  return { ...line, by: "run", status, at: known.at };
}

function installedLine(facts: ConnectionFacts): ChecklistLine {
  const line = { id: INSTALLED, title: l10n.t("Hub token installed") };
  if (facts.sandbox) {
    const sentence = l10n.t("The sandbox's platform presents no token of yours: there is nothing to install.");
    return { ...line, sentence, by: "run", status: facts.hubToken.state === "stored" ? "done" : "to-do" };
  }
  const sentence = l10n.t(
    "Your platform presents the hub token when it calls the Hub. Copy it there, and say here that it is installed.",
  );
  const at = installedAt(facts);
  return { ...line, sentence, by: "person", status: at === undefined ? "to-do" : "done", at };
}

/** A rule of a pair: an eMSP sees it in the CPO's locations; of the rest no run sees it, and the account team says so. */
function routingLines({ routing }: Connection, facts: ConnectionFacts): ChecklistLine[] {
  if (routing.length === 0) {
    const sentence = l10n.t(
      "The account team has enabled the routing rules with your partners. With the partners under routing in ocpi.yml, Verify looks at each.",
    );
    return [byPerson(facts, { id: "routing", title: l10n.t("Routing"), sentence })];
  }
  return routing.map((party) => routingLine(party, facts));
}

function routingLine(party: Party, facts: ConnectionFacts): ChecklistLine {
  const name = partyName(party);
  const line = { id: `routing:${name}:${party.role}`, title: l10n.t("Routing {0}", name) };
  const partner = partnerOf(party, facts);
  if (partner?.visible === undefined) {
    const sentence = l10n.t(
      "The account team has enabled the rule between you and {0} ({1}): no call of yours shows that, so they say so.",
      name,
      party.role,
    );
    return byPerson(facts, { ...line, sentence });
  }
  const sentence = l10n.t("The Hub shows you locations of {0}: the rule between you is enabled.", name);
  const at = facts.last?.record.finishedAt;
  return { ...line, sentence, by: "run", status: partner.visible.locations > 0 ? "done" : "to-do", at };
}

function locationLine({ roles }: Connection, facts: ConnectionFacts): ChecklistLine {
  const line = { id: "first-location", title: l10n.t("First location seen") };
  const shown = facts.last?.record.partners.filter(({ visible }) => visible !== undefined) ?? [];
  if (shown.length === 0) {
    const isCpo = roles.some(({ role }) => role === "CPO");
    const sentence = isCpo
      ? l10n.t("A partner has seen one of your locations through the Hub, and says so.")
      : l10n.t("Your platform has pulled a first location from the Hub.");
    return byPerson(facts, { ...line, sentence });
  }
  const status = shown.some(({ visible }) => (visible?.locations ?? 0) > 0) ? "done" : "to-do";
  const at = facts.last?.record.finishedAt;
  return { ...line, sentence: l10n.t("The Hub shows you a partner's location."), by: "run", status, at };
}

function rehearsalLine({ rehearsal }: ConnectionFacts): ChecklistLine {
  const sentence = l10n.t(
    "Rehearse Traffic… makes the Hub's own calls on your platform, and each is answered as it should be.",
  );
  const line = { id: "rehearsal", title: l10n.t("Rehearsal"), sentence };
  const record = rehearsal?.record;
  if (record === undefined) return { ...line, by: "run", status: "to-do" };
  const verdicts = new Set(record.rehearsal.map(({ verdict }) => verdict));
  // Calls that were not tried, such as all that make something where nothing was to be made, are still to be rehearsed.
  const rest = verdicts.has("works") && !verdicts.has("not tried") && record.result === "done" ? "done" : "to-do";
  return { ...line, by: "run", status: verdicts.has("fails") ? "failed" : rest, at: record.finishedAt };
}

function byPerson({ confirmed }: ConnectionFacts, line: Line): ChecklistLine {
  const at = Object.hasOwn(confirmed, line.id) ? confirmed[line.id] : undefined;
  return { ...line, by: "person", status: at === undefined ? "to-do" : "done", at };
}

/** A partner as the last look at the hub showed it; undefined where none did. */
export function partnerOf(party: Party, { last }: Pick<ConnectionFacts, "last">): PartnerStatus | undefined {
  return last?.record.partners.find((partner) => sameParty(partner.party, party));
}
