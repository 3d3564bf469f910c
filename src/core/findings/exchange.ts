import {
  askForReset,
  askForResetOf,
  exchangeWithSameToken,
  sendMessage,
  useNewToken,
  SAME_AGAIN,
} from "./account-team.ts";
import { adviceOnAnswer, adviceOnData, adviceOnSilence, isAboutData, remedyOfSilence } from "./advice.ts";
import { outcomeWords, reason } from "./answer-words.ts";
import { error, warning, type Telling } from "./entry.ts";
import type { AboutResponse, ResponseSummary } from "./response-summary.ts";
import { capitalised, foreign } from "./prose.ts";
import { CREDENTIALS, OURS, STATUS_CODES, TRANSPORT } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";
import type { Words } from "./words.ts";

/** An initial token that the hub refuses. `isBesideCrash`: in the other encoding the hub breaks down. */
export interface RefusedInitialToken extends AboutResponse {
  readonly isBesideCrash?: boolean;
}

function adviceOnInitialToken(isBesideCrash: boolean, words: Words): string {
  const isWhole = `Check that ${words.theToken("initial-token")} is the whole token, and belongs to the hub at ${words.hubUrl} (test or production).`;
  if (isBesideCrash) {
    return `${isWhole} ${capitalised(words.rerun)} later, when the hub does not break down any more. If you know how it takes the token, ${words.settleEncoding}.`;
  }
  return `${isWhole} If it does, it is used up or revoked: look whether a colleague or ${words.otherPlace} has registered already and holds the hub token or a recovery capsule. If not, ${sendMessage(words)}; ${useNewToken(words)}`;
}

/** A refusal that is about the platform. */
export interface AboutPlatform extends AboutResponse {
  readonly platformUrl: string;
  /** This run, too, got no good answer from the platform. */
  readonly isSeenFailing: boolean;
}

/** Where to look when a hub could not use the platform. */
function platformToCheck({ platformUrl, isSeenFailing }: AboutPlatform, { words, profile }: Telling): string {
  const health = profile.healthPath === undefined ? "" : `at \`${profile.healthPath}\`, `;
  const seen = isSeenFailing ? " This run saw your platform fail, too: mend first what is said of it above." : "";
  return `The hub has to reach your platform, and to be answered with the platform token ${health}at ${words.platformUrl} (${foreign(platformUrl)}) and at the version details that these list.${seen} Look at the platform's log for the time of this run.`;
}

/** The hub refused what was sent. `isSettled`: it is known how the hub takes the token. */
export interface RefusedExchange extends AboutResponse {
  readonly isSettled: boolean;
}

/** A refusal after which the initial token does not open what it opened, or gets no answer there. */
export interface DoubtfulRefusal extends AboutResponse {
  readonly opens: "no" | "unknown";
  readonly lockPlace: string;
}

function doubtfulRefusal({ response, opens, lockPlace }: DoubtfulRefusal, { words, profile }: Telling): Said {
  if (opens === "unknown") {
    return {
      message: [
        "The hub refused the exchange, but it cannot be told whether it did nothing.",
        `${outcomeWords(response, profile)} When it was asked with the initial token after that, no usable answer came.`,
      ],
      fix: `${capitalised(words.exchange)} in 5 minutes: it finds out what can be found out.`,
      ask: { for: "reset", onlyIf: SAME_AGAIN },
      remedy: "exchange",
    };
  }
  return {
    message: [
      "The hub refused the exchange, and does not accept the initial token any more.",
      `${outcomeWords(response, profile)} It may have used the token up, or even have registered the platform.`,
    ],
    fix: `Mend what the hub complains about, if its words say what. The initial token is of no use any more: ${askForResetOf(lockPlace, words)}`,
    ask: { for: "reset" },
    remedy: "ask-account-team",
  };
}

