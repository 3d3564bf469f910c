import { fileURLToPath } from "node:url";
import { openCapsule } from "../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import { runStep, type StepResult } from "../../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { assertNoSecrets } from "../support/no-secrets.ts";
import { Dice } from "./dice.ts";

const committed = fileURLToPath(new URL("../..", import.meta.url));
const SECRET = "OCPI_HUB_TOKEN";
const LOCK = "OCPI_HUB_TOKEN_PENDING";
const SECRETS = "/repos/your-company/ocpi/actions/secrets";
const party = { country_code: "IN", party_id: "ABC" };

/** What a schedule with a real SIGKILL came to. */
export interface KillStory {
  readonly seed: number;
  /** What the step's state said when the process was gone; `-` when it had ended before. */
  readonly killedIn: string;
  readonly struck: "the first run" | "the first rerun";
  /** What went wrong beside that. */
  readonly faults: readonly string[];
  readonly post: "all inputs" | "no inputs" | "none";
  readonly results: readonly string[];
  readonly settled: string;
  readonly lost: boolean;
  readonly problems: readonly string[];
}

// A POST that takes longer than a runner waits for a step that it cancels.
const SLOW_MS = 12_000;

const hubFaults: readonly (readonly [string, FaultAct] | undefined)[] = [
  undefined,
  undefined,
  undefined,
  ["POST", { kind: "drop", when: "after" }],
  ["POST", { kind: "drop", when: "before" }],
  ["POST", { kind: "delay", ms: 80 }],
  ["POST", { kind: "delay", ms: SLOW_MS }],
  ["POST", { kind: "answer", when: "after", status: 502, body: "<html></html>" }],
  ["POST", { kind: "noise", length: 3_600_000 }],
  ["PUT", { kind: "drop", when: "after" }],
  ["PUT", { kind: "answer", when: "before", status: 503, body: "" }],
];

const busy = ["PUT", SECRET, { kind: "answer", when: "before", status: 503, body: "" }] as const;

const githubFaults: readonly (readonly [string, string, FaultAct] | undefined)[] = [
  undefined,
  undefined,
  undefined,
  ["PUT", SECRET, { kind: "drop", when: "after" }],
  busy,
  ["PUT", SECRET, { kind: "delay", ms: 120 }],
  ["DELETE", LOCK, { kind: "drop", when: "before" }],
];

/** A step, with what happened while it ran: the hub tokens that were issued, and how often GitHub was sent one. */
interface Life {
  readonly step: StepResult;
  readonly issued: readonly string[];
  readonly sent: number;
}

/**
 * Runs the Action in a folder, by default the committed bundle, against the sandbox, and kills its process at a moment
 * that follows from the seed. Then runs its post step, and the workflow again with the secrets as they are, until
 * nothing changes.
 */
export async function playKill(seed: number, action = committed): Promise<KillStory> {
  const dice = new Dice(seed);
  const sandbox = await startSandbox({ probeEveryMs: 40, putRotates: dice.chance(0.3) });
  try {
    return await playIn(sandbox, seed, dice, action);
  } finally {
    await sandbox.stop();
  }
}

