/* oxlint-disable max-lines -- the scripted steps and all that holds on every path of them. */
import assert from "node:assert/strict";
import type { Finding } from "../../src/core/findings/catalogue.ts";
import { dryRun } from "../../src/core/onboarding/dry-run.ts";
import { exchange, planExchange } from "../../src/core/onboarding/exchange.ts";
import type { HubStatus } from "../../src/core/onboarding/probe-hub.ts";
import type {
  Confirmed,
  Confirming,
  End,
  Ended,
  Given,
  HubSeen,
  Failed,
  Held,
  Initial,
  Lock,
  NotLocked,
  Posted,
  Proven,
  Reconciled,
  RegistrationSteps,
  Seen,
  Stored,
  Updated,
  VaultNames,
  VaultSeen,
  CredentialStatus,
  DryRunSteps,
} from "../../src/core/onboarding/steps.ts";
import { unregister } from "../../src/core/onboarding/unregister.ts";
import { update } from "../../src/core/onboarding/update.ts";

/*
 * Replays each job over scripted steps, depth first over every sequence of answers that the unions of steps.ts allow,
 * with a stop at every moment at which the job looks for one, and checks the guarantees on all of them.
 */

type AllSteps = RegistrationSteps & DryRunSteps;
type StepName = Exclude<keyof AllSteps, "given" | "vault" | "isCancelled">;

/** A step that a job called, and the kind of its answer. */
interface Call {
  readonly step: StepName;
  readonly answer: string;
}

/** One way that a job can go. */
interface Path {
  readonly given: Given;
  readonly seen: Seen;
  /** The token of the hub is one of another hub than was meant. */
  readonly isOtherHub: boolean;
  readonly calls: readonly Call[];
  /** The lock, if the run got it. */
  readonly lock: Lock | undefined;
  readonly cancelled: boolean;
  readonly confirming: Confirming | undefined;
  readonly end: End;
}

type Choose = <T>(options: readonly T[]) => T;

/** Every way that the job can go. */
async function everyPath(job: (steps: AllSteps) => Promise<End>): Promise<Path[]> {
  const paths: Path[] = [];
  let script: number[] = [];
  do {
    const widths: number[] = [];
    const choose: Choose = (options) => {
      const index = script[widths.length] ?? 0;
      widths.push(options.length);
      assert.ok(index < options.length);
      return options[index] as (typeof options)[number];
    };
    paths.push(await replay(job, choose));
    script = following(script, widths);
  } while (script.length > 0);
  return paths;
}

/** The next script in depth-first order; empty after the last one. */
function following(script: readonly number[], widths: readonly number[]): number[] {
  const next = widths.map((_, index) => script[index] ?? 0);
  while (next.length > 0 && (next.at(-1) ?? 0) + 1 >= (widths[next.length - 1] ?? 0)) next.pop();
  const last = next.pop();
  return last === undefined ? [] : [...next, last + 1];
}

// The jobs only hand these values from step to step. They look into none of them, but for the credentials URL.
const hubWith = (credentialsUrl: string | undefined): HubStatus => ({ credentialsUrl }) as HubStatus;
const initial = { hub: hubWith("https://hub.example/credentials") } as Initial;
const token = { hub: hubWith("https://hub.example/credentials") } as Held;
const failed = <Kind extends string>(kind: Kind): Failed<Kind> => ({
  kind,
  because: { code: "unexpected", detail: kind } satisfies Finding,
});

