import { entryFor, severityOf, type Finding } from "../findings/catalogue.ts";
import type { Severity, Telling } from "../findings/entry.ts";
import type { ReportedFinding, Graded } from "../findings/finding.ts";
import type { StepId } from "../findings/steps.ts";
import type { Words } from "../findings/words.ts";
import { Redaction, type Secret } from "../ocpi/redaction.ts";
import type { HubToken } from "../ocpi/token.ts";
import type { JournalEntry, Ports } from "../ports.ts";
import type { Profile } from "../profiles/profile.ts";
import { capsuleLine, findingLine, requestLine } from "./log-lines.ts";
import type { RunSoFar, StepRecord } from "./record.ts";
import type { RequestBegun, RequestRecord } from "./request.ts";

/** Records one run: the tokens it knows, what it did and what it found. Everything that is reported goes through here. */
export class Recorder {
  readonly ports: Ports;
  readonly profile: Profile;
  readonly words: Words;
  readonly correlationId: string;
  readonly startedAt: Date;
  readonly redaction: Redaction;
  readonly findings: ReportedFinding[] = [];
  readonly requests: RequestRecord[] = [];
  /** How many secrets were known when the first of this run could be recorded. */
  readonly #knownFirst: number;
  readonly #begun = new Map<string, RequestBegun>();
  readonly #unreached = new Set<string>();
  readonly #shown = new Set<string>();
  readonly #steps = new Map<StepId, { startedAt: Date; durationMs: number }>();
  #current: StepId = "read";
  #begunAt: Date | undefined;
  #follower: ((soFar: () => Omit<RunSoFar, "frame">) => void) | undefined;

  /**
   * @param own the run's own words, such as hosts and parties, which the redaction leaves in place: see `ownWords`; or a redaction
   * that several runs share, so that none shows another's tokens.
   */
  constructor(ports: Ports, profile: Profile, words: Words, own: readonly string[] | Redaction = []) {
    this.ports = ports;
    this.redaction = own instanceof Redaction ? own : new Redaction(own);
    this.#knownFirst = this.redaction.known;
    this.profile = profile;
    this.words = words;
    this.correlationId = ports.random.uuid();
    this.startedAt = ports.clock.now();
  }

  /**
   * Tells a face whenever something begins or comes back, so that it can show the run while it goes on.
   * @param follower is given what has been done until the moment at which it asks.
   */
  follow(follower: (soFar: () => Omit<RunSoFar, "frame">) => void): void {
    this.#follower = follower;
  }

  /** Whether a face shows the run while it goes on. */
  get isFollowed(): boolean {
    return this.#follower !== undefined;
  }