async function playIn(sandbox: Sandbox, seed: number, dice: Dice, action: string): Promise<KillStory> {
  const { hub, github } = sandbox;
  const post = dice.one(["all inputs", "all inputs", "no inputs", "none"] as const);
  const secrets = new Set(tokensOf(sandbox));
  const lives: Life[] = [];
  const problems: string[] = [];
  const struck = dice.chance(0.6) ? "the first run" : "the first rerun";
  const moment = dice.one(moments[struck]);
  const wrong = addFaults(sandbox, dice, struck, moment);
  const run = async (
    inputs: Record<string, string>,
    settings: Partial<Parameters<typeof runStep>[0]> = {},
  ): Promise<StepResult> => {
    const before = { issued: hub.issued.length, sent: timesSent(sandbox) };
    const step = await runStep({
      action,
      inputs: { "wait-for-connected": "3s", ...sandbox.inputs, ...inputs },
      jobToken: github.jobToken,
      env: sandbox.env,
      ...settings,
    });
    lives.push({ step, issued: hub.issued.slice(before.issued), sent: timesSent(sandbox) - before.sent });
    for (const token of tokensOf(sandbox)) secrets.add(token);
    return step;
  };
  const cancels = dice.chance(0.3);
  let killedIn = "";
  /** The run that is killed, or cancelled, with what is left of its runner. */
  const strike = async (inputs: Record<string, string>): Promise<StepResult> => {
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    const stopWatching = killLater(sandbox, dice, moment, () => {
      if (cancels) cancelAsARunner((signal) => kill?.(signal));
      else kill?.("SIGKILL");
    });
    const step = await run(inputs, {
      onStart: (send) => {
        kill = send;
      },
      withPost: post !== "none",
      ...(post === "no inputs" ? { postInputs: { "platform-token": "", "github-token": "" } } : {}),
    });
    stopWatching();
    const killed = step.exitCode === null;
    if (cancels && !killed && step.outputs["result"] === undefined) problems.push("no result after a cancel");
    if (killed && post !== "none" && step.postExitCode !== 0) problems.push("the post step failed");
    killedIn = killed ? stateOf(step) : `- (${cancels ? "cancelled" : "over already"})`;
    return step;
  };
  const resultOf = ({ exitCode, outputs }: StepResult): string =>
    exitCode === null ? "killed" : (outputs["result"] ?? "nothing");

  const results = [resultOf(await (struck === "the first run" ? strike({}) : run({})))];
  for (let count = 0; count < 6; count += 1) {
    if (count === 1) for (const { faults } of [hub.server, github.server]) faults.clear();
    if (github.secret(LOCK) !== undefined) github.setSecret(LOCK, "x", new Date(Date.now() - 6 * 60_000));
    const stored = github.secret(SECRET);
    const inputs: Record<string, string> = stored === undefined ? {} : { "hub-token": stored };
    results.push(resultOf(await (count === 0 && struck === "the first rerun" ? strike(inputs) : run(inputs))));
    if (count > 1 && results.at(-1) === results.at(-2)) break;
  }
  const settled = results.at(-1) ?? "";
  // A runner that vanished takes its state with it.
  const lost = post !== "none" && (await isLost(lives, sandbox));
  if (!endsFor(killedIn, post).includes(settled)) problems.push(`reruns end in ${settled}`);
  if (settled !== "connected" && !/What to do now/.test(lives.at(-1)?.step.raw ?? "")) problems.push("no advice");
  problems.push(...leaks(lives, [...secrets]));
  if (settled !== "connected") await resetAndRun(sandbox, run, problems);
  return { seed, killedIn, struck, faults: wrong, post, results, settled, lost, problems };
}

/** Whether a token that arrived and lives is neither in the secret nor in a capsule. */
async function isLost(lives: readonly Life[], sandbox: Sandbox): Promise<boolean> {
  const live = sandbox.hub.issuedToken(party);
  return (
    live !== undefined &&
    sandbox.github.secret(SECRET) !== live &&
    wasReceived(lives, live, sandbox) &&
    !(await isInACapsule(lives, live, sandbox))
  );
}

