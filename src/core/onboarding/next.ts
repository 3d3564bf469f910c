import type { End, EndReason, Known, Step } from "./known.ts";

/**
 * From what is known to the one next step of `exchange`: first run, rerun, recovery, confirmation, cancel. Pure and
 * total; the executor does what it says and nothing else.
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
      return known.recovery === "none" ? { do: "recover" } : end("in-doubt");
    case "unreadable":
      return end("in-doubt");
    case "issued":
      return { do: "store" };
    case "unstored":
      return end("unstored");
    case "stored":
      return { do: "prove" };
    // The slot stays: the confirmation is outstanding, and only a proven token confirms.
    case "unproven":
      return end("registered");
    case "proven":
      return { do: "confirm" };
    case "confirmed":
      return known.slot === "ours" ? { do: "release-slot" } : { do: "verify" };
    case "confirm-lost":
      return end("in-doubt");
  }
}

/** This run has sent nothing that changes the registration. */
function untouched(known: Known): Step {
  if (known.cancelled) return cancel(known);
  if (known.hubToken !== "not-given") return keepUp(known);
  return known.slot === "ours" ? registerWithSlot(known) : register(known);
}

function cancel(known: Known): Step {
  if (known.slot !== "ours") return end("cancelled", "cancelled");
  // A slot that was taken over from an abandoned run says that something is in doubt: it stays.
  return known.recovery === "none" ? { do: "release-slot" } : end("in-doubt");
}

/** A hub token was given: a working registration is only looked at, but for a confirmation that is outstanding. */
function keepUp(known: Known): Step {
  if (known.hubToken === "refused") return end("refused");
  if (known.hubToken !== "works") return end("unreachable");
  switch (known.slot) {
    case "absent":
    case "unread":
      return { do: "verify" };
    case "another":
      return end("in-doubt", "slot-held");
    case "old":
      return known.hub === "unfit" || known.platform === "unfit" ? end("not-ready") : { do: "take-over-slot" };
    case "ours":
      return { do: "confirm" };
  }
}

/** No hub token was given and nothing is taken yet: may this run begin? */
function register(known: Known): Step {
  if (known.secret === "unread" || known.slot === "unread") return end("not-ready");
  if (known.secret === "present") return end("not-ready", "secret-exists");
  if (known.slot === "another") return end("in-doubt", "slot-held");
  const abandoned = known.slot === "old";
  switch (known.initialToken) {
    case "not-given":
      return abandoned
        ? end("in-doubt", "recovery-needs-initial-token")
        : end("invalid", "first-run-needs-initial-token");
    case "unclear":
      return end("unreachable");
    case "refused":
      if (abandoned) return end("in-doubt", "recovery-initial-token-refused");
      // An initial token that versions refuse may still open credentials: the one POST decides.
      break;
    case "opens":
  }
  if (known.hub === "unfit" || known.platform === "unfit") return end("not-ready");
  return { do: abandoned ? "take-over-slot" : "take-slot" };
}

/** Only this run holds the slot. */
function registerWithSlot(known: Known): Step {
  if (known.secret === "absent") return { do: known.recovery === "due" ? "recover" : "post" };
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
