import {
  askForReset,
  askForResetOf,
  exchangeWithSameToken,
  sendMessage,
  useNewToken,
  SAME_AGAIN,
} from "./account-team.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
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
    return `${isWhole} ${capitalised(words.rerun)} later, when the hub does not break down any more. If you know how it takes the token, ${words.settleEncoding()}.`;
  }
  return `${isWhole} If it does, it is used up or revoked: check whether a colleague or ${words.otherPlace} has registered already and holds the hub token or a recovery capsule. If not, ${sendMessage(words)}; ${useNewToken(words)}`;
}

/** A refusal that is about the platform. */
export interface AboutPlatform extends AboutResponse {
  readonly platformUrl: string;
  /** What this run itself got there. */
  readonly seen: "failing" | "fine" | "unseen";
}

/** What to do when a hub could not use the platform, and to exchange then. */
function adviceOnPlatform({ platformUrl, seen }: AboutPlatform, { words, profile }: Telling): string {
  const health = profile.healthPath === undefined ? "" : `\`${profile.healthPath}\`, `;
  const look = `check the platform's log for the time of this run: when the hub calls ${health}${words.platformUrl} (${foreign(platformUrl)}) or the version details that your platform lists, with the platform token, the platform has to answer HTTP 200. If no call of the hub is in the log, it does not get there: check the firewall.`;
  const again = exchangeWithSameToken(words);
  switch (seen) {
    case "failing":
      return `First fix what this run itself found at your platform: that is the likely reason. Then ${again} If it ends the same way, ${look}`;
    case "fine":
      return `This run itself got good answers from your platform, but from another address: ${look} Then ${again}`;
    case "unseen":
      return `This run did not check your platform itself: ${look} Then ${again}`;
  }
}

/** The hub refused what was sent. */
export interface RefusedExchange extends AboutResponse {
  /** How the hub may take the token otherwise, where nothing showed how it does. */
  readonly otherEncoding: TokenEncoding | undefined;
  /** The hub shows the initial token what it has: so its address is right. */
  readonly isAnswering: boolean;
}

/** What to do about a refused exchange. */
function adviceOnRefusal(
  { response, otherEncoding, isAnswering }: RefusedExchange,
  { words, profile }: Telling,
): string {
  const { httpStatus, body } = response;
  if (isAnswering && httpStatus === 404 && body !== "html") {
    return `The hub's versions accept this initial token, so ${words.hubUrl} is right, but its credentials endpoint does not take it: most likely only the hub can fix that. ${capitalised(words.exchange)} with the same initial token; if it ends the same way, ${sendMessage(words)}.`;
  }
  if (!isAboutData(response, profile)) return adviceOnAnswer(response, profile, words);
  const sent = { plain: "in Base64", base64: "as it is" };
  const encoding =
    otherEncoding === undefined
      ? ""
      : `The token was sent ${sent[otherEncoding]}: if the hub's words are about the token or the header, ${words.settleEncoding(otherEncoding)}. `;
  return `${encoding}${adviceOnData(response, words)} Then ${exchangeWithSameToken(words)}`;
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
        "The hub refused the exchange, and then gave no usable answer: it is not known whether it registered the platform.",
        outcomeWords(response, profile),
      ],
      who: "you",
      fix: `${capitalised(words.exchange)}${words.afterLease}, with everything as it is${lockPlace === "" ? "" : `, the ${lockPlace} too`}: it checks whether the initial token still works, and goes on from there.`,
      ask: { for: "reset", onlyIf: SAME_AGAIN },
      remedy: "exchange",
    };
  }
  return {
    message: [
      "The hub refused the exchange, and does not accept the initial token any more.",
      `${outcomeWords(response, profile)} It may have used the token up, or even have registered the platform.`,
    ],
    fix: `${isAboutData(response, profile) ? `${adviceOnData(response, words)} ` : ""}The initial token is of no use any more: ${askForResetOf(lockPlace, words)}`,
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
    fix: adviceOnPlatform(refusal, telling),
  })),
  "post-crashed-twice": error("HSK-08", "platform", STATUS_CODES, (refusal: AboutPlatform, telling) => ({
    message: [
      "The hub failed at the exchange twice, in the same way, and the initial token still works.",
      outcomeWords(refusal.response, telling.profile),
    ],
    fix: `The hub does not say why. It may be that it cannot use the platform, and that you can check: begin there. ${adviceOnPlatform(refusal, telling)} If nothing helps, ${sendMessage(telling.words)}.`,
  })),
  "post-version": error("HSK-09", "platform", STATUS_CODES, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["The hub and your platform have no OCPI version in common.", outcomeWords(response, profile)],
    fix: `Offer ${profile.version} in the platform's list of versions. Then ${exchangeWithSameToken(words)}`,
  })),
  "post-endpoints": error("HSK-10", "platform", STATUS_CODES, ({ response }: AboutResponse, { words, profile }) => ({
    message: ["Your platform lacks an endpoint that the hub needs.", outcomeWords(response, profile)],
    fix: `List the missing module in the platform's version details; ${response.statusMessage === undefined ? "" : "if the hub's words do not name it, "}ask the account team which one it is. Then ${exchangeWithSameToken(words)}`,
  })),
  "post-refused": error("HSK-11", "you", STATUS_CODES, (refusal: RefusedExchange, telling) => ({
    message: [
      "The hub refused the exchange.",
      outcomeWords(refusal.response, telling.profile),
      ...(refusal.otherEncoding === undefined
        ? []
        : ["What it shows opens to a made-up token, too, so the run could not learn how it takes the token."]),
    ],
    fix: adviceOnRefusal(refusal, telling),
  })),
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
      fix: `${capitalised(words.exchange)}${words.afterLease}: it finds out what can be found out. If that one ends the same way, ${askForResetOf(lockPlace, words)}`,
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
        `${outcomeWords(response, profile)} It may hold a token after all, so it is not shown, but sealed in the recovery capsule.`,
      ],
      fix: capitalised(askForResetOf(lockPlace, words)),
      ask: { for: "reset" },
      remedy: "ask-account-team",
    }),
  ),
};
