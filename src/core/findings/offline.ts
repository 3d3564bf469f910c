import { configFindings } from "./config.ts";
import type { Entry, FindingIn, Telling } from "./entry.ts";
import { payloadFindings } from "./payload.ts";
import type { Said } from "./sentence.ts";
import { tokenFindings } from "./tokens.ts";

/**
 * What can be found without a network: in `ocpi.yml`, and in tokens, URLs and parties that were given. An editor tells it before there
 * is a run, and loads the rest of the catalogue with the first one.
 */
export const offlineFindings = { ...configFindings, ...tokenFindings, ...payloadFindings };

/** What may be found in `ocpi.yml`. */
export type ConfigFinding = FindingIn<typeof configFindings>;
/** What may be found in tokens, URLs and parties that were given. */
export type PayloadFinding = FindingIn<typeof tokenFindings & typeof payloadFindings>;
/** What may be found without a network. */
export type OfflineFinding = ConfigFinding | PayloadFinding;

/** The entry of what was found without a network. */
export function offlineEntryFor({ code }: OfflineFinding): Entry<OfflineFinding> {
  // Each entry says what its own parameters mean, and the code is its name.
  return offlineFindings[code] as Entry<OfflineFinding>;
}

/** The sentences of what was found without a network, in the words of a face. */
export function offlineSentences(finding: OfflineFinding, telling: Telling): Said {
  return offlineEntryFor(finding).say(finding, telling);
}
