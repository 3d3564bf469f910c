import { askForReset, askForResetOf, SAME_AGAIN } from "./account-team.ts";
import { error, note } from "./entry.ts";
import { capitalised } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";
import type { Words } from "./words.ts";

/** An exchange that was interrupted. */
export interface Interrupted {
  readonly lockPlace: string;
  /** When the earlier run took the lock, if it was an earlier one. */
  readonly interruptedAt: Date | undefined;
}

/** What an interrupted exchange left, and what came of a recovery capsule. */
export const recoveryFindings = {
  "recovery-needs-initial-token": error("HSK-32", "account-team", OURS, ({ lockPlace }: Interrupted, { words }) => ({
    message: [
      `An earlier run was interrupted, and without an ${words.tokenName("initial-token")} it cannot be told whether it registered.`,
      `The ${lockPlace} says so; nothing was changed.`,
    ],
    fix: `${capitalised(words.passInitialToken)}, even if you think that it is used up, and ${words.exchange}: it finds out, and says what to do.`,
    ask: { for: "reset" },
  })),
  "recovery-initial-token-refused": error("HSK-32", "account-team", OURS, ({ lockPlace }: Interrupted, { words }) => ({
    message: [
      "An exchange was interrupted, and the hub does not accept the initial token any more.",
      "It seems to have registered the platform, but the token that it issued is not stored.",
    ],
    fix: `If an earlier run printed a recovery capsule (a text that begins with \`ocpi-capsule:v1:\`), ${words.useCapsule}. Otherwise check that ${words.theToken("initial-token")} is the one of the interrupted run. If it is, ${askForResetOf(lockPlace, words)}`,
    ask: { for: "reset" },
    remedy: "ask-account-team",
  })),
  "stopped-in-doubt": error("HSK-32", "you", OURS, ({ lockPlace }: Interrupted, { words }) => ({
    message: [
      "The run was stopped before it found out what became of an interrupted exchange.",
      ...(lockPlace === "" ? [] : [`The ${lockPlace} keeps a note of it.`]),
    ],
    fix: `${capitalised(words.exchange)}${words.afterLease}: it finds out what can be found out.`,
    ask: { for: "reset", onlyIf: SAME_AGAIN },
    remedy: "exchange",
  })),
  "recovery-not-possible": error("HSK-32", "you", OURS, ({ lockPlace }: Interrupted, { words }) => ({
    message: [
      "An exchange was interrupted, and the hub gives no usable answer now.",
      `What became of the exchange is not known${lockPlace === "" ? "" : `; the ${lockPlace} keeps a note of it`}.`,
    ],
    fix: `${capitalised(words.exchange)}${words.afterLease}: it then finds out what can be found out.`,
    ask: { for: "reset", onlyIf: SAME_AGAIN },
    remedy: "exchange",
  })),
  "capsule-unopened": error("INPUT", "you", OURS, ({ why }: { why: keyof typeof unopened }, { words }) =>
    unopened[why](words),
  ),
  recovered: note("HSK-32", "you", OURS, ({ how }: { how: keyof typeof recoveries }, { words }) =>
    recoveries[how](words),
  ),
};

type SaidBy = Readonly<Record<string, (words: Words) => Said>>;

const unopened = {
  malformed: (words) => ({
    message: [`${words.given("recovery-capsule")} is no recovery capsule.`],
    fix: "Pass it whole: it begins with `ocpi-capsule:v1:` and has no spaces.",
  }),
  "wrong-token": (words) => ({
    message: [`${words.given("platform-token")} does not open the recovery capsule.`],
    fix: "Pass the platform token with which the exchange was made, and the capsule whole: a changed character closes it, too. If that token is lost, the capsule cannot be opened: ask the account team to reset your registration.",
  }),
  damaged: (words) => ({
    message: [
      `${words.given("recovery-capsule")} is not whole: the platform token is the right one, and a part is missing or changed.`,
    ],
    fix: "Pass it whole, from `ocpi-capsule:v1:` to its last character: a log may show it in several lines.",
  }),
  "no-token": (words) => ({
    message: ["The recovery capsule holds an answer of the hub in which no token was found."],
    fix: `Nothing can be stored from it. ${capitalised(askForReset(words))}`,
    ask: { for: "reset" },
  }),
} satisfies SaidBy;

/** What was done about an exchange whose answer was lost, by the request that did it. */
const recoveries = {
  get: () => ({ message: ["The token of an interrupted exchange was read back from the hub."] }),
  post: () => ({
    message: ["The initial token still works, so the exchange is sent once more."],
  }),
  put: ({ rotate }) => ({
    message: [
      "An earlier run was interrupted, so the hub is told of the platform once more, with the platform token of this run.",
      `If that run was to rotate it, do so again (${rotate}): this one undoes it.`,
    ],
  }),
} satisfies SaidBy;
