import { actionWords } from "../../src/core/findings/action-words.ts";
import type { CapsuleKey } from "../../src/core/onboarding/capsule.ts";
import type { Connection, RegistrationJob } from "../../src/core/onboarding/connection.ts";
import type { CrashState } from "../../src/core/onboarding/finish-crashed-run.ts";
import type { JournalEntry, PeerRequest, Ports } from "../../src/core/ports.ts";
import type { CrashOutcome } from "../../src/core/record/crash-outcome.ts";
import type { Core } from "./core.ts";
import { Dice } from "./dice.ts";
import { Killed, Life, type Stall } from "./life.ts";
import { ModelCommand } from "./model-command.ts";
import { ModelGitHub } from "./model-github.ts";
import { ModelHub } from "./model-hub.ts";
import type { ModelVault } from "./model-vault.ts";
import type { Schedule } from "./schedule.ts";
import { VirtualClock } from "./virtual-clock.ts";

export const SECRET = "OCPI_HUB_TOKEN";
export const LOCK = "OCPI_HUB_TOKEN_PENDING";
const party = { role: "CPO", country_code: "IN", party_id: "ABC" };

/** How one run of the Action ended. */
export interface Ended {
  readonly result: string;
  readonly life: Life;
  /** Everything that it printed or wrote, with the post step's words. */
  readonly sinks: string;
  /** The lines of its log, and its step summary. */
  readonly log: readonly string[];
  readonly summary: string;
  readonly hasAdvice: boolean;
  /** The capsules that a person can find afterwards. */
  readonly capsules: readonly string[];
  readonly job: "exchange" | "rotate" | "recover";
  /** The capsule that it was given. */
  readonly capsule: string | undefined;
  /** The hub token that the workflow gave it, and whether there was a lock when it began. */
  readonly givenHubToken: string | undefined;
  readonly lockBefore: boolean;
  /** Its post step, as the vault and the hub saw it, and whether there was a lock when that was over. */
  readonly rescuer: Life;
  /** The run had come to the point where nothing is in doubt, and was to delete the lock. */
  readonly gaveBack: boolean;
  readonly lockAfter: boolean;
}

export interface Given {
  readonly job: "exchange" | "rotate" | "recover";
  readonly initialToken: string | undefined;
  readonly hubToken: string | undefined;
  readonly capsule?: string;
  /** The exchange is only tried. */
  readonly isDry?: boolean;
  readonly killAt?: number | undefined;
  readonly cancelAt?: number | undefined;
  /** Lets a test stop the run at any time, beside `cancelAt`. */
  readonly stop?: AbortController;
  readonly post?: Schedule["post"];
  readonly watch?: { readonly at: number; readonly reached: () => void };
  readonly stall?: Stall;
}

/** A hub, a vault, a clock, and runs of our core between them: all in memory, without waiting. */
export class World {
  readonly core: Core;
  readonly schedule: Schedule;
  readonly clock = new VirtualClock();
  readonly hub: ModelHub;
  /** GitHub's secrets: the vault, unless the schedule has another. */
  readonly github: ModelGitHub;
  readonly vault: ModelVault;
  readonly platformToken: string;
  readonly newPlatformToken: string;
  /** Milliseconds from a token's last byte to its capsule in the durable state: the window that nothing protects. */
  readonly windows: number[] = [];
  /** Where runs had connections opened ahead of a request. */
  readonly connectedAhead: string[] = [];
  /** Answers instead of the hub, where it gives an answer. */
  intercept: (request: PeerRequest) => Response | undefined = () => undefined;
  readonly #dice: Dice;
  readonly #keys: ReadonlyMap<string, CapsuleKey>;
  #order = 0;

