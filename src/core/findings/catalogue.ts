import { configFindings } from "./config.ts";
import { confirmationFindings } from "./confirmation.ts";
import type { Entry } from "./entry.ts";
import { exchangeFindings } from "./exchange.ts";
import { hubTokenFindings } from "./hub-token.ts";
import { hubFindings } from "./hub.ts";
import { inputFindings } from "./inputs.ts";
import { partyFindings } from "./parties.ts";
import { payloadFindings } from "./payload.ts";
import { platformFindings } from "./platform.ts";
import { recoveryFindings } from "./recovery.ts";
import { runFindings } from "./run.ts";
import { tokenFindings } from "./tokens.ts";
import { unregistrationFindings } from "./unregistration.ts";
import { vaultFindings } from "./vault.ts";

/** Everything that a run can find, by its code: one entry for each, in the file of its area. */
export const catalogue = {
  ...inputFindings,
  ...configFindings,
  ...tokenFindings,
  ...payloadFindings,
  ...hubFindings,
  ...platformFindings,
  ...vaultFindings,
  ...exchangeFindings,
  ...recoveryFindings,
  ...hubTokenFindings,
  ...confirmationFindings,
  ...unregistrationFindings,
  ...partyFindings,
  ...runFindings,
};

/** What may be found of some entries: the code of one, with its parameters. */
type FactIn<Entries> = {
  [C in keyof Entries]: Entries[C] extends Entry<infer P> ? { readonly code: C } & Readonly<P> : never;
}[keyof Entries];

/** What may be found: the code of an entry, with its parameters. */
export type Fact = FactIn<typeof catalogue>;

/** The entry of a fact. */
export function entryFor({ code }: Fact): Entry<Fact> {
  // Each entry says what its own parameters mean, and the code is its name.
  return catalogue[code] as Entry<Fact>;
}

/** What may be found in `ocpi.yml`. */
export type ConfigFact = FactIn<typeof configFindings>;
/** What may be found in tokens, URLs and parties that were given. */
export type PayloadFact = FactIn<typeof tokenFindings & typeof payloadFindings>;
/** What may be found about the hub. */
export type HubFact = FactIn<typeof hubFindings>;
/** What may be found about the platform. */
export type PlatformFact = FactIn<typeof platformFindings>;
/** What may be found about the vault. */
export type VaultFact = FactIn<typeof vaultFindings>;

/** What may be found about a registration, from the first POST to the DELETE. */
export type RegistrationFact = FactIn<
  typeof exchangeFindings &
    typeof recoveryFindings &
    typeof hubTokenFindings &
    typeof confirmationFindings &
    typeof unregistrationFindings &
    typeof runFindings
>;
