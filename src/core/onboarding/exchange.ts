import {
  cancelled,
  inDoubt,
  lockedOut,
  lockedTooLate,
  lockHeld,
  needsInitialToken,
  notConfirmed,
  notRecoverable,
  secretExists,
  unchanged,
} from "./ends.ts";
import { abandonedAt, notAccepted, notReady, stop, type Stop, type TakingLock } from "./plan.ts";
import type {
  Confirming,
  Crash,
  End,
  Given,
  Held,
  Initial,
  Lock,
  LookingSteps,
  Posted,
  RegistrationSteps,
  Seen,
  VaultNames,
} from "./steps.ts";

/**
 * `exchange` and `recover`: makes a registration, or finishes one that another run could not, and keeps its hub token. It
 * can be run again at any time; on a working registration it only looks.
 */
export async function exchange(steps: RegistrationSteps): Promise<End> {
  const seen = await steps.look();
  if (steps.isCancelled()) return cancelled();
  const plan = planExchange(steps.given, seen, steps.vault);
  if (plan.do === "stop") return plan.end;
  if (plan.do === "ask") return needsInitialToken();
  if (plan.do === "verify") return steps.verify(plan.token);

  const lock = await steps.lock(plan.abandonedAt);
  if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
  if (steps.isCancelled()) return lockedTooLate(steps, lock);
  // This registration works, and only its confirmation is missing.
  if (plan.do === "confirm") return confirm(steps, lock, plan.token, { outstanding: true, ready: true });
  // While the lock was being taken another run stored a token, or the vault became unreadable.
  // Breakage: a stored token is registered over (with the lock)
  if (lock.secret.kind !== "absent") return giveWayToSecret(steps, lock, plan.do === "store");
  if (plan.do === "store") return keep(steps, lock, plan, plan.ready);

  const posted = await register(steps, lock, plan.initial);
  return posted.kind === "issued" ? keep(steps, lock, posted, true) : posted.end;
}

type Registered = Extract<Posted, { kind: "issued" }> | { readonly kind: "ended"; readonly end: End };

/**
 * Sends the POST once. Only where its answer was lost, and the hub was asked what became of it, it is sent again. (`post` itself may
 * try the other encoding, after a refusal of the token.)
 */
async function register(steps: RegistrationSteps, lock: Lock, initial: Initial): Promise<Registered> {
  const ended = (end: End): Registered => ({ kind: "ended", end });
  let crash: Crash | undefined;
  // A lock that was left behind says that another run's answer may be lost already.
  // Breakage: a run that takes over sends its POST without a look
  if (lock.abandonedAt === undefined) {
    const first = await steps.post(lock, initial, undefined);
    switch (first.kind) {
      case "issued":
        return first;
      case "refused":
        return ended(await unchanged(steps, lock, "refused", first.because));
      case "not-sent":
        return ended(await unchanged(steps, lock, "unreachable", first.because));
      case "stuck":
        return ended({ result: "in-doubt", because: first.because });
      case "lost":
        crash = first.crash;
    }
  }
  // Breakage: a lost answer is taken for a refusal
  const found = await steps.reconcile(lock, initial);
  if (found.kind === "issued") return found;
  if (found.kind === "lost") return ended({ result: "in-doubt", because: found.because });
  if (steps.isCancelled()) return ended(inDoubt(steps, lock));
  const second = await steps.post(lock, found.initial, { crash: found.showsToken ? undefined : crash });
  if (second.kind === "issued") return second;
  if (second.kind === "refused") return ended(await unchanged(steps, lock, "refused", second.because));
  // That the second one could not be sent lifts no doubt.
  return ended({ result: "in-doubt", because: second.because });
}

type Keeping = Pick<Extract<Posted, { kind: "issued" }>, "token" | "otherHub">;

/** The token is stored, then proven, and only then is the registration confirmed. */
async function keep(
  steps: RegistrationSteps,
  lock: Lock,
  { token: issued, otherHub }: Keeping,
  ready: boolean,
): Promise<End> {
  if (otherHub === undefined) await steps.proveAhead(issued);
  // Breakage: the token is stored after the PUT
  const stored = await steps.store(lock, issued);
  if (stored.kind === "unstored") return { result: "unstored", because: stored.because };
  // The lock stays, and no run proves, confirms or hands on the token before that is settled.
  if (otherHub !== undefined) return { result: "registered", because: otherHub };
  const proven = await steps.prove(stored.token);
  // The lock stays: the confirmation is outstanding, and only a proven token confirms.
  if (proven.kind === "unproven") return { result: "registered", because: proven.because };
  return confirm(steps, lock, proven.token, { outstanding: false, ready });
}

