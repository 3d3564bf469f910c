import assert from "node:assert/strict";
import { domains, type Known } from "../../src/core/onboarding/known.ts";
import { next } from "../../src/core/onboarding/next.ts";

/** The whole space of what can be known. */
function* everything(): Generator<Known> {
  const keys = Object.keys(domains) as (keyof Known)[];
  function* from(index: number, chosen: Partial<Known>): Generator<Known> {
    const key = keys[index];
    if (key === undefined) {
      yield chosen as Known;
      return;
    }
    for (const value of domains[key]) yield* from(index + 1, { ...chosen, [key]: value });
  }
  yield* from(0, {});
}

const states = [...everything()];

/** Those states in which the step is taken. */
function when(step: string): Known[] {
  return states.filter((known) => next(known).do === step);
}

describe("next(known), over its whole space", () => {
  it("has a step or an end for every state", () => {
    assert.equal(
      states.length,
      Object.values(domains).reduce((product, domain) => product * domain.length, 1),
    );
    for (const known of states) assert.ok(next(known).do);
  });

  it("changes nothing at the hub but with a slot that this run took", () => {
    for (const known of [...when("post"), ...when("recover")]) {
      assert.ok(known.slot === "ours" || known.registration === "lost", JSON.stringify(known));
    }
    for (const known of when("confirm")) assert.ok(known.slot === "ours" || known.registration === "proven");
  });

  it("takes the slot only for what was looked at and is fit", () => {
    for (const known of [...when("take-slot"), ...when("take-over-slot")]) {
      assert.ok(known.looked && known.registration === "none" && !known.cancelled);
      // A token that is in danger is stored, whatever is wrong with the platform.
      if (known.presented !== "capsule" || known.purpose !== "exchange") {
        assert.equal(known.hub, "fit");
        assert.equal(known.platform, "fit");
      }
      if (known.presented !== "hub-token") assert.equal(known.secret, "absent");
    }
  });

  it("never registers with a hub token in hand, nor over a secret that exists", () => {
    for (const known of when("post")) {
      assert.equal(known.presented, "initial-token");
      assert.equal(known.secret, "absent");
    }
    for (const known of when("recover")) assert.equal(known.presented, "initial-token");
    // What became of another run's POST is found out first.
    for (const known of when("post")) assert.notEqual(known.recovery, "due", JSON.stringify(known));
    for (const known of when("take-slot")) {
      assert.ok(known.purpose !== "exchange" || known.presented !== "hub-token");
    }
  });

  it("sends nothing on a working registration without an outstanding confirmation", () => {
    const working = states.filter(
      (known) =>
        known.looked &&
        known.purpose === "exchange" &&
        known.presented === "hub-token" &&
        known.verdict === "opens" &&
        known.registration === "none" &&
        known.slot === "absent",
    );
    for (const known of working) {
      const step = next(known);
      assert.ok(step.do === "verify" || step.do === "end", `${step.do} in ${JSON.stringify(known)}`);
    }
  });

  it("sends the exchange only from a state in which none of this run is outstanding", () => {
    for (const known of when("post")) assert.equal(known.registration, "none");
    for (const known of states) {
      if (known.registration === "lost" && known.recovery !== "none")
        assert.equal(next(known).do === "end" || !known.looked || known.verified, true);
    }
  });

  it("updates and ends only what works, with its token, under the slot", () => {
    for (const known of [...when("unregister"), ...when("confirm")]) {
      if (known.purpose === "exchange" || known.registration !== "none") continue;
      assert.deepEqual([known.presented, known.verdict, known.slot], ["hub-token", "opens", "ours"]);
    }
    for (const known of when("unregister")) assert.equal(known.purpose, "unregister");
    for (const known of [...when("post"), ...when("recover")]) {
      assert.ok(known.purpose === "exchange" || known.registration !== "none", JSON.stringify(known));
    }
  });

  it("deletes a token's secret only when the hub refuses the token", () => {
    for (const known of when("forget")) assert.equal(known.registration, "ended");
  });

  it("confirms only with a proven token", () => {
    for (const known of when("confirm"))
      assert.ok(known.registration === "proven" || (known.presented === "hub-token" && known.verdict === "opens"));
  });

  it("keeps the slot while anything is in doubt", () => {
    for (const known of when("release-slot")) {
      assert.equal(known.slot, "ours");
      assert.ok(["none", "not-sent", "refused", "confirmed", "forgotten"].includes(known.registration));
      // A slot that was taken over speaks of another run's doubt, until this run has settled it.
      if (known.recovery !== "none")
        assert.ok(["refused", "confirmed", "forgotten"].includes(known.registration), JSON.stringify(known));
    }
  });

  it("leaves nothing behind when it is cancelled before anything was sent, but another run's doubt", () => {
    for (const known of states) {
      if (!known.looked || known.verified || !known.cancelled || known.registration !== "none") continue;
      const step = next(known);
      if (known.slot === "ours" && known.recovery === "none") assert.equal(step.do, "release-slot");
      else if (known.slot === "ours")
        assert.ok(step.do === "end" && step.result === "in-doubt" && step.because === "stopped-in-doubt");
      else assert.ok(step.do === "end" && step.result === "cancelled");
    }
  });

  it("stores a token that was issued, whatever else is the case", () => {
    for (const known of states) {
      if (known.looked && !known.verified && known.registration === "issued") assert.equal(next(known).do, "store");
    }
  });

  it("ends", () => {
    // What each step can turn a state into; from every state, every path must come to an end.
    const depths = new Map<string, number>();
    for (const known of states) assert.ok(depth(known, depths) < 20);
  });
});

