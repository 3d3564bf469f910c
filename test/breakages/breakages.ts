import { after, changing, deciding, ending, giving, leftOut, passing, withoutSide } from "./mistakes.ts";
import type { VaultKind } from "../faults/schedule.ts";
import type { Mistake, Node } from "./place.ts";

/** What catches a mistake: fault schedules, hostile answers, or real kills. */
export type Proof = "schedules" | "answers" | "kills";

/**
 * One deliberate mistake. Comments in the source, `// Breakage: <marker>`, mark its places. They move with the code, so
 * that no rename breaks the mistake.
 */
export interface Breakage {
  readonly name: string;
  readonly caughtBy: Proof;
  /** The first seed that the proof plays. Where few seeds show the mistake, it is shortly before one that does. */
  readonly fromSeed: number;
  /** The vault with which the schedules are played. */
  readonly vault: VaultKind;
  /** How the code is changed at each place, by the place's marker. */
  readonly changes: ReadonlyMap<string, Mistake>;
}

/** A mistake at one place, whose marker is the mistake's name. */
function breakage(name: string, mistake: Mistake, caughtBy: Proof = "schedules", fromSeed = 1): Breakage {
  return { name, caughtBy, fromSeed, vault: "github", changes: new Map([[name, mistake]]) };
}

/** A mistake with a vault that a command keeps, which the schedules catch. */
function breakageOfCommand(name: string, mistake: Mistake, fromSeed = 1): Breakage {
  return { ...breakage(name, mistake, "schedules", fromSeed), vault: "command" };
}

/** A mistake at several places: each marker is the mistake's name with the place in brackets. */
function breakageAt(name: string, places: Readonly<Record<string, Mistake>>): Breakage {
  const changes = new Map(Object.entries(places).map(([place, mistake]) => [`${name} (${place})`, mistake]));
  return { name, caughtBy: "schedules", fromSeed: 1, vault: "github", changes };
}

// Always true, but the compiler must not see that: it would report the code behind it as dead.
const ALWAYS = "Date.now() > 0";

/** Keeps only the first `${}` of a template. */
const onlyTheName: Mistake = changing("TemplateLiteral", (_was, { textOf }, node) => {
  const [name] = node["expressions"] as Node[];
  return name === undefined ? "" : textOf(name);
});

/** Makes an attempt once, instead of passing it to a function that repeats it. */
const once: Mistake = changing("AwaitExpression", (_was, { textOf, first }) => {
  return `await (${textOf(first("ArrowFunctionExpression"))})()`;
});