/** Confirms; then the lock is given back, and the parties are looked at. */
async function confirm(steps: RegistrationSteps, lock: Lock, proven: Held, how: Confirming): Promise<End> {
  const confirmation = await steps.confirm(lock, proven, how);
  switch (confirmation.kind) {
    case "confirmed":
      steps.verifyAhead(confirmation.token);
      await steps.unlock(lock);
      return steps.verify(confirmation.token);
    // The lock stays: a later run confirms.
    case "later":
      return steps.verify(confirmation.token);
    default:
      return notConfirmed(confirmation);
  }
}

/** Nothing was sent. A lock that was taken over notes another run's doubt still, and stays. */
export async function giveWayToSecret(steps: LookingSteps, lock: Lock, ofCapsule: boolean): Promise<End> {
  const isNote = lock.abandonedAt !== undefined;
  if (!isNote) await steps.unlock(lock);
  if (lock.secret.kind === "unread") {
    return { result: isNote ? "in-doubt" : "not-ready", because: lock.secret.because };
  }
  return secretExists(steps.vault, ofCapsule);
}

/** What an exchange does after its look. Where the lock is to be taken over, `abandonedAt` says whose it was. */
export type ExchangePlan =
  | Stop
  /** There is nothing yet to register with; `unfit` is what of the platform would be in the way. */
  | ({ readonly do: "ask"; readonly unfit: Seen["unfit"] } & TakingLock)
  | { readonly do: "verify"; readonly token: Held }
  | ({ readonly do: "confirm"; readonly token: Held } & TakingLock)
  | ({ readonly do: "store"; readonly ready: boolean } & Keeping & TakingLock)
  | ({ readonly do: "register"; readonly initial: Initial } & TakingLock);

/** From what was given and seen to what is to be done. Pure. */
export function planExchange(given: Given, seen: Seen, vault: VaultNames): ExchangePlan {
  const isHubToken = given.kind === "hub-token" || given.kind === "capsule";
  // A look without a hub was cut short, and the run has ended by now.
  if (!isHubToken || seen.hub === undefined) return planRegistration(given, seen, vault);
  const dead = notAccepted(seen.hub.token);
  if (dead !== undefined) return dead;
  const held: Held = { token: given.token, hub: seen.hub.status, capsule: given.capsule };
  return given.kind === "capsule" ? storeFromCapsule(held, seen, vault) : keepUp(held, seen, vault);
}

/** A hub token was given: its registration is only looked at, but for a confirmation that is outstanding. */
function keepUp(token: Held, { vault, otherHub, unfit }: Seen, names: VaultNames): ExchangePlan {
  // Breakage: a rerun sends the PUT again
  if (vault.kind === "unread" || vault.lock.kind === "absent") return { do: "verify", token };
  if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
  if (otherHub !== undefined) return stop({ result: "not-ready", because: otherHub });
  if (unfit !== undefined) return notReady(unfit);
  return { do: "confirm", token, abandonedAt: vault.lock.at };
}

/** A token that could not be stored comes back in its capsule: it is stored now, under the same rules. */
function storeFromCapsule(token: Held, { vault, otherHub, unfit }: Seen, names: VaultNames): ExchangePlan {
  if (vault.kind === "unread") return stop({ result: "not-ready", because: vault.because });
  if (vault.secret === "present") return stop(secretExists(names, true));
  if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
  // A token that is in danger is stored, whatever is wrong with hub or platform.
  return { do: "store", token, otherHub, ready: unfit === undefined, abandonedAt: abandonedAt(vault.lock) };
}

/** No hub token was given: may this run register? */
function planRegistration(given: Given, { hub: seen, vault, unfit }: Seen, names: VaultNames): ExchangePlan {
  if (vault.kind === "unread") return stop({ result: "not-ready", because: vault.because });
  // Breakage: a stored token is registered over (before the lock)
  if (vault.secret === "present") return stop(secretExists(names, false));
  const { lock } = vault;
  if (lock.kind === "held") return stop(lockHeld(names, lock.freeAt));
  if (given.kind !== "initial-token" || seen === undefined) {
    if (lock.kind === "abandoned") return stop(notRecoverable(names, "recovery-needs-initial-token", lock));
    return { do: "ask", unfit, abandonedAt: undefined };
  }
  const { token: tokenStatus, status } = seen;
  const { credentialsUrl } = status;
  if (tokenStatus.kind === "inconclusive") return stop({ result: "unreachable", because: tokenStatus.because });
  if (tokenStatus.kind === "refused") {
    // After a lost answer it means that the token is used up.
    if (lock.kind === "abandoned") return stop(notRecoverable(names, "recovery-initial-token-refused", lock));
    // Some hubs refuse it to versions and take it at credentials: where those are known the one POST decides.
    if (credentialsUrl === undefined) return stop({ result: "refused", because: tokenStatus.because });
  }
  if (unfit !== undefined || credentialsUrl === undefined) return notReady(unfit);
  const { token, sender } = given;
  const initial = { token, sender, hub: { ...status, credentialsUrl } };
  return { do: "register", initial, abandonedAt: abandonedAt(lock) };
}
