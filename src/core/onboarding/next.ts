import type { End, EndReason, Known, Step } from "./known.ts";

/**
 * From what is known to the one next step: first run, rerun, recovery, confirmation, update, end, cancel. Pure and total;
 * the executor does what it says and nothing else.
 */
export function next(known: Known): Step {
  if (!known.looked) return { do: "look" };
  if (known.verified) return end("verified");
  switch (known.registration) {
    case "none":
      return untouched(known);
    // After a lost answer, that the next one could not be sent lifts no doubt.
    case "not-sent":
      return known.recovery === "none" ? nothingChanged(known, "unreachable") : end("in-doubt");
    case "refused":
      return nothingChanged(known, "refused");
    case "lost":
      // Breakage: a lost answer is taken for a refusal
      return known.recovery === "none" && known.presented === "initial-token" ? { do: "recover" } : end("in-doubt");
    case "unreadable":
      return end("in-doubt");
    case "issued":
      // Breakage: the token is stored after the PUT (issued)
      return { do: "store" };
    case "unstored":
      return end("unstored");
    case "stored":
      // Breakage: the token is stored after the PUT (stored)
      return { do: "prove" };
    // The slot stays: the confirmation is outstanding, and only a proven token confirms.
    case "unproven":
      return end("registered");
    case "proven":
      return { do: "confirm" };
    case "confirmed":
      // Breakage: the token is stored after the PUT (confirmed)
      return known.slot === "ours" ? { do: "release-slot" } : { do: "verify" };
    case "confirm-lost":
      return end("in-doubt");
    // The slot stays: whoever knows the platform confirms.
    case "confirm-later":
      return { do: "verify" };
    case "ended":
      return { do: "forget" };
    case "forgotten":
      return known.slot === "ours" ? { do: "release-slot" } : end("done");
    case "end-unknown":
      return end("in-doubt");
  }
}

/** This run has sent nothing that changes the registration. */
function untouched(known: Known): Step {
  if (known.cancelled) return cancel(known);
  if (known.purpose !== "exchange") return change(known, known.purpose);
  switch (known.presented) {
    case "hub-token":
      return keepUp(known);
    case "capsule":
      return restore(known);
    case "initial-token":
    case "none":
      return known.slot === "ours" ? registerWithSlot(known) : register(known);
  }
}

function cancel(known: Known): Step {
  if (known.slot !== "ours") return end("cancelled", "cancelled");
  // A slot that was taken over from an abandoned run says that something is in doubt: it stays.
  return known.recovery === "none" ? { do: "release-slot" } : end("in-doubt", "stopped-in-doubt");
}

/** A hub token was given: a working registration is only looked at, but for a confirmation that is outstanding. */
function keepUp(known: Known): Step {
  if (known.verdict === "refused") return end("refused");
  if (known.verdict === "unclear") return end("unreachable");
  switch (known.slot) {
    case "absent":
    case "unread":
      // Breakage: a rerun sends the PUT again
      return { do: "verify" };
    case "another":
      return end("in-doubt", "slot-held");
    case "old":
      return known.secret === "unread" || known.hub === "unfit" || known.platform === "unfit"
        ? end("not-ready")
        : { do: "take-over-slot" };
    case "ours":
      return { do: "confirm" };
  }
}

/** A working registration is to be changed: only with its token, and only by whoever holds the slot. */
function change(known: Known, purpose: "update" | "unregister"): Step {
  if (known.presented !== "hub-token" || known.verdict === "refused") return end("refused");
  if (known.verdict === "unclear") return end("unreachable");
  if (known.slot === "ours") return { do: purpose === "update" ? "confirm" : "unregister" };
  if (known.secret === "unread" || known.slot === "unread") return end("not-ready");
  if (known.slot === "another") return end("in-doubt", "slot-held");
  if (known.hub === "unfit" || known.platform === "unfit") return end("not-ready");
  return { do: known.slot === "old" ? "take-over-slot" : "take-slot" };
}

/** A token that could not be stored comes back in its capsule: it is stored now, under the same rules. */
function restore(known: Known): Step {
  if (known.verdict === "refused") return end("refused");
  if (known.verdict === "unclear") return end("unreachable");
  if (known.slot === "ours" && known.secret === "absent") return { do: "store" };
  if (known.slot === "ours" && known.recovery === "none") return { do: "release-slot" };
  if (known.secret === "unread" || known.slot === "unread") return end("not-ready");
  if (known.secret === "present") return end("not-ready", "secret-exists");
  if (known.slot === "another") return end("in-doubt", "slot-held");
  // Whatever is wrong with the platform, a token that is in danger is stored.
  return { do: known.slot === "old" ? "take-over-slot" : "take-slot" };
}

/** No hub token was given and nothing is taken yet: may this run begin? */
function register(known: Known): Step {
  if (known.secret === "unread" || known.slot === "unread") return end("not-ready");
  // Breakage: a stored token is registered over (before the slot)
  if (known.secret === "present") return end("not-ready", "secret-exists");
  if (known.slot === "another") return end("in-doubt", "slot-held");
  const abandoned = known.slot === "old";
  if (known.presented === "none") {
    return abandoned
      ? end("in-doubt", "recovery-needs-initial-token")
      : end("invalid", "first-run-needs-initial-token");
  }
  if (known.verdict === "unclear") return end("unreachable");
  // An initial token that versions refuse may still open credentials: then the one POST decides. After a lost answer it
  // means that the token is used up.
  if (known.verdict === "refused" && abandoned) return end("in-doubt", "recovery-initial-token-refused");
  if (known.verdict === "refused" && known.hub === "unfit") return end("refused");
  if (known.hub === "unfit" || known.platform === "unfit") return end("not-ready");
  return { do: abandoned ? "take-over-slot" : "take-slot" };
}

/** Only this run holds the slot. */
function registerWithSlot(known: Known): Step {
  // Breakage: a stored token is registered over (with the slot)
  if (known.secret === "absent" && known.presented === "initial-token") {
    // Breakage: a run that takes over sends its POST without a look
    return { do: known.recovery === "due" ? "recover" : "post" };
  }
  // Somebody stored a token while the slot was being taken, or the vault cannot be read any more. A slot that was taken
  // over still speaks of another run's doubt, and stays.
  if (known.recovery === "none") return { do: "release-slot" };
  return known.secret === "present" ? end("not-ready", "secret-exists") : end("in-doubt");
}

/** The hub certainly did nothing in this run. */
function nothingChanged(known: Known, result: End): Step {
  return known.slot === "ours" ? { do: "release-slot" } : end(result);
}

function end(result: End, because?: EndReason): Step {
  return because === undefined ? { do: "end", result } : { do: "end", result, because };
}