/** Mistakes that a person might make, in the order of the exchange. Each must break a guarantee. */
export const breakages: readonly Breakage[] = [
  breakage("no lock is taken", ending('{ ok: "taken" }')),
  breakage("a lock that another run has counts as ours", deciding(true)),
  breakage("every lock counts as abandoned", giving("-1")),
  breakage("the lock is written into the token's secret", onlyTheName),
  breakageAt("a stored token is registered over", { "before the lock": leftOut, "with the lock": leftOut }),
  breakage(
    "the POST is retried when its answer is lost",
    changing("AwaitExpression", (was) => `${was}.catch(async () => ${was})`),
  ),
  breakage(
    "a lost answer is taken for a refusal",
    after('if (lock.abandonedAt === undefined) return ended(await unchanged(steps, lock, "refused"));'),
  ),
  breakage(
    "a token in an answer that is an error is not looked for",
    giving((was) => `isHttpSuccess(answer.httpStatus) ? ${was} : undefined`),
  ),
  breakage("a token in a broken answer is not salvaged", giving("[]")),
  breakage("the capsule is not written to the state", leftOut),
  breakage("the answer is logged before the token is durable", after("record();"), "schedules", 4020),
  breakage("the capsule is sealed with a key that no token opens", passing(1, "randomBytes(32)")),
  breakage(
    "the token is stored after the PUT",
    after(`const early = await steps.prove(issued);
    if (early.kind === "proven") {
      const end = await confirm(steps, lock, early.token, { outstanding: false, ready });
      await steps.store(lock, issued);
      return end;
    }`),
  ),
  breakage(
    "the token is stored without its last character",
    giving((was) => `${was}.slice(0, -1)`),
  ),
  breakage(
    "a successor is stored although it is not proven",
    changing("LogicalExpression", () => ALWAYS),
  ),
  breakage("the token of the PUT's answer is ignored", giving('{ kind: "accepted", token }')),
  breakage(
    "a rerun sends the PUT again",
    after(`if (vault.kind === "read" && vault.lock.kind === "absent") {
      return { do: "confirm", token, abandonedAt: undefined };
    }`),
  ),
  breakage(
    "the lock is given back although something is in doubt",
    after("await job.vault.releaseLock(run.ports.cancelled);"),
  ),
  breakage(
    "the answer to the POST is printed",
    after('context.run.line(answer.kind === "answered" ? answer.text : "");'),
  ),
  breakage("known tokens are not taken out of foreign texts", ending("visible"), "answers"),
  breakage("the words of a refusal are shown with what may be a token", giving("known")),
  breakage(
    "redirects are followed",
    after(`const moved = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
  if (moved !== null) response = await fetch({ ...request, method: "GET", url: new URL(moved, request.url).href });`),
  ),
  breakage("tokens go to every URL that the hub names", giving("true"), "answers"),
  breakage("foreign text is printed as it is", giving("text"), "answers"),
  breakage(
    "the post step takes an interrupted exchange for one that never began",
    giving('withdraw({ ...crash, slot: "ours" }, deps)'),
  ),
  breakage("a lock is deleted without a second look at its age", withoutSide("right")),
  breakage(
    "no run looks again whether a token is stored once the lock is taken",
    ending('{ kind: "locked", abandonedAt, askedAt, secret: { kind: "absent" } }'),
  ),
  breakage("what another run was faster to take over is brought back", leftOut),
  breakage("a lock that was taken over and is gone is not brought back", leftOut, "schedules", 550),
  breakage(
    "a run that takes over sends its POST without a look",
    changing("BinaryExpression", () => ALWAYS),
  ),
  breakage("a token that the hub shows is kept without being proven", withoutSide("right")),
  breakage("storing is not tried again", once),
  breakage("a key that GitHub has changed is not fetched anew", leftOut),
  breakage("one refusal of the previous token is believed", giving("1"), "schedules", 1500),
  breakage("one refusal of a made-up token is believed", giving("true"), "schedules", 21_080),
  breakage("a token is proven by versions alone", giving("false")),
  breakage("versions count as proof without a look whether they are open to everybody", giving('{ kind: "guarded" }')),
  breakage(
    "a refusal is believed because versions still open",
    giving((was) => `${was}.slice(0, 1)`),
  ),
  breakage(
    "only the plain form of a token is taken out of foreign texts",
    changing("ArrayExpression", (was) => `${was}.slice(0, 1)`),
    "answers",
  ),
  breakage("what arrived is noted, and the capsule is not", deciding(false), "kills", 43),
  breakage("what arrives is not noted", ending("", '["captured"].includes(entry.phase)'), "kills", 43),
  breakage(
    "the post step leaves a captured token where it is",
    ending("", '["captured"].includes(left.phase)'),
    "kills",
    43,
  ),
  breakageOfCommand(
    "a lock that a command leaves to another run counts as ours",
    changing("ObjectExpression", () => '{ ok: "taken" }'),
  ),
  breakageOfCommand("a command takes a lock over however young it is by now", giving("0")),
  breakageOfCommand("a token counts as stored whatever the command says", giving('{ ok: "stored" }')),
  breakage("a run that is cancelled ends at once", giving("(): never => process.exit(130)"), "kills"),
];