  #tell(): void {
    this.#follower?.(() => ({
      correlationId: this.correlationId,
      startedAt: this.startedAt,
      steps: this.steps,
      current: this.#current,
      requests: this.redaction.deep(this.requests),
      begun: this.redaction.deep([...this.#begun.values()]),
    }));
  }

  /** Knows a token from now on: it is masked where the face prints, and redacted in all that leaves this run. */
  knowToken(token: Secret): void {
    this.redaction.add(token);
    this.ports.mask(token);
  }

  /**
   * Appends to the durable state. That it cannot be written must not cost us the token that is in hand: its capsule goes to
   * the log then, at once.
   */
  appendToJournal(entry: JournalEntry): void {
    const isKept = this.#write(() => this.ports.appendToJournal(entry));
    if (!isKept && entry.phase === "captured") this.showCapsule(entry.capsule);
  }

  /** Shows a recovery capsule in the log, once, as it is: it is sealed, and with one character less it is worth nothing. */
  showCapsule(capsule: string, of?: string): void {
    if (this.#shown.has(capsule)) return;
    this.#shown.add(capsule);
    this.ports.progress.line(capsuleLine(capsule, of));
  }

  /** Tells the face that a token works. Where the face fails at that, the exchange goes on. */
  reportProven(token: HubToken): void {
    this.#write(() => this.ports.proven(token));
  }

  #write(work: () => void): boolean {
    try {
      work();
      return true;
    } catch (error) {
      this.found([{ code: "state-unwritable", detail: error instanceof Error ? error.message : "unknown" }]);
      return false;
    }
  }

  /**
   * A step begins, and the one before it ends: what is found from now on, and the time that goes by, are this one's. A step that
   * is begun twice is one step.
   */
  begin(id: StepId): void {
    const now = this.ports.clock.now();
    this.#endStep(now);
    if (this.#current !== id || !this.#steps.has(id)) this.ports.progress.step(this.words.stepTitles[id]);
    this.#current = id;
    this.#begunAt = now;
    if (!this.#steps.has(id)) this.#steps.set(id, { startedAt: now, durationMs: 0 });
    this.#tell();
  }

  /** Adds to the current step the time since it began, or since this was done last. */
  #endStep(now: Date): void {
    const step = this.#steps.get(this.#current);
    if (step === undefined || this.#begunAt === undefined) return;
    step.durationMs += now.getTime() - this.#begunAt.getTime();
    this.#begunAt = now;
  }

  /** Records what was found, once: the same about the same thing is one finding. */
  found(findings: readonly Finding[], as: Graded = {}): void {
    for (const raw of findings) {
      const finding = this.#redacted(raw);
      if (this.#reported(finding) !== undefined) continue;
      const { check, who, source, say } = entryFor(finding);
      const rule = { check, severity: this.severityOf(finding), who, source, ...as };
      const reported: ReportedFinding = { finding, step: this.#current, ...rule, ...say(finding, this.#telling) };
      this.findings.push(reported);
      this.line(findingLine(reported));
    }
  }

  /** How serious a finding is: as the hub takes it, where its profile says so. */
  severityOf(finding: Finding): Severity {
    return this.profile.severities[entryFor(finding).check] ?? severityOf(finding);
  }

  /** What was recorded of a finding, if it was found. */
  reportOf(raw: Finding): ReportedFinding | undefined {
    return this.#reported(this.#redacted(raw));
  }

  #reported(redacted: Finding): ReportedFinding | undefined {
    const key = identityOf(redacted);
    return this.findings.find(({ finding }) => identityOf(finding) === key);
  }

  /** Takes out of what was found and asked each token that was not known yet then. */
  redactAgain(): void {
    if (this.redaction.known === this.#knownFirst) return;
    this.requests.splice(0, Infinity, ...this.redaction.deep(this.requests));
    for (const [index, reported] of this.findings.entries()) {
      const finding = this.#redacted(reported.finding);
      if (finding === reported.finding) continue;
      this.findings[index] = { ...reported, finding, ...entryFor(finding).say(finding, this.#telling) };
    }
  }

  /** In whose words the findings are said, and of which hub. */
  get #telling(): Telling {
    return { words: this.words, profile: this.profile };
  }

  /** A finding without any token that is known by now. */
  #redacted<F extends Finding>(finding: F): F {
    const redacted = this.redaction.deep(finding);
    // The code is ours, whatever a token may look like.
    return redacted === finding ? finding : { ...redacted, code: finding.code };
  }

  /** A line in the log of the current step. Redacted here once more; foreign text was redacted when it came in. */
  line(text: string | (() => string)): void {
    const { progress } = this.ports;
    const make = (): string => this.redaction.apply(typeof text === "string" ? text : text());
    if (progress.later === undefined) progress.line(make());
    else progress.later(make);
  }

  /** A request leaves. */
  requesting(request: RequestBegun): void {
    this.#begun.set(request.requestId, request);
    this.#tell();
  }

  /** Records a request that was made. */
  requested(request: RequestRecord): void {
    this.requests.push(request);
    this.#begun.delete(request.requestId);
    this.#tell();
    if (request.sent) {
      this.line(() => requestLine(request));
      return;
    }
    // A host that cannot be reached is said once, however many requests do not get there.
    const { host = "" } = URL.parse(request.url) ?? {};
    const unreached = `${host} ${request.error}`;
    if (!this.#unreached.has(unreached)) this.line(requestLine(request));
    this.#unreached.add(unreached);
  }

  /** The steps as they went, each with the worst that was found in it. */
  get steps(): StepRecord[] {
    this.#endStep(this.ports.clock.now());
    return [...this.#steps].map(([id, { startedAt, durationMs }]) => {
      const own = this.findings.filter((finding) => finding.step === id);
      const severities = new Set(own.map((finding) => finding.severity));
      const status = severities.has("error") ? "failed" : severities.has("warning") ? "warning" : "passed";
      return { id, title: this.words.stepTitles[id], status, startedAt, durationMs };
    });
  }
}

function identityOf(finding: Finding): string {
  return entryFor(finding).oncePerPeer ? finding.code : JSON.stringify(finding);
}
