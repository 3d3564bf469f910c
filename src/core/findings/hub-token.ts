import { sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { error, note, nothingToDo, warning } from "./entry.ts";
import type { AboutResponse } from "./response-summary.ts";
import { capitalised, foreign } from "./prose.ts";
import { CREDENTIALS, ONBOARDING, OURS, STATUS_CODES } from "./rule-sources.ts";
import type { UnstoredToken } from "./words.ts";

/** What is wrong with the hub token, and about the hub that issued it. */
export const hubTokenFindings = {
  "token-in-error-answer": warning("HSK-05", "hub", STATUS_CODES, ({ response }: AboutResponse, { profile }) => ({
    message: [
      "The hub issued a token in an answer that is an error.",
      `${outcomeWords(response, profile)} The token was kept.`,
    ],
    ...nothingToDo,
  })),
  "token-in-broken-answer": warning("HSK-12", "hub", CREDENTIALS, ({ method }: { method: string }) => ({
    message: [`The hub's answer to the ${method} was incomplete or broken.`, "The token in it was whole and was kept."],
    ...nothingToDo,
  })),
  "token-unusual": warning("HSK-12", "hub", CREDENTIALS, () => ({
    message: ["The hub token is not as OCPI allows (at most 64 characters, printable ASCII).", "It was kept as it is."],
    fix: "Check that the platform can store and send it.",
  })),
  "token-unstored": error("HSK-14", "you", OURS, (unstored: UnstoredToken, { words }) => words.tokenUnstored(unstored)),
  "token-unproven": error("HSK-23", "account-team", CREDENTIALS, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub token is kept, but the hub does not accept it yet.", outcomeWords(response, profile)],
    fix: `${capitalised(words.exchange)} in a few minutes${words.withStoredToken}. If it fails again, ${sendMessage(words)}.`,
  })),
  "token-untried": error("HSK-23", "you", CREDENTIALS, (_, { words }) => ({
    message: ["The hub token is kept, but the run was stopped before it was tried and the registration confirmed."],
    fix: `${capitalised(words.exchange)}${words.afterLease}${words.withStoredToken}: it goes on where this run stopped.`,
  })),
  "hub-other-party": error(
    "HSK-18",
    "you",
    ONBOARDING,
    ({ got, expected, named }: { got: string; expected: string; named: string }, { words }) => ({
      message: [
        `The hub says that it is ${foreign(got)}, where ${expected} (HUB) was expected.`,
        "Its token is kept, because a hub issues it once; nothing more was done with it.",
      ],
      fix: `Check that ${words.hubUrl} and the initial token are those of this hub, and both of test or both of production. If they are, name the hub's party in \`ocpi.yml\`, and ${words.rerun}. If they are not, do not use the token, and ask the account team of that hub to undo the registration.`,
      snippet: `hub: { party: ${/^[A-Za-z]{2}\*[A-Za-z0-9]{1,3}$/.test(named) ? named : expected} }`,
    }),
  ),
  "hub-identity-absent": note("HSK-18", "hub", ONBOARDING, ({ expected }: { expected: string }) => ({
    message: [`The hub's credentials do not say who it is; ${expected} (HUB) was expected.`],
    ...nothingToDo,
  })),
  "hub-identity-form": note("HSK-18", "hub", ONBOARDING, ({ got, expected }: { got: string; expected: string }) => ({
    message: [`The hub writes its party as ${foreign(got)}, and ${expected} (HUB) is meant.`],
    ...nothingToDo,
  })),
  "hub-not-alone": note("HSK-17", "hub", CREDENTIALS, ({ roles }: { roles: number }) => ({
    message: [`The hub lists ${roles} roles in its credentials; OCPI 2.2.1 asks a hub for its own alone.`],
    ...nothingToDo,
  })),
  "hub-no-business-details": note("HSK-20", "hub", CREDENTIALS, () => ({
    message: ["The hub's credentials have no `business_details`.", "They are not needed."],
  })),
};