const statuses: readonly CredentialStatus[] = [{ kind: "accepted" }, failed("refused"), failed("inconclusive")];
const nowhere = hubWith(undefined);
/** A token that is given, and what the hub makes of it. */
const credentials: readonly { readonly given: Given; readonly hub: HubSeen | undefined }[] = [
  { given: { kind: "none" }, hub: undefined },
  ...statuses.flatMap((status) => [
    { given: { ...initial, kind: "initial-token" as const }, hub: { status: token.hub, token: status } },
    { given: { ...initial, kind: "initial-token" as const }, hub: { status: nowhere, token: status } },
    { given: { ...token, kind: "hub-token" as const, capsule: undefined }, hub: { status: token.hub, token: status } },
    { given: { ...token, kind: "capsule" as const, capsule: "…" }, hub: { status: token.hub, token: status } },
  ]),
];
const otherHub: Finding = { code: "hub-other-party", got: "IN*CIS (HUB)", expected: "IN*CIH", named: "IN*CIS" };
const ofHub: readonly Extract<Posted, { kind: "issued" }>[] = [
  { kind: "issued", token, otherHub: undefined },
  { kind: "issued", token, otherHub },
];
const names: VaultNames = { place: "secret", passing: "hub-token: …", lockPlace: "secret_PENDING" };
const vaults: readonly VaultSeen[] = [
  failed("unread"),
  ...(["absent", "present"] as const).flatMap((secret): VaultSeen[] => [
    { kind: "read", secret, lock: { kind: "absent" } },
    { kind: "read", secret, lock: { kind: "held", freeAt: new Date(0) } },
    { kind: "read", secret, lock: { kind: "abandoned", at: new Date(0) } },
  ]),
];

async function replay(job: (steps: AllSteps) => Promise<End>, choose: Choose): Promise<Path> {
  const calls: Call[] = [];
  let seen: Seen | undefined;
  let held: Lock | undefined;
  let confirming: Confirming | undefined;
  let cancelled = false;
  let isOtherHub = false;
  const answer = <T extends { readonly kind: string }>(step: StepName, options: readonly T[]): T => {
    const chosen = choose(options);
    isOtherHub ||= "otherHub" in chosen && chosen.otherHub !== undefined;
    calls.push({ step, answer: chosen.kind });
    return chosen;
  };
  const { given, hub } = choose(credentials);
  const steps: AllSteps = {
    given,
    vault: names,
    isCancelled: () => (cancelled ||= choose([false, true])),
    look: async () => {
      // A hub whose credentials URL is not known is unfit.
      const isUnfit = hub !== undefined && hub.status.credentialsUrl === undefined;
      const unfit = choose(isUnfit ? [failed("unfit")] : [undefined, failed("unfit")]);
      const vault = choose(vaults);
      // Whose hub it is is looked at where a token works beside a lock that was left behind.
      const isAsked =
        (given.kind === "hub-token" || given.kind === "capsule") &&
        hub?.token.kind === "accepted" &&
        vault.kind === "read" &&
        vault.lock.kind === "abandoned";
      seen = { hub, vault, unfit, otherHub: isAsked ? choose([undefined, otherHub]) : undefined };
      isOtherHub ||= seen.otherHub !== undefined;
      calls.push({ step: "look", answer: "seen" });
      return seen;
    },
    lock: async (abandonedAt) => {
      const got = { kind: "locked", abandonedAt, askedAt: 0 } as const;
      const lock = answer<Lock | NotLocked>("lock", [
        { ...got, secret: { kind: "absent" } },
        { ...got, secret: { kind: "present" } },
        { ...got, secret: failed("unread") },
        { kind: "held" },
        { kind: "unanswered", freeAt: new Date(0) },
        failed("unavailable"),
      ]);
      if (lock.kind === "locked") held = lock;
      return lock;
    },
    reconcile: async () =>
      answer<Reconciled>("reconcile", [...ofHub, { kind: "resend", initial, showsToken: false }, failed("lost")]),
    post: async () =>
      answer<Posted>("post", [
        ...ofHub,
        failed("refused"),
        failed("not-sent"),
        { ...failed("lost"), crash: undefined },
        failed("stuck"),
      ]),
    store: async () => answer<Stored>("store", [{ kind: "stored", token }, failed("unstored")]),
    prove: async () =>
      answer<Proven>("prove", [{ kind: "proven", token }, { kind: "unprovable", token }, failed("unproven")]),
    confirm: async (_lock, _token, how) => {
      confirming = how;
      return answer<Confirmed>("confirm", [
        { kind: "confirmed", token },
        { kind: "later", token },
        failed("lost"),
        failed("unproven"),
        failed("unstored"),
      ]);
    },
    update: async () =>
      answer<Updated>("update", [
        { kind: "updated", token },
        failed("refused"),
        failed("not-sent"),
        failed("lost"),
        failed("unproven"),
        failed("unstored"),
      ]),
    unregister: async () =>
      answer<Ended>("unregister", [{ kind: "ended" }, failed("refused"), failed("not-sent"), failed("lost")]),
    forget: async () => void calls.push({ step: "forget", answer: "" }),
    verify: async () => {
      const result = choose(["connected", "registered"] as const);
      calls.push({ step: "verify", answer: result });
      return { result, because: result === "connected" ? undefined : failed(result).because };
    },
    proveAhead: async () => undefined,
    verifyAhead: () => undefined,
    unlock: async () => void calls.push({ step: "unlock", answer: "" }),
    rehearse: ({ because }) => void calls.push({ step: "rehearse", answer: because?.code ?? "" }),
  };
  const end = await job(steps);
  assert.ok(seen);
  return { given, seen, isOtherHub, calls, lock: held, cancelled, confirming, end };
}

