import type { VaultFailure } from "../ports.ts";
import { error, note, warning } from "./entry.ts";
import { capitalised, foreign } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import { utcAndIst } from "./times.ts";
import type { StoredSecret, VaultRefusal } from "./words.ts";

/** What the vault, or the durable state of a run, did not do. */
export const vaultFindings = {
  "vault-forbidden": error("VAULT", "you", "GitHub, permissions for secrets", (refusal: VaultRefusal, { words }) =>
    words.vaultForbidden(refusal),
  ),
  "vault-failed": error(
    "VAULT",
    "you",
    OURS,
    ({ place, failure }: { place: string; failure: VaultFailure }, { words }) => ({
      message: [
        `${words.vault} could not be used for the ${words.keptAt(place)}.`,
        `It answered ${words.vaultAnswer(failure)}.`,
      ],
      fix: `${capitalised(words.rerun)}; if it fails again, ${words.lookAtVault(failure)}`,
    }),
  ),
  "vault-unread": note(
    "VAULT",
    "you",
    OURS,
    ({ place, failure }: { place: string; failure: VaultFailure }, { words }) => ({
      message: [
        `The ${words.keptAt(place)} could not be checked, and need not be: the registration works.`,
        `${words.vault} answered ${words.vaultAnswer(failure)}.`,
      ],
    }),
  ),
  "secret-exists": error("VAULT", "you", OURS, (stored: StoredSecret, { words }) => words.secretExists(stored)),
  "lock-held": error(
    "VAULT",
    "you",
    OURS,
    ({ lockPlace, freeAt }: { lockPlace: string; freeAt: Date | undefined }, { words }) => ({
      message: [
        "Another run is changing this connection, or one was interrupted a moment ago.",
        `The ${lockPlace} says so; this run changed nothing.`,
      ],
      fix: `When no other run is active, ${words.exchange} ${freeAt === undefined ? "in 5 minutes" : `after ${utcAndIst(freeAt)}`}: it takes over, and finds out what happened. ${words.takeOverAtOnce(lockPlace)}`,
    }),
  ),
  "lock-unanswered": error(
    "VAULT",
    "you",
    OURS,
    ({ lockPlace, freeAt }: { lockPlace: string; freeAt: Date }, { words }) => ({
      message: [
        `${words.vault} gave no usable answer when this run took the lock.`,
        `The ${lockPlace} may be there all the same, and be this very run's until ${utcAndIst(freeAt)}. This run changed nothing else.`,
      ],
      fix: `When no other run is active, ${words.exchange} after that: it takes the lock over, if there is one, and finds out what happened. ${words.takeOverAtOnce(lockPlace)}`,
    }),
  ),
  "lock-left": warning(
    "VAULT",
    "you",
    OURS,
    ({ lockPlace, failure }: { lockPlace: string; failure: VaultFailure }, { words }) => ({
      message: [`The ${lockPlace} could not be deleted (${words.vaultAnswer(failure)}).`],
      fix: words.leaveLock(lockPlace),
    }),
  ),
  "state-unwritable": warning("VAULT", "you", OURS, ({ detail }: { detail: string }, { words }) => ({
    message: [
      `${capitalised(words.state)} could not be written: ${foreign(detail)}.`,
      "The run went on; after a crash nothing could have been finished.",
    ],
    fix: `Check the disk and the permissions of ${words.theMachine}.`,
  })),
};
