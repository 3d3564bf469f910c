import * as l10n from "@vscode/l10n";
import type { KnownParts } from "../flows/add-connection.ts";
import type { Dialogs } from "../platform/dialogs.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";

/**
 * The connection of `ocpi.yml` that a mail is about: a party that was reset gets a new initial token, and no second connection.
 * @param entries the connections that files describe.
 * @returns `new` when there is none; undefined when the person went away.
 */
export async function connectionInEmail(
  dialogs: Dialogs,
  entries: readonly ConnectionEntry[],
  known: KnownParts,
): Promise<ConnectionEntry | "new" | undefined> {
  const fitting = entries.filter((entry) => isAtHub(entry, known) && hasParty(entry, known));
  const [only] = fitting;
  if (only === undefined) return "new";
  const isCertain = known.hubUrl !== undefined && known.partyId !== undefined && known.countryCode !== undefined;
  if (fitting.length === 1 && isCertain) return only;
  return dialogs.choose<ConnectionEntry | "new">(l10n.t("Paste the E-mail: which connection is it about?"), [
    ...fitting.map((entry) => ({
      label: entry.key.name,
      description: `${entry.hubOrigin} · ${entry.folder}`,
      value: entry,
    })),
    { label: l10n.t("A new connection"), value: "new" },
  ]);
}

function isAtHub({ connection }: ConnectionEntry, { hubUrl }: KnownParts): boolean {
  return connection !== undefined && (hubUrl === undefined || URL.parse(hubUrl)?.origin === connection.address.origin);
}

function hasParty({ description }: ConnectionEntry, { countryCode, partyId, role }: KnownParts): boolean {
  return (description?.roles ?? []).some(
    (own) =>
      (countryCode === undefined || own.country_code === countryCode) &&
      (partyId === undefined || own.party_id === partyId) &&
      (role === undefined || own.role === role),
  );
}