const story = ({ given, seen, calls, end }: Path): string =>
  `${given.kind}, ${JSON.stringify(seen)}: ${calls.map(({ step, answer }) => `${step} ${answer}`).join(", ")}; ${end.result}`;

/** The calls of these steps, each with what was called before it. */
function callsOf({ calls }: Path, ...steps: readonly StepName[]): { call: Call; before: readonly Call[] }[] {
  return calls.flatMap((call, index) => (steps.includes(call.step) ? [{ call, before: calls.slice(0, index) }] : []));
}

const has = (calls: readonly Call[], step: StepName, answer?: string): boolean =>
  calls.some((call) => call.step === step && (answer === undefined || call.answer === answer));

// The steps that change something at the hub.
const sending = ["post", "confirm", "update", "unregister"] as const;

/** After these answers the run cannot know what the hub did, or the registration is not finished. */
const unsettled: Readonly<Partial<Record<StepName, readonly string[]>>> = {
  reconcile: ["lost"],
  post: ["stuck"],
  store: ["unstored"],
  prove: ["unproven"],
  confirm: ["later", "lost", "unproven", "unstored"],
  update: ["lost", "unproven", "unstored"],
  unregister: ["lost"],
};

describe("every path of a job that may change a registration", () => {
  let exchanges: Path[];
  let updates: Path[];
  let ends: Path[];
  let dryRuns: Path[];
  let all: Path[];

  before(async () => {
    exchanges = await everyPath(exchange);
    updates = await everyPath(update);
    ends = await everyPath(unregister);
    dryRuns = await everyPath(dryRun);
    all = [...exchanges, ...updates, ...ends];
  });

  /** Checks each path that it is about. There has to be at least one. */
  const holds = (paths: readonly Path[], about: (path: Path) => boolean, check: (path: Path) => void): void => {
    const chosen = paths.filter(about);
    assert.ok(chosen.length > 0, "no path is about this");
    for (const path of chosen) {
      try {
        check(path);
      } catch (error) {
        throw new Error(story(path), { cause: error });
      }
    }
  };

  it("is explored, with every answer of every step and every result", () => {
    assert.ok(exchanges.length > 500, String(exchanges.length));
    const answers = new Set(all.flatMap(({ calls }) => calls.map(({ step, answer }) => `${step} ${answer}`)));
    assert.equal(answers.size, 37, [...answers].toSorted().join("\n"));
    const results = new Set(all.map(({ end }) => end.result));
    assert.deepEqual([...results].toSorted(), [
      "cancelled",
      "connected",
      "done",
      "in-doubt",
      "invalid",
      "not-ready",
      "refused",
      "registered",
      "unreachable",
      "unstored",
    ]);
  });

  it("changes nothing at the hub but under the lock", () => {
    holds(
      all,
      (path) => callsOf(path, ...sending, "reconcile").length > 0,
      (path) => {
        for (const { before } of callsOf(path, ...sending, "reconcile")) {
          assert.ok(has(before, "lock", "locked") && !has(before, "unlock"));
        }
      },
    );
  });

  it("takes the lock once, after a look, for what can be done", () => {
    holds(
      all,
      ({ calls }) => has(calls, "lock"),
      ({ given, seen, calls, cancelled, lock }) => {
        assert.equal(calls[1]?.step, "lock");
        assert.equal(calls.filter(({ step }) => step === "lock").length, 1);
        const { vault, unfit } = seen;
        assert.ok(vault.kind === "read" && vault.lock.kind !== "held");
        if (lock !== undefined) assert.equal(lock.abandonedAt !== undefined, vault.lock.kind === "abandoned");
        // A run stores a token that is in danger, whatever is wrong with hub or platform.
        if (given.kind !== "capsule") assert.equal(unfit, undefined);
        if (given.kind !== "hub-token") assert.equal(vault.secret, "absent");
        if (calls.length > 2 && cancelled) assert.ok(lock !== undefined);
      },
    );
  });

  it("never registers with a hub token in hand, nor over a secret that exists", () => {
    holds(
      all,
      ({ calls }) => has(calls, "post") || has(calls, "reconcile"),
      ({ given, lock }) => {
        assert.equal(given.kind, "initial-token");
        assert.equal(lock?.secret.kind, "absent");
      },
    );
    for (const { calls } of [...updates, ...ends]) assert.ok(!has(calls, "post") && !has(calls, "reconcile"));
  });

  it("sends one POST, and a second one only after it asked what became of the first", () => {
    holds(
      exchanges,
      ({ calls }) => has(calls, "post"),
      (path) => {
        const posts = callsOf(path, "post");
        assert.ok(posts.length <= 2);
        const [first, second] = posts;
        // An abandoned lock stands for a POST of another run.
        if (path.lock?.abandonedAt !== undefined) assert.ok(has(first?.before ?? [], "reconcile", "resend"));
        if (second === undefined) return;
        assert.equal(first?.call.answer, "lost");
        assert.ok(has(second.before, "reconcile", "resend"));
      },
    );
    assert.ok(exchanges.some((path) => callsOf(path, "post").length === 2));
  });

  it("sends nothing on a working registration without an abandoned lock, and writes nothing", () => {
    holds(
      exchanges,
      ({ given, seen: { hub, vault } }) =>
        given.kind === "hub-token" &&
        hub?.token.kind === "accepted" &&
        !(vault.kind === "read" && vault.lock.kind === "abandoned"),
      ({ calls }) => {
        for (const { step } of calls) assert.ok(step === "look" || step === "verify", step);
      },
    );
  });

  it("stores an issued token at once, then proves it, and confirms only a proven one, or one that nothing at this hub could prove", () => {
    holds(
      exchanges,
      ({ calls }) => calls.some(({ answer }) => answer === "issued"),
      ({ calls, isOtherHub, end }) => {
        const issued = calls.findIndex(({ answer }) => answer === "issued");
        assert.equal(calls[issued + 1]?.step, "store");
        if (calls[issued + 1]?.answer !== "stored") return;
        if (isOtherHub) assert.deepEqual([end.result, end.because, calls.length], ["registered", otherHub, issued + 2]);
        else assert.equal(calls[issued + 2]?.step, "prove");
      },
    );
    holds(
      exchanges,
      ({ calls }) => has(calls, "confirm"),
      ({ given, calls, seen: { hub }, confirming, lock }) => {
        assert.ok(
          has(calls, "prove", "proven") ||
            has(calls, "prove", "unprovable") ||
            (given.kind === "hub-token" && hub?.token.kind === "accepted"),
        );
        assert.equal(confirming?.outstanding, given.kind === "hub-token");
        if (confirming?.outstanding === true) assert.ok(lock?.abandonedAt !== undefined);
      },
    );
  });

  it("confirms a token out of a capsule only where hub and platform are fit", () => {
    holds(
      exchanges,
      ({ given, calls }) => has(calls, "confirm") && given.kind === "capsule",
      ({ seen, confirming }) => assert.equal(confirming?.ready, seen.unfit === undefined),
    );
  });

  it("proves, confirms and updates nothing at another hub than was meant", () => {
    holds(
      [...exchanges, ...updates],
      ({ isOtherHub }) => isOtherHub,
      ({ calls, end }) => {
        for (const step of ["prove", "confirm", "update"] as const) assert.ok(!has(calls, step), step);
        // A token that is in danger is stored, and nothing more; what works already is left alone.
        assert.ok(has(calls, "store") || !has(calls, "post"));
        assert.ok(end.result !== "connected" && end.result !== "done");
      },
    );
  });

  it("updates and ends only what works, with its token", () => {
    holds(
      [...updates, ...ends],
      ({ calls }) => has(calls, "update") || has(calls, "unregister"),
      ({ given, seen: { hub } }) => assert.ok(given.kind === "hub-token" && hub?.token.kind === "accepted"),
    );
  });

  it("deletes a token's secret only when the hub refuses the token", () => {
    holds(
      all,
      ({ calls }) => has(calls, "forget"),
      (path) => {
        for (const { before } of callsOf(path, "forget")) assert.equal(before.at(-1)?.answer, "ended");
      },
    );
  });

  it("gives the lock back, once, but not while anything is in doubt", () => {
    holds(
      all,
      ({ lock }) => lock !== undefined,
      ({ calls, lock, isOtherHub }) => {
        const doubts = calls.filter(({ step, answer }) => unsettled[step]?.includes(answer) === true);
        // The hub's answer to this run's request settles what another run left in doubt.
        const settled = calls.some(
          ({ step, answer }) =>
            (step === "forget" || (sending as readonly StepName[]).includes(step)) &&
            ["refused", "confirmed", "updated", ""].includes(answer),
        );
        const lastPost = calls.findLast(({ step }) => step === "post")?.answer;
        const isLost = lastPost === "lost" && !has(calls, "store");
        const isNote = (lock?.abandonedAt !== undefined || has(calls, "reconcile")) && !settled;
        const stays = doubts.length > 0 || isLost || isNote || isOtherHub;
        assert.equal(calls.filter(({ step }) => step === "unlock").length, stays ? 0 : 1);
      },
    );
  });

  it("leaves only another run's doubt behind when it is stopped before it sent anything", () => {
    holds(
      all,
      ({ cancelled, calls }) =>
        cancelled && !calls.some(({ step }) => step !== "look" && step !== "lock" && step !== "unlock"),
      ({ lock, calls, end }) => {
        const isNote = lock?.abandonedAt !== undefined;
        assert.equal(end.result, isNote ? "in-doubt" : "cancelled");
        assert.equal(has(calls, "unlock"), lock !== undefined && !isNote);
      },
    );
  });

  it("names the reason of every end but a success, and takes it from the step that ended it", () => {
    holds(
      all,
      ({ end }) => !["connected", "done"].includes(end.result),
      ({ given, end, calls }) => {
        // An update without a hub token is a mistake of the caller, which neither the Action nor the extension makes.
        if (end.result === "refused" && calls.length === 1 && given.kind !== "hub-token" && end.because === undefined)
          return;
        assert.ok(end.because);
        const last = calls.findLast(({ step }) => step !== "unlock");
        if (end.because.code === "unexpected" && last?.step !== "look" && last?.answer !== "locked") {
          assert.equal(end.because.detail, last?.answer);
        }
      },
    );
  });

  it("says that it is unstored, in doubt or registered exactly after such an answer", () => {
    const results: Readonly<Record<string, string>> = {
      unstored: "unstored",
      unproven: "registered",
      stuck: "in-doubt",
      lost: "in-doubt",
    };
    holds(
      all,
      ({ calls }) => (calls.at(-1)?.answer ?? "") in results,
      ({ calls, end }) => assert.equal(end.result, results[calls.at(-1)?.answer ?? ""]),
    );
  });

  describe("of a dry run", () => {
    /** What an exchange would do after the same look. */
    const planOf = ({ given, seen }: Path): ReturnType<typeof planExchange> => planExchange(given, seen, names);

    it("is explored, with every end", () => {
      assert.ok(dryRuns.length > 200, String(dryRuns.length));
      const results = new Set(dryRuns.map(({ end }) => end.result));
      assert.deepEqual([...results].toSorted(), [
        "cancelled",
        "done",
        "in-doubt",
        "not-ready",
        "refused",
        "unreachable",
      ]);
    });

    it("sends nothing that changes anything at the hub, and writes no token", () => {
      const allowed = new Set<StepName>(["look", "lock", "unlock", "verify", "rehearse"]);
      holds(
        dryRuns,
        () => true,
        ({ calls }) =>
          assert.deepEqual(
            [...new Set(calls.map(({ step }) => step))].filter((step) => !allowed.has(step)),
            [],
          ),
      );
    });

    it("takes the lock exactly where the exchange would take one that no run left behind, and gives it back, once", () => {
      holds(
        dryRuns,
        ({ calls }) => has(calls, "lock"),
        (path) => {
          assert.equal(path.lock?.abandonedAt, undefined);
          assert.equal(callsOf(path, "unlock").length, path.lock === undefined ? 0 : 1);
          assert.equal(path.seen.vault.kind === "read" && path.seen.vault.lock.kind, "absent");
        },
      );
      holds(
        dryRuns,
        ({ cancelled, calls }) => !cancelled && !has(calls, "lock"),
        (path) => {
          const plan = planOf(path);
          const isLookedAtOnly = plan.do === "stop" || plan.do === "verify" || plan.abandonedAt !== undefined;
          assert.ok(isLookedAtOnly || (plan.do === "ask" && plan.unfit !== undefined));
        },
      );
    });

    it("ends as the exchange would that stops after its look, and for the same reason", () => {
      holds(
        dryRuns,
        (path) => !path.cancelled && planOf(path).do === "stop",
        (path) => {
          const plan = planOf(path);
          assert.deepEqual(path.end, plan.do === "stop" ? plan.end : undefined);
        },
      );
    });

    it("is done where nothing is in the way, and says what the exchange would do", () => {
      holds(
        dryRuns,
        ({ end }) => end.result === "done",
        (path) => {
          const { because } = path.end;
          assert.ok(because?.code === "dry-run-would");
          const plan = planOf(path);
          const isNote = path.seen.vault.kind === "read" && path.seen.vault.lock.kind === "abandoned";
          const isRefused = path.seen.hub?.token.kind === "refused";
          const registering = isNote ? "recover" : isRefused ? "try" : "post";
          const next = plan.do === "register" ? registering : plan.do;
          assert.equal(because.next, next);
          assert.equal(because.isLeftBehind, isNote && next !== "verify");
          if (plan.do === "verify") assert.ok(has(path.calls, "verify"));
          else assert.equal(path.lock !== undefined, !isNote);
        },
      );
      const told = dryRuns.flatMap(({ end: { because } }) => (because?.code === "dry-run-would" ? [because.next] : []));
      assert.deepEqual([...new Set(told)].toSorted(), ["ask", "confirm", "post", "recover", "store", "try", "verify"]);
    });

    it("says at its end, once, what it delivers or why it delivers nothing", () => {
      holds(
        dryRuns,
        () => true,
        ({ calls, end }) => {
          assert.deepEqual(calls.at(-1), { step: "rehearse", answer: end.because?.code ?? "" });
          assert.equal(calls.filter(({ step }) => step === "rehearse").length, 1);
        },
      );
    });

    it("leaves nothing when it is stopped", () => {
      holds(
        dryRuns,
        ({ cancelled, end }) => cancelled && end.result === "cancelled",
        ({ calls, lock }) => assert.equal(has(calls, "unlock"), lock !== undefined),
      );
    });
  });
});