/** What came of the POST of an exchange. */
export const exchangeFindings = {
  "first-run-needs-initial-token": error("INPUT", "you", OURS, (_, { words }) => ({
    message: [`There is no hub token yet and no ${words.tokenName("initial-token")} to get one with.`],
    ...words.firstInitialToken,
  })),
  "post-not-sent": error("NET", "you", OURS, ({ response }: AboutResponse, { words }) => ({
    message: [
      `The ${response.method === "POST" ? "exchange" : "update"} could not be sent.`,
      `${response.method} ${response.url}: ${reason(response.error)}. The registration is as it was.`,
    ],
    fix: adviceOnSilence(response.error, words),
    ...remedyOfSilence(response.error),
  })),
  "post-unauthorised": error(
    "HSK-07",
    "you",
    CREDENTIALS,
    ({ response, isBesideCrash }: RefusedInitialToken, telling) => ({
      message: ["The hub does not accept the initial token.", outcomeWords(response, telling.profile)],
      fix: adviceOnInitialToken(isBesideCrash === true, telling.words),
      remedy: "set-token",
    }),
  ),
  "post-already-registered": error("HSK-06", "you", CREDENTIALS, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub says that this platform is registered already.", outcomeWords(response, profile)],
    fix: `If you have the hub token, ${words.giveHubToken}. If it is lost, ${askForReset(words)}`,
    ask: { for: "reset", onlyIf: "the hub token is lost" },
    remedy: "ask-account-team",
  })),
  "post-platform-unusable": error("HSK-08", "platform", STATUS_CODES, (refusal: AboutPlatform, telling) => ({
    message: ["The hub could not use your platform.", outcomeWords(refusal.response, telling.profile)],
    fix: `${platformToCheck(refusal, telling)} Then ${exchangeWithSameToken(telling.words)}`,
  })),
  "post-crashed-twice": error("HSK-08", "platform", STATUS_CODES, (refusal: AboutPlatform, telling) => ({
    message: [
      "The hub failed at the exchange twice, in the same way, and the initial token still works.",
      outcomeWords(refusal.response, telling.profile),
    ],
    fix: `Hubs fail like this when they cannot use the platform. ${platformToCheck(refusal, telling)} Then ${exchangeWithSameToken(telling.words)} If it ends the same way, ${sendMessage(telling.words)}.`,
  })),
  "post-version": error("HSK-09", "platform", STATUS_CODES, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub and your platform have no OCPI version in common.", outcomeWords(response, profile)],
    fix: `Offer ${profile.version} in the platform's list of versions. Then ${exchangeWithSameToken(words)}`,
  })),
  "post-endpoints": error("HSK-10", "platform", STATUS_CODES, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["Your platform lacks an endpoint that the hub needs.", outcomeWords(response, profile)],
    fix: `List the missing module in the platform's version details; ${response.statusMessage === undefined ? "" : "if the hub's words do not name it, "}ask the account team which one it is. Then ${exchangeWithSameToken(words)}`,
  })),
  "post-refused": error(
    "HSK-11",
    "you",
    STATUS_CODES,
    ({ response, isSettled }: RefusedExchange, { words, profile }) => ({
      message: ["The hub refused the exchange.", outcomeWords(response, profile)],
      fix: isAboutData(response, profile)
        ? `${isSettled ? "" : `If the hub's words are about the token or the header, ${words.settleEncoding}: nothing showed how the hub takes it. `}${adviceOnData(response, words)} Then ${exchangeWithSameToken(words)}`
        : adviceOnAnswer(response, profile, words),
    }),
  ),
  "post-refusal-doubtful": error("HSK-11", "account-team", CREDENTIALS, (refusal: DoubtfulRefusal, telling) =>
    doubtfulRefusal(refusal, telling),
  ),
  "post-lost": warning("HSK-32", "hub", TRANSPORT, ({ response }: AboutResponse, { profile }) => ({
    message: ["The exchange was sent, but no usable answer came back.", outcomeWords(response, profile)],
  })),
  "post-in-doubt": error(
    "HSK-32",
    "account-team",
    TRANSPORT,
    ({ response, lockPlace }: { response: ResponseSummary; lockPlace: string }, { words, profile }) => ({
      message: ["The exchange was sent again, and its outcome is not known.", outcomeWords(response, profile)],
      fix: `${capitalised(words.exchange)} after 5 minutes: it finds out what can be found out. If that one ends the same way, ${askForResetOf(lockPlace, words)}`,
      ask: { for: "reset", onlyIf: SAME_AGAIN },
      remedy: "exchange",
    }),
  ),
  "post-unreadable": error(
    "HSK-12",
    "account-team",
    CREDENTIALS,
    ({ response, lockPlace }: { response: ResponseSummary; lockPlace: string }, { words, profile }) => ({
      message: [
        response.body === "envelope"
          ? "The hub accepted the exchange, but its answer holds no token."
          : "The hub answered the exchange with HTTP success, but neither with a token nor in the form of OCPI: it may have refused.",
        `${outcomeWords(response, profile)} The answer is sealed in the recovery capsule.`,
      ],
      fix: capitalised(askForResetOf(lockPlace, words)),
      ask: { for: "reset" },
      remedy: "ask-account-team",
    }),
  ),
};