/** A state that a run can come to, with the steps that led to it. */
interface Visit {
  readonly known: Known;
  readonly steps: readonly string[];
}

const beginning: Known = {
  purpose: "exchange",
  looked: false,
  cancelled: false,
  secret: "unread",
  slot: "unread",
  presented: "none",
  verdict: "unclear",
  hub: "fit",
  platform: "fit",
  recovery: "none",
  registration: "none",
  verified: false,
};

/** Everything that a run can come to, from its first look on, whenever it is cancelled. */
function reachable(): Visit[] {
  const seen = new Set<string>();
  const visits: Visit[] = [];
  const waiting: Visit[] = domains.purpose.map((purpose) => ({ known: { ...beginning, purpose }, steps: [] }));
  for (let visit = waiting.pop(); visit !== undefined; visit = waiting.pop()) {
    const { known, steps } = visit;
    // What was sent, and whether it was looked for in between, is a part of where a run stands.
    const sent = steps.filter((step) => step === "post" || step === "recover");
    const key = JSON.stringify([known, sent]);
    if (seen.has(key)) continue;
    seen.add(key);
    visits.push(visit);
    const after = known.looked ? consequences(known) : looks(known);
    const step = next(known).do;
    for (const then of after) {
      for (const cancelled of known.cancelled ? [true] : [false, true])
        waiting.push({ known: { ...then, cancelled }, steps: [...steps, step] });
    }
  }
  return visits;
}

/** What the look can come to. Who changes or ends a registration has given a hub token. */
function looks(known: Known): Known[] {
  const found: Known[] = [];
  const presentations = known.purpose === "exchange" ? domains.presented : (["hub-token"] as const);
  for (const presented of presentations)
    for (const verdict of domains.verdict)
      for (const hub of domains.hub)
        for (const platform of domains.platform)
          for (const secret of domains.secret)
            for (const slot of secret === "unread" ? (["unread"] as const) : (["absent", "another", "old"] as const))
              found.push({ ...known, looked: true, presented, verdict, hub, platform, secret, slot });
  return found;
}

