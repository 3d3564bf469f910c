import type { VaultFailure } from "../ports.ts";
import { sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { error, warning } from "./entry.ts";
import type { AboutResponse, ResponseSummary } from "./response-summary.ts";
import { registrationWords } from "./confirmation.ts";
import { capitalised } from "./prose.ts";
import { CREDENTIALS, OURS } from "./rule-sources.ts";
import type { Words } from "./words.ts";

/** A DELETE that the hub refused. */
export interface NotEnded extends AboutResponse {
  /** Whether the hub knows the registration, where it answered HTTP 405 and that was asked. */
  readonly isKnown: boolean | undefined;
}

/** The hub says that it ended the registration, and nothing else shows it. */
export interface DoubtfulEnd extends AboutResponse {
  readonly place: string;
  readonly lockPlace: string;
}

/** Some hubs end a registration and leave its token alive. */
function onceEnded({ place, lockPlace }: DoubtfulEnd, words: Words, what: string): string {
  return `${capitalised(sendMessage(words))}: it asks them ${what}. When they have answered that the registration is ended, ${words.forgetEnded(place, lockPlace)}; until then the token is kept.`;
}

/** What came of a DELETE. */
export const unregistrationFindings = {
  "not-unregistered": error("HSK-35", "you", CREDENTIALS, ({ response, isKnown }: NotEnded, { words, profile }) => ({
    message: [
      "The hub did not end the registration.",
      `${outcomeWords(response, profile)} ${registrationWords(isKnown)}`.trimEnd(),
    ],
    fix: `${capitalised(sendMessage(words))}: it asks them to end it. ${capitalised(words.forgetHubToken)} only when they have confirmed that.`,
    ask: { for: "end" },
  })),
  "still-registered": error("HSK-35", "account-team", CREDENTIALS, (end: DoubtfulEnd, { words, profile }) => ({
    message: [
      "The hub answered that the registration is ended, but still accepts the hub token.",
      outcomeWords(end.response, profile),
    ],
    fix: onceEnded(end, words, "to revoke the token"),
    ask: { for: "end" },
  })),
  "end-unprovable": error("HSK-35", "account-team", CREDENTIALS, (end: DoubtfulEnd, { words }) => ({
    message: [
      "The hub answered that the registration is ended, but nothing shows whether it is.",
      "What this run may read there is open to everyone.",
    ],
    fix: onceEnded(end, words, "to confirm that it is ended"),
    ask: { for: "end" },
  })),
  "unregister-in-doubt": error("HSK-35", "hub", CREDENTIALS, ({ response }: AboutResponse, { words, profile }) => ({
    message: [
      "The end of the registration was sent, but its outcome is not known.",
      `${outcomeWords(response, profile)} The hub token is kept.`,
    ],
    fix: `${capitalised(words.rerun)} after 5 minutes: it checks again, and sends it again if the hub still accepts the token.`,
  })),
  "nothing-to-unregister": error(
    "HSK-35",
    "account-team",
    CREDENTIALS,
    (
      { response, place, lockPlace }: { response: ResponseSummary; place: string; lockPlace: string },
      { words, profile },
    ) => ({
      message: [
        "The hub does not accept the hub token, so no registration can be ended with it.",
        outcomeWords(response, profile),
      ],
      fix: `If an earlier run sent the end of the registration, it was ended: ${words.forgetEnded(place, lockPlace)}. Otherwise ${sendMessage(words)}: it asks them to end it.`,
      ask: { for: "end" },
    }),
  ),
  "secret-left": warning(
    "VAULT",
    "you",
    OURS,
    ({ place, failure }: { place: string; failure: VaultFailure }, { words }) => ({
      message: [
        `The registration is ended, but the ${words.keptAt(place)} could not be deleted.`,
        `${words.vault} answered ${words.vaultAnswer(failure)}.`,
      ],
      fix: words.forgetLeftToken(place),
    }),
  ),
  "unregister-not-offered": error("INPUT", "you", OURS, (_, { words, profile }) => ({
    message: [`${capitalised(profile.title)} has no way to end a registration by itself.`],
    fix: `${capitalised(sendMessage(words))}: it asks them to end it. ${capitalised(words.forgetHubToken)} only when they have confirmed that.`,
    ask: { for: "end" },
  })),
};