  constructor(core: Core, schedule: Schedule, tokens: PlatformTokens, keys: ReadonlyMap<string, CapsuleKey>) {
    this.core = core;
    this.schedule = schedule;
    this.#dice = new Dice(schedule.seed ^ 0x5eed);
    this.platformToken = tokens.platform;
    this.newPlatformToken = tokens.successor;
    this.#keys = keys;
    const order = (): number => (this.#order += 1);
    this.hub = new ModelHub(core, this.clock, schedule.nature, String(schedule.seed), order);
    this.github = new ModelGitHub(this.clock, order);
    this.vault = schedule.vault === "github" ? this.github : new ModelCommand(this.clock, order);
  }

  /** One run of the Action, with its post step. */
  async run(given: Given): Promise<Ended> {
    const { core } = this;
    const { Run } = core.run;
    const life = new Life(given.killAt, given.watch, given.stall);
    const rescuer = new Life();
    const stop = given.stop ?? new AbortController();
    const text: string[] = [];
    const state: { entries: JournalEntry[]; markedAt: number } = { entries: [], markedAt: 0 };
    const lockBefore = this.vault.value(LOCK) !== undefined;
    const profile = core.hubs.profileNamed(this.schedule.profile) ?? core.hubs.defaultProfile;
    const say = (line: string): void => {
      life.at("log");
      text.push(line);
    };
    let effects = 0;
    const hesitate = async (): Promise<void> => {
      effects += 1;
      if (given.cancelAt !== undefined && effects * 4 >= given.cancelAt) stop.abort();
      // Another run may be faster here, or not.
      for (let turns = this.#dice.below(4); turns > 0; turns -= 1) await Promise.resolve();
    };
    const hubFetch = this.hub.fetchFor(life, hesitate);
    const ports: Ports = {
      fetch: async (request) => {
        const answer = this.intercept(request);
        return answer ?? hubFetch(request);
      },
      connectAhead: (url) => void this.connectedAhead.push(url),
      progress: { step: say, line: say },
      clock: this.clock,
      random: { uuid: () => crypto.randomUUID(), fraction: () => this.#dice.fraction() },
      mask: () => life.at("mask"),
      appendToJournal: (entry) => {
        life.at(`state ${entry.phase}, before`);
        state.entries.push(entry);
        if (entry.phase === "marked" && entry.slot === "asked") state.markedAt = this.clock.ms;
        if (entry.phase === "captured" && this.hub.deliveredAt !== undefined) {
          this.windows.push(performance.now() - this.hub.deliveredAt);
          this.hub.deliveredAt = undefined;
        }
        life.at(`state ${entry.phase}, after`);
      },
      proven: () => undefined,
      cancelled: stop.signal,
    };
    const run = new Run(ports, profile, actionWords);
    const job = await this.#job(given, profile, life, hesitate);
    const secrets = [given.initialToken, given.hubToken, this.platformToken, this.newPlatformToken];
    for (const secret of secrets) {
      if (secret !== undefined) run.redaction.add({ reveal: () => secret, label: "token" });
    }
    if (job.capsule !== undefined) run.redaction.add(job.capsule.token);
    const work = core.registration.runRegistrationJob(run, job).catch((error: unknown) => {
      if (error instanceof Killed) return "killed" as const;
      throw error;
    });
    const outcome = await Promise.race([work, life.death]);
    const capsules = state.entries.flatMap((entry) => (entry.phase === "captured" ? [entry.capsule] : []));
    const told = outcome !== "killed";
    const rescue = await this.#post(given.post ?? (told ? "all inputs" : "none"), state, told, rescuer);
    const lockAfter = this.vault.value(LOCK) !== undefined;
    const gaveBack = state.entries.findLast((entry) => entry.phase === "marked")?.slot === "giving-back";
    const { job: kind, capsule, hubToken: givenHubToken } = given;
    const common = { life, job: kind, capsule, givenHubToken, lockBefore, rescuer, gaveBack, lockAfter };
    if (!told) {
      const printed = rescue?.did === "kept-capsule" ? [rescue.capsule] : [];
      const sinks = [...text, ...(rescue === undefined ? [] : this.#report(rescue))].join("\n");
      return { ...common, result: "killed", sinks, log: text, summary: "", hasAdvice: true, capsules: printed };
    }
    const record = core.performRun.recordOf(run, outcome, {
      tool: { name: "test", version: "0" },
      command: given.job,
      connection: "test",
      runUrl: undefined,
      hubUrl: this.hub.origin,
      platformUrl: "https://platform.example/ocpi/2.2.1",
      ownParties: [party],
      receiverOverrides: {},
      routing: [],
      exposed: false,
      failOn: "error",
    });
    const advice = core.toDo.adviceLines(record, actionWords);
    const log = [...text, ...advice, ...core.toDo.messageLines(record), core.headline.headline(record)];
    const summary = core.markdown.markdownReport(record, actionWords);
    const sinks = [
      ...log,
      ...(rescue === undefined ? [] : this.#report(rescue)),
      JSON.stringify(core.document.reportDocument(record)),
      summary,
      ...capsules,
      JSON.stringify(state.entries),
    ].join("\n");
    return {
      ...common,
      result: outcome.result,
      sinks,
      log,
      summary,
      hasAdvice: advice.length > 0,
      capsules: outcome.capsule === undefined ? [] : [outcome.capsule],
    };
  }

  /** The tokens that the two platform tokens get out of these capsules. */
  async tokensIn(capsules: readonly string[]): Promise<Set<string>> {
    const { PlatformToken } = this.core.token;
    const openers = [this.platformToken, this.newPlatformToken].map((token) => new PlatformToken(token));
    const opened = await Promise.all(
      capsules.flatMap((capsule) =>
        openers.map(async (opener) => this.core.capsule.openCapsule(capsule, opener, this.#keyOf)),
      ),
    );
    return new Set(opened.flatMap((result) => ("content" in result ? [result.content.token] : [])));
  }

  async #job(
    given: Given,
    profile: Connection["profile"],
    life: Life,
    hesitate: () => Promise<void>,
  ): Promise<RegistrationJob> {
    const { HubToken, InitialToken, PlatformToken } = this.core.token;
    const address = this.core.address.hubAddress(`${this.hub.base}/versions`, profile);
    if (address === undefined) throw new Error("The model hub has no address.");
    const rotates = given.job === "rotate";
    const opened =
      given.capsule === undefined
        ? undefined
        : await this.core.capsule.openCapsule(given.capsule, this.#sender(given), this.#keyOf);
    return {
      purpose: rotates ? "update" : "exchange",
      dryRun: given.isDry === true ? { exposes: true } : undefined,
      connection: {
        name: "test",
        profile,
        address,
        encodings: profile.encodings,
        allowedOrigins: [],
        roles: [{ ...party, business_details: { name: "Test" } }],
        receivers: {},
        routing: [],
        warnings: [],
      },
      initialToken: given.initialToken === undefined ? undefined : new InitialToken(given.initialToken),
      hubToken: given.hubToken === undefined ? undefined : new HubToken(given.hubToken),
      capsule:
        opened !== undefined && "content" in opened
          ? { text: given.capsule ?? "", token: new HubToken(opened.content.token), sealed: opened.content }
          : undefined,
      platform: { url: "https://platform.example/ocpi/2.2.1", token: this.#sender(given), check: this.#check },
      rotates,
      formerPlatformToken: rotates ? new PlatformToken(this.platformToken) : undefined,
      vault: this.#vault(life, hesitate),
      timeouts: { requestTimeoutMs: 30_000, waitForConnectedMs: 0 },
      deriveKey: this.#keyOf,
    };
  }

  /** A platform that is as it should be needs no look. */
  get #check(): "warn" | "off" {
    return this.schedule.nature.platform === "as it should be" ? "off" : "warn";
  }

  /** The platform token of the requests: what opens the capsules of their answers. */
  #sender(given: Pick<Given, "job">): InstanceType<Core["token"]["PlatformToken"]> {
    const { PlatformToken } = this.core.token;
    // A recovery after a rotation is given the new token.
    const rotated = given.job === "rotate" || (given.job === "recover" && this.schedule.command === "rotate");
    return new PlatformToken(rotated ? this.newPlatformToken : this.platformToken);
  }

  readonly #keyOf: Core["capsule"]["capsuleKey"] = async (token) => {
    const key = this.#keys.get(token.reveal());
    if (key === undefined) throw new Error("There is no key for this token.");
    return key;
  };

  #vault(life: Life, hesitate: () => Promise<void>): RegistrationJob["vault"] {
    return this.vault.vaultFor(this.core, life, hesitate);
  }

  /** The post step of a run that was killed. */
  async #post(
    post: Schedule["post"],
    { entries, markedAt }: { entries: readonly JournalEntry[]; markedAt: number },
    told: boolean,
    life: Life,
  ): Promise<CrashOutcome | undefined> {
    const last = entries.at(-1);
    if (post === "none" || last === undefined) return undefined;
    const captured = entries.findLast((entry) => entry.phase === "captured");
    const left: CrashState = {
      phase: last.phase,
      slot: entries.findLast((entry) => entry.phase === "marked")?.slot ?? "asked",
      takenOver: entries.findLast((entry) => entry.phase === "marked")?.takenOver ?? false,
      markedAt,
      request: entries.findLast((entry) => entry.phase === "posting")?.request,
      capsule: captured?.capsule,
      reported: told,
    };
    const { PlatformToken } = this.core.token;
    return this.core.crash.finishCrashedRun(left, {
      // The post step takes platform-token: it cannot know that a rotation sent another one.
      platformToken: post === "all inputs" ? new PlatformToken(this.platformToken) : undefined,
      vault: this.#vault(life, async () => undefined),
      now: this.clock.ms,
      opens: async (content) =>
        this.core.capsuleHub.opensItsHub(content, {
          fetch: this.hub.fetchFor(life, async () => undefined),
          clock: this.clock,
          random: { uuid: () => crypto.randomUUID(), fraction: () => 0 },
        }),
      know: () => undefined,
      deriveKey: this.#keyOf,
    });
  }

  #report(rescue: CrashOutcome): string[] {
    const vault = this.#vault(new Life(), async () => undefined);
    const story = this.core.crashReport.crashReport(rescue, vault, []);
    return [story.warning ?? "", ...story.lines];
  }
}

export interface PlatformTokens {
  readonly platform: string;
  readonly successor: string;
}
