import {
  askForReset,
  askForResetOf,
  exchangeWithSameToken,
  sendMessage,
  useNewToken,
  SAME_AGAIN,
} from "./account-team.ts";
import { adviceOnAnswer, adviceOnSilence, isAboutData, remedyOfSilence } from "./advice.ts";
import { outcomeWords, reason } from "./answer-words.ts";
import { error, warning } from "./entry.ts";
import type { AboutResponse, ResponseSummary } from "./response-summary.ts";
import { capitalised } from "./prose.ts";
import { CREDENTIALS, OURS, STATUS_CODES, TRANSPORT } from "./rule-sources.ts";

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
  "post-unauthorised": error("HSK-07", "you", CREDENTIALS, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub does not accept the initial token.", outcomeWords(response, profile)],
    fix: `Check that ${words.theToken("initial-token")} is the whole token, and belongs to the hub at ${words.hubUrl} (test or production). If it does, it is used up or revoked: look whether a colleague or ${words.otherPlace} has registered already and holds the hub token or a recovery capsule. If not, ${sendMessage(words)}; ${useNewToken(words)}`,
    remedy: "set-token",
  })),
  "post-already-registered": error("HSK-06", "you", CREDENTIALS, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub says that this platform is registered already.", outcomeWords(response, profile)],
    fix: `If you have the hub token, ${words.giveHubToken}. If it is lost, ${askForReset(words)}`,
    ask: { for: "reset", onlyIf: "the hub token is lost" },
    remedy: "ask-account-team",
  })),
  "post-platform-unusable": error(
    "HSK-08",
    "platform",
    STATUS_CODES,
    ({ response }: AboutResponse, { words, profile }) => ({
      message: ["The hub could not use your platform.", outcomeWords(response, profile)],
      fix: `The hub called the platform back and got no good answer. Look at the platform's log for the time of this run: it must be reachable from the hub, and accept the platform token at \`/ocpi/versions\` and at ${words.platformUrl}. Then ${exchangeWithSameToken(words)}`,
    }),
  ),
  "post-version": error("HSK-09", "platform", STATUS_CODES, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub and your platform have no OCPI version in common.", outcomeWords(response, profile)],
    fix: `Offer ${profile.version} in the platform's list of versions. Then ${exchangeWithSameToken(words)}`,
  })),
  "post-endpoints": error("HSK-10", "platform", STATUS_CODES, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["Your platform lacks an endpoint that the hub needs.", outcomeWords(response, profile)],
    fix: `List the missing module in the platform's version details; ask the account team which one it is. Then ${exchangeWithSameToken(words)}`,
  })),
  "post-refused": error("HSK-11", "you", STATUS_CODES, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub refused the exchange.", outcomeWords(response, profile)],
    fix: isAboutData(response, profile)
      ? `Compare the role, country code and party id with what the account team assigned, and check ${words.platformUrl}. Then ${exchangeWithSameToken(words)}`
      : adviceOnAnswer(response, profile, words),
  })),
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
        "The hub accepted the exchange, but its answer holds no token.",
        `${outcomeWords(response, profile)} The answer is sealed in the recovery capsule.`,
      ],
      fix: capitalised(askForResetOf(lockPlace, words)),
      ask: { for: "reset" },
      remedy: "ask-account-team",
    }),
  ),
};
