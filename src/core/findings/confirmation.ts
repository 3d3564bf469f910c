import { askForResetOf, sendMessage } from "./account-team.ts";
import { outcomeWords } from "./answer-words.ts";
import { error, note, warning } from "./entry.ts";
import type { AboutResponse, ResponseSummary } from "./response-summary.ts";
import { capitalised } from "./prose.ts";
import { adviceOnFields } from "./field-advice.ts";
import { CREDENTIALS, ONBOARDING, TRANSPORT } from "./rule-sources.ts";
import type { Words } from "./words.ts";

const REFUSED_LATER = "a later run says that the hub refuses the stored token";

/** What a PUT was sent by. */
type PutBy = "exchange" | "update" | "rotate";

/** A PUT that the hub refused. */
export interface RefusedPut extends AboutResponse {
  /** Whether the hub knows the registration, where it answered HTTP 405 and that was asked. */
  readonly isKnown: boolean | undefined;
}

/** What came of a PUT: a confirmation, an update or a rotation. */
export const confirmationFindings = {
  "confirm-refused": error(
    "HSK-25",
    "account-team",
    ONBOARDING,
    ({ response, isKnown }: RefusedPut, { words, profile }) => ({
      message: [
        "The hub issued its token, but refused its confirmation.",
        `${outcomeWords(response, profile)} ${registrationWords(isKnown)}The hub token is kept.`,
      ],
      fix:
        response.fields === undefined
          ? `${capitalised(sendMessage(words))}; when they have answered, ${words.update}: it sends the same once more.`
          : `${adviceOnFields(response, words)} Then ${words.update}: it sends them once more.`,
      // A field that the hub refuses is ours to mend.
      ...(response.fields === undefined ? {} : { who: "you" as const }),
    }),
  ),
  "confirm-not-possible": warning(
    "HSK-26",
    "account-team",
    CREDENTIALS,
    ({ response, isKnown }: RefusedPut, { words, profile }) => ({
      message: [
        "The hub does not take a confirmation.",
        `${outcomeWords(response, profile)} ${registrationWords(isKnown)}The hub token works all the same.`,
      ],
      fix: `Nothing to do if the party is CONNECTED; otherwise ${sendMessage(words)}.`,
    }),
  ),
  "confirm-unreadable": error(
    "HSK-27",
    "account-team",
    CREDENTIALS,
    ({ response, lockPlace }: { response: ResponseSummary; lockPlace: string }, { words, profile }) => ({
      message: [
        "The hub accepted the confirmation, but its answer cannot be read.",
        `${outcomeWords(response, profile)} The hub may have replaced the token by one that was in it; the answer is sealed in the recovery capsule.`,
      ],
      fix: `${capitalised(words.exchange)}${words.afterLease}${words.withStoredToken}. If the hub refuses that token then, ${askForResetOf(lockPlace, words)} ${words.forgetRefusedToken}`,
      ask: { for: "reset", onlyIf: REFUSED_LATER },
    }),
  ),
  "confirm-in-doubt": error(
    "HSK-32",
    "account-team",
    TRANSPORT,
    (
      { by, response, successor }: { response: ResponseSummary; by: PutBy; successor?: boolean },
      { words, profile },
    ) => ({
      message: [
        `The ${by === "exchange" ? "confirmation" : "update"} was sent, but its outcome is not known.`,
        `${outcomeWords(response, profile)} The hub token is kept${successor ? "; a new one is in a recovery capsule" : ""}.`,
      ],
      fix: `${afterDoubt(by, words)}. If the hub refuses the hub token then, ${sendMessage(words)}: the one of this run, not of the later one.`,
      ask: { for: "reset", onlyIf: REFUSED_LATER },
      remedy: "exchange",
    }),
  ),
  "confirm-changed-token": note("HSK-27", "hub", CREDENTIALS, () => ({
    message: [
      "The hub issued a new token when it was told of the platform.",
      "It works, and it took the first one's place.",
    ],
  })),
  "confirm-token-not-working": warning("HSK-28", "hub", CREDENTIALS, (_, { words }) => ({
    message: [
      "The hub issued a new token when it was told of the platform, but only the first one works.",
      "That one stays the hub token; the new one is in a recovery capsule.",
    ],
    fix: `${capitalised(sendMessage(words))}: it asks which of the two is valid. Keep the new one's recovery capsule (a text that begins with \`ocpi-capsule:v1:\` ${words.findCapsule}) until they have answered. If it is the new one, ${words.recoverFromCapsule}.`,
    ask: { for: "choose" },
  })),
  "confirmation-outstanding": warning(
    "HSK-25",
    "you",
    ONBOARDING,
    ({ why, lockPlace }: { why: keyof typeof whyOutstanding; lockPlace: string }, { words }) => ({
      message: [`The hub token is kept, but the registration is not confirmed yet: ${whyOutstanding[why]}.`],
      // Without a lock no later exchange knows of it.
      fix:
        lockPlace === ""
          ? `${capitalised(words.update)}: it sends the confirmation.`
          : `${capitalised(words.exchangeWithStoredToken)}${words.afterLease}: the ${lockPlace} tells it to confirm.`,
    }),
  ),
  "update-refused": error("HSK-25", "you", CREDENTIALS, ({ response, isKnown }: RefusedPut, telling) => ({
    message: [
      "The hub refused the update.",
      `${outcomeWords(response, telling.profile)} ${registrationWords(isKnown)}${isKnown === false ? "" : "The registration is as it was."}`.trimEnd(),
    ],
    fix: adviceOnRefusedUpdate(response, isKnown, telling.words),
  })),
};

/** What HTTP 405 to PUT or DELETE means, where GET credentials told it. */
export function registrationWords(isKnown: boolean | undefined): string {
  if (isKnown === undefined) return "";
  return isKnown
    ? "It still shows our credentials, so it knows the registration, but it does not offer this request. "
    : "It does not show our credentials: it may not know the registration, or not offer this request. ";
}

function adviceOnRefusedUpdate(response: ResponseSummary, isKnown: boolean | undefined, words: Words): string {
  if (response.fields !== undefined) return `${adviceOnFields(response, words)} Then ${words.rerun}.`;
  if (response.httpStatus !== 405)
    return `Compare the party and ${words.platformUrl} with what the account team assigned. If they agree, ${sendMessage(words)}.`;
  return isKnown === true
    ? `${capitalised(sendMessage(words))}: it asks them to enter the URL and the parties by hand, because this hub takes no PUT of credentials. Until they have answered, leave your platform as it was.`
    : `${capitalised(sendMessage(words))}: it asks them whether you are registered, and whether the hub takes a PUT of credentials.`;
}

/** How to go on after a PUT whose outcome is not known: an exchange in its place would undo a rotation. */
function afterDoubt(by: PutBy, words: Words): string {
  switch (by) {
    case "exchange":
      return `${capitalised(words.exchange)}${words.afterLease}${words.withStoredToken}. If the party is still PLANNED then, ${words.update}`;
    case "update":
      return `${capitalised(words.update)}${words.afterLease}`;
    case "rotate":
      return `Rotate again${words.afterLease}, with the same new token: ${words.rotate}`;
  }
}

const whyOutstanding = {
  "no-platform": "this run was not told the platform's URL",
  "not-ready": "what is said above comes first",
  "not-sent": "the hub could not be reached for that",
  late: "everything took so long that another run may have taken over by now",
} as const;
