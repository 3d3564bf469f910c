import { lockHeld, notRecoverable, secretExists } from "./ends.ts";
import type {
  Credential,
  End,
  Held,
  Initial,
  LockSeen,
  RegistrableHub,
  Seen,
  VaultNames,
  CredentialStatus,
} from "./steps.ts";

/** What an exchange does after its look: step 2. Where the lock is to be taken over, `abandonedAt` says whose it was. */
export type ExchangePlan =
  | Stop
  | { readonly do: "verify"; readonly token: Held }
  | ({ readonly do: "confirm"; readonly token: Held } & TakingLock)
  | ({ readonly do: "store"; readonly token: Held; readonly ready: boolean } & TakingLock)
  | ({ readonly do: "register"; readonly initial: Initial } & TakingLock);

/** What an update or the end of a registration does after its look. */
export type ChangePlan = Stop | ({ readonly do: "change"; readonly token: Held<RegistrableHub> } & TakingLock);

interface Stop {
  readonly do: "stop";
  readonly end: End;
}

interface TakingLock {
  readonly abandonedAt: Date | undefined;
}

/** Step 2 of `exchange` and `recover`. */
export function planExchange(seen: Seen, vault: VaultNames): ExchangePlan {
  const { credential } = seen;
  switch (credential.kind) {
    case "hub-token":
      return keepUp(credential, seen, vault);
    case "capsule":
      return restore(credential, seen, vault);
    case "initial-token":
    case "none":
      return register(credential, seen, vault);
  }
}

type HubTokenGiven = Extract<Credential, { tokenStatus: CredentialStatus; token: Held }>;
type NoHubTokenGiven = Exclude<Credential, HubTokenGiven>;

/** A hub token was given: its registration is only looked at, but for a confirmation that is outstanding. */
function keepUp(given: HubTokenGiven, { vault, unfit }: Seen, names: VaultNames): ExchangePlan {
  const dead = notOpening(given);
  if (dead !== undefined) return dead;
  const { token } = given;
  // Breakage: a rerun sends the PUT again
  if (vault.kind === "unread" || vault.lock.kind === "absent") return { do: "verify", token };
  if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
  if (unfit !== undefined) return notReady(unfit);
  return { do: "confirm", token, abandonedAt: vault.lock.at };
}

/** A token that could not be stored comes back in its capsule: it is stored now, under the same rules. */
function restore(given: HubTokenGiven, { vault, unfit }: Seen, names: VaultNames): ExchangePlan {
  const dead = notOpening(given);
  if (dead !== undefined) return dead;
  if (vault.kind === "unread") return stop({ result: "not-ready", because: vault.because });
  if (vault.secret === "present") return stop(secretExists(names, true));
  if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
  // A token that is in danger is stored, whatever is wrong with hub or platform.
  return { do: "store", token: given.token, ready: unfit === undefined, abandonedAt: abandonedAt(vault.lock) };
}

/** No hub token was given: may this run register? */
function register(given: NoHubTokenGiven, { vault, unfit }: Seen, names: VaultNames): ExchangePlan {
  if (vault.kind === "unread") return stop({ result: "not-ready", because: vault.because });
  // Breakage: a stored token is registered over (before the lock)
  if (vault.secret === "present") return stop(secretExists(names, false));
  const { lock } = vault;
  if (lock.kind === "held") return stop(lockHeld(names, lock.freeAt));
  if (given.kind === "none") {
    if (lock.kind === "abandoned") return stop(notRecoverable(names, "recovery-needs-initial-token", lock));
    return stop({ result: "invalid", because: { code: "first-run-needs-initial-token" } });
  }
  const { tokenStatus, token, sender, hub } = given;
  const { credentialsUrl } = hub;
  if (tokenStatus.kind === "inconclusive") return stop({ result: "unreachable", because: tokenStatus.because });
  if (tokenStatus.kind === "refused") {
    // After a lost answer it means that the token is used up.
    if (lock.kind === "abandoned") return stop(notRecoverable(names, "recovery-initial-token-refused", lock));
    // Some hubs refuse it to versions and take it at credentials: where those are known the one POST decides.
    if (credentialsUrl === undefined) return stop({ result: "refused", because: tokenStatus.because });
  }
  if (unfit !== undefined || credentialsUrl === undefined) return notReady(unfit);
  return {
    do: "register",
    initial: { token, sender, hub: { ...hub, credentialsUrl } },
    abandonedAt: abandonedAt(lock),
  };
}

/** Step 2 of what changes or ends a registration: only one that works, with its token, under the lock. */
export function planChange({ credential, vault, unfit }: Seen, names: VaultNames): ChangePlan {
  if (credential.kind !== "hub-token") return stop({ result: "refused" });
  const dead = notOpening(credential);
  if (dead !== undefined) return dead;
  if (vault.kind === "unread") return stop({ result: "not-ready", because: vault.because });
  if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
  const { hub } = credential.token;
  const { credentialsUrl } = hub;
  if (unfit !== undefined || credentialsUrl === undefined) return notReady(unfit);
  const token = { ...credential.token, hub: { ...hub, credentialsUrl } };
  return { do: "change", token, abandonedAt: abandonedAt(vault.lock) };
}

/** A hub token that the hub refuses, or about which it says nothing. */
function notOpening({ tokenStatus }: HubTokenGiven): Stop | undefined {
  switch (tokenStatus.kind) {
    case "accepted":
      return undefined;
    case "refused":
      return stop({ result: "refused", because: tokenStatus.because });
    case "inconclusive":
      return stop({ result: "unreachable", because: tokenStatus.because });
  }
}

/** Hub or platform are not as they have to be: nothing is changed. */
function notReady(unfit: Seen["unfit"]): Stop {
  return stop({ result: "not-ready", because: unfit?.because });
}

function abandonedAt(lock: LockSeen): Date | undefined {
  return lock.kind === "abandoned" ? lock.at : undefined;
}

function stop(end: End): Stop {
  return { do: "stop", end };
}
