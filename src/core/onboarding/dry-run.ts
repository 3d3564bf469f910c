import { cancelled, lockedOut, lockedTooLate } from "./ends.ts";
import { giveWayToSecret, planExchange, type ExchangePlan } from "./exchange.ts";
import type { Stop } from "./plan.ts";
import type { DryRunSteps, End, LookingSteps, Seen } from "./steps.ts";

/**
 * A dry run of `exchange`: everything but POST and PUT. It has the steps of the exchange and its plan, and no step that changes
 * anything at the hub or writes the token's secret.
 */
export async function dryRun(steps: DryRunSteps): Promise<End> {
  const end = await lookAndLock(steps);
  steps.rehearse(end);
  return end;
}

async function lookAndLock(steps: LookingSteps): Promise<End> {
  const seen = await steps.look();
  if (steps.isCancelled()) return cancelled();
  const plan = planExchange(steps.given, seen, steps.vault);
  if (plan.do === "stop") return plan.end;
  if (plan.do === "ask" && plan.unfit !== undefined) return { result: "not-ready", because: plan.unfit.because };
  if (plan.do === "verify") {
    await steps.verify(plan.token);
    return would(steps, plan, seen);
  }
  // A lock that another run left behind is the note of its doubt: only a run that settles that takes it over.
  if (plan.abandonedAt !== undefined) return would(steps, plan, seen);

  const lock = await steps.lock(undefined);
  if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
  if (steps.isCancelled()) return lockedTooLate(steps, lock);
  if (lock.secret.kind !== "absent") return giveWayToSecret(steps, lock, plan.do === "store");
  await steps.unlock(lock);
  return would(steps, plan, seen);
}

/** Nothing is in the way of what the exchange would do. */
function would({ vault: { lockPlace } }: LookingSteps, plan: Exclude<ExchangePlan, Stop>, { hub }: Seen): End {
  const isLeftBehind = "abandonedAt" in plan && plan.abandonedAt !== undefined;
  // Some hubs refuse an initial token for reading and take it at credentials: only the POST decides.
  const isUncertain = hub?.token.kind === "refused";
  const registering = isLeftBehind ? "recover" : isUncertain ? "try" : "post";
  const next = plan.do === "register" ? registering : plan.do;
  return { result: "done", because: { code: "dry-run-would", next, lockPlace, isLeftBehind } };
}