describe("next(known), on every way that a run can take", () => {
  const visits = reachable();

  it("sends two POSTs at most, the second only after it found out what became of the first", () => {
    let most = 0;
    for (const { known, steps } of visits) {
      if (next(known).do !== "post") continue;
      const posts = steps.filter((step) => step === "post").length;
      most = Math.max(most, posts + 1);
      assert.ok(posts < 2, steps.join(", "));
      if (posts === 1) assert.ok(steps.lastIndexOf("recover") > steps.lastIndexOf("post"), steps.join(", "));
    }
    assert.equal(most, 2);
  });

  it("takes no step that changes the hub without the slot", () => {
    let unsafe = 0;
    for (const { known, steps } of visits) {
      const step = next(known).do;
      if (!["post", "confirm", "unregister", "recover"].includes(step)) continue;
      unsafe += 1;
      assert.equal(known.slot, "ours", `${steps.join(", ")}, ${step}: ${JSON.stringify(known)}`);
    }
    assert.ok(unsafe > 20, String(unsafe));
  });

  it("has words for every end that is not a success: its own reason, or a finding of the step before it", () => {
    const results = new Set<string>();
    for (const { known, steps } of visits) {
      const step = next(known);
      if (step.do !== "end") continue;
      results.add(step.result);
      const told = step.because !== undefined || isTold(known, step.result);
      assert.ok(told, `${step.result} after ${steps.join(", ")}: ${JSON.stringify(known)}`);
    }
    assert.equal(results.size, 10, [...results].join());
  });
});

/** Whether the executor has surely added a finding that says what to do: each comes with what it learned. */
function isTold({ registration, verdict, hub, platform, secret, slot }: Known, result: string): boolean {
  switch (result) {
    case "in-doubt":
      return (
        // Of a POST, PUT or DELETE whose outcome is not known, or of the second POST that did not leave; of the vault.
        ["lost", "unreadable", "confirm-lost", "end-unknown", "not-sent"].includes(registration) || secret === "unread"
      );
    case "refused":
      return registration === "refused" || verdict === "refused";
    case "not-ready":
      return hub === "unfit" || platform === "unfit" || secret === "unread" || slot === "unread";
    case "unreachable":
      return registration === "not-sent" || verdict === "unclear";
    case "registered":
      return registration === "unproven";
    case "unstored":
      return registration === "unstored";
    case "done":
      return registration === "forgotten";
    case "verified":
      return true;
    default:
      return false;
  }
}

function depth(known: Known, depths: Map<string, number>): number {
  const key = JSON.stringify(known);
  const done = depths.get(key);
  if (done !== undefined) return done;
  depths.set(key, Number.POSITIVE_INFINITY);
  const deepest = Math.max(0, ...consequences(known).map((after) => 1 + depth(after, depths)));
  depths.set(key, deepest);
  return deepest;
}

function consequences(known: Known): Known[] {
  const step = next(known);
  const to = (news: Partial<Known>): Known => ({ ...known, ...news });
  switch (step.do) {
    case "end":
      return [];
    case "look":
      return [to({ looked: true })];
    case "take-slot":
      return [
        to({ slot: "ours" }),
        to({ slot: "ours", secret: "present" }),
        to({ slot: "ours", secret: "unread" }),
        to({ slot: "another" }),
        to({ slot: "unread", secret: "unread" }),
      ];
    case "take-over-slot":
      return [
        ...domains.secret.map((secret) => to({ slot: "ours", recovery: "due", secret })),
        to({ slot: "another" }),
        to({ slot: "unread", secret: "unread" }),
      ];
    case "recover":
      return [
        to({ recovery: "done", registration: "none" }),
        to({ recovery: "done", registration: "lost" }),
        to({ recovery: "done", registration: "issued" }),
      ];
    case "post":
      return (["issued", "refused", "not-sent", "lost", "unreadable"] as const).map((registration) =>
        to({ registration }),
      );
    case "store":
      return [to({ registration: "stored", secret: "present" }), to({ registration: "unstored" })];
    case "prove":
      return [to({ registration: "proven" }), to({ registration: "unproven" })];
    case "confirm":
      return (
        ["confirmed", "confirm-lost", "confirm-later", "unproven", "unstored", "refused", "not-sent"] as const
      ).map((registration) => to({ registration }));
    case "unregister":
      return (["ended", "end-unknown", "refused", "not-sent"] as const).map((registration) => to({ registration }));
    case "forget":
      return [to({ registration: "forgotten", secret: "absent" })];
    case "release-slot":
      return [to({ slot: "absent" })];
    case "verify":
      return [to({ verified: true })];
  }
}