/** Where a token was shown. */
function leaks(lives: readonly Life[], secrets: readonly string[]): string[] {
  return lives.flatMap(({ step }) => {
    try {
      assertNoSecrets(step, secrets);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

/** The results in which reruns may end. */
function endsFor(killedIn: string, post: KillStory["post"]): string[] {
  return ["connected", "refused", "in-doubt", ...(noteLost(killedIn, post) ? ["registered"] : [])];
}

const TAKING_OVER = "taking over, lock asked";

/**
 * Whether the process may have died between the two calls that take a lock over, DELETE and PUT, and no post step wrote
 * the lock again: then no run knows that the confirmation is outstanding (docs/reliability.md, "Known limits").
 */
function noteLost(killedIn: string, post: KillStory["post"]): boolean {
  return killedIn === TAKING_OVER && post !== "all inputs";
}

/** The account team resets the registration, as the advice asks them to: with the new initial token it works. */
async function resetAndRun(
  { hub, github }: Sandbox,
  run: (inputs: Record<string, string>) => Promise<StepResult>,
  problems: string[],
): Promise<void> {
  const initialToken = hub.issueInitialToken({ role: "CPO", ...party });
  for (const name of [SECRET, LOCK])
    await fetch(`${github.origin}/desk/secrets/${name}`, { method: "DELETE", headers: { "x-sandbox-desk": "1" } });
  hub.server.faults.clear();
  github.server.faults.clear();
  const step = await run({ "initial-token": initialToken });
  if (step.outputs["result"] !== "connected") problems.push(`after a reset: ${step.outputs["result"]}`);
}

/**
 * Whether a token arrived: a run presented it to the hub, sent one to GitHub, or noted the phase in its state. The
 * state's capsule does not count: it may be wrong. If fewer tokens arrived than were issued, the last one did not: no
 * run goes on after that.
 */
function wasReceived(lives: readonly Life[], token: string, { hub }: Sandbox): boolean {
  const held = new HubToken(token);
  const forms = new Set([held.authorization("plain"), held.authorization("base64")]);
  if (hub.server.requests.some(({ headers }) => forms.has(headers["authorization"] ?? ""))) return true;
  const life = lives.find(({ issued }) => issued.includes(token));
  if (life === undefined) return false;
  const captured = statesIn(life.step.stateFile, "phase").filter((phase) => phase === "captured").length;
  return captured >= life.issued.length || (life.sent > 0 && life.issued.length === 1);
}

/** How often GitHub was sent a hub token to keep. */
function timesSent({ github }: Sandbox): number {
  return github.server.requests.filter(({ method, path }) => method === "PUT" && path.endsWith(`/${SECRET}`)).length;
}

/** Every value that a name had in a state file. */
function statesIn(stateFile: string, name: string): string[] {
  return [...stateFile.matchAll(new RegExp(`^${name}<<(.*)\\n(.*)\\n\\1$`, "gm"))].map(([, , value = ""]) => value);
}

/** Whether a reader of the log finds the token in a capsule. */
async function isInACapsule(lives: readonly Life[], token: string, { platform }: Sandbox): Promise<boolean> {
  const opener = new PlatformToken(platform.token);
  for (const { step } of lives) {
    for (const [capsule] of step.raw.matchAll(/ocpi-capsule:v1:[\w-]+/g)) {
      const opened = await openCapsule(capsule, opener);
      if ("content" in opened && opened.content.token === token) return true;
    }
  }
  return false;
}

function tokensOf({ hub, platform, github, inputs }: Sandbox): string[] {
  const issued = hub.issuedToken(party);
  return [
    platform.token,
    github.token,
    github.jobToken,
    inputs["initial-token"] ?? "",
    ...(issued === undefined ? [] : [issued]),
  ];
}

/** Adds what goes wrong, and says what that is. */
function addFaults(
  { hub, github }: Sandbox,
  dice: Dice,
  struck: KillStory["struck"],
  moment: keyof typeof killMoments,
): string[] {
  const names: string[] = [];
  // A run can be killed while it stores the token only if storing takes a moment.
  const slowly = moment === "a token is sent" && dice.chance(0.7);
  // The rerun finds a doubt: a confirmation that got no answer twice, whose lock the rerun has to take over.
  const inDoubt = struck === "the first rerun" && dice.chance(0.6);
  const hubFault = inDoubt ? (["PUT", { kind: "drop", when: "after" }] as const) : dice.one(hubFaults);
  if (hubFault !== undefined) {
    const [method, act] = hubFault;
    hub.server.faults.add({ method, path: "/ocpi", times: inDoubt ? 2 : dice.one([1, 2]), act });
    names.push(`hub: ${method} ${nameOf(act)}`);
  }
  const githubFault = slowly ? busy : dice.one(githubFaults);
  if (githubFault !== undefined) {
    const [method, name, act] = githubFault;
    // The first PUT is the lock's, whose path begins alike: it passes.
    const skip = method === "PUT" ? 1 : 0;
    github.server.faults.add({ method, path: `${SECRETS}/${name}`, skip, times: slowly ? 1 : dice.one([1, 6]), act });
    names.push(`GitHub: ${method} ${name === LOCK ? "lock" : "secret"} ${nameOf(act)}`);
  }
  return names;
}

function nameOf(act: FaultAct): string {
  if (act.kind === "delay") return `late by ${act.ms} ms`;
  if (act.kind === "noise") return `with ${act.length / 1e6} MB of other names for a token`;
  return act.kind === "drop" ? `lost ${act.when}` : `HTTP ${act.status} ${act.when}`;
}

/** GitHub's runner: SIGINT, 7.5 seconds later SIGTERM, after 10 seconds the end. */
function cancelAsARunner(send: (signal: NodeJS.Signals) => void): void {
  send("SIGINT");
  setTimeout(send, 7500, "SIGTERM").unref();
  setTimeout(send, 10_000, "SIGKILL").unref();
}

/** What is counted to find the moment for a kill, how much of it, and how many milliseconds later at most. */
const killMoments = {
  "so many requests": (sandbox: Sandbox, dice: Dice) => {
    const servers = [sandbox.hub, sandbox.platform, sandbox.github];
    const count = (): number => servers.reduce((sum, { server }) => sum + server.requests.length, 0);
    return { count, more: 1 + dice.below(25), within: 12 };
  },
  "some time": (_sandbox: Sandbox, dice: Dice) => ({
    count: () => performance.now(),
    more: 60 + dice.below(500),
    within: 1,
  }),
  "a token is issued": ({ hub }: Sandbox) => ({ count: () => hub.issued.length, more: 1, within: 12 }),
  "a token is sent": (sandbox: Sandbox) => ({ count: () => timesSent(sandbox), more: 1, within: 40 }),
} as const;

const moments = {
  "the first run": ["so many requests", "so many requests", "some time", "a token is issued", "a token is sent"],
  "the first rerun": ["so many requests", "so many requests", "some time"],
} as const;

function killLater(sandbox: Sandbox, dice: Dice, moment: keyof typeof killMoments, kill: () => void): () => void {
  const { count, more, within } = killMoments[moment](sandbox, dice);
  const late = dice.below(within);
  const before = count();
  const watch = setInterval(() => {
    if (count() - before < more) return;
    clearInterval(watch);
    setTimeout(kill, late);
  }, 1);
  return () => clearInterval(watch);
}

function stateOf({ state }: StepResult): string {
  const { phase = "nothing", slot = "", request = "", "taken-over": takenOver } = state;
  if (phase === "marked" && slot === "asked" && takenOver === "true") return TAKING_OVER;
  if (phase === "marked") return `marked, lock ${slot}`;
  return phase === "posting" ? `posting, ${request}` : phase;
}

/** The stories as a table for people: where the process died and what else went wrong, by the result of the reruns. */
export function killTable(stories: readonly KillStory[]): string {
  const columns = ["connected", "registered", "refused", "in-doubt"];
  const rowsOf = ({ killedIn, struck, faults }: KillStory): string[] => [`${struck}: ${killedIn}`, ...faults];
  const rows = [...new Set(stories.flatMap(rowsOf))].toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b, "en"));
  const width = Math.max(...rows.map((row) => row.length));
  const count = (row: string, settled: string): number =>
    stories.filter((story) => rowsOf(story).includes(row) && story.settled === settled).length;
  const seeds = stories.map(({ seed }) => seed);
  const problems = stories.flatMap(({ seed, problems: found }) => found.map((problem) => `seed ${seed}: ${problem}`));
  return [
    `${stories.length} schedules with a real SIGKILL, seeds ${Math.min(...seeds)} to ${Math.max(...seeds)}`,
    "rows: which run was struck, with what its state said when the process was gone; and the faults beside that",
    "",
    ["".padEnd(width), ...columns.map((column) => column.padStart(10))].join(" "),
    ...rows.map((row) =>
      [row.padEnd(width), ...columns.map((column) => String(count(row, column)).padStart(10))].join(" "),
    ),
    "",
    `tokens lost: ${stories.filter(({ lost }) => lost).length}; problems: ${problems.length}`,
    ...problems,
  ].join("\n");
}

/** First the first run, then the rerun, then the faults. */
function rank(row: string): number {
  return ["the first run:", "the first rerun:", "hub:", "GitHub:"].findIndex((beginning) => row.startsWith(beginning));
}
