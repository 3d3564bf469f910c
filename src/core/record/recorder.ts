import { catalogue, type Fact } from "../findings/catalogue.ts";
import type { Telling } from "../findings/entry.ts";
import { findingOf, retold, type Finding, type Graded } from "../findings/finding.ts";
import type { StepId } from "../findings/steps.ts";
import type { Words } from "../findings/words.ts";
import { Redaction } from "../ocpi/redaction.ts";
import type { AnyToken, HubToken } from "../ocpi/token.ts";
import type { JournalEntry, Ports } from "../ports.ts";
import type { Profile } from "../profiles/profile.ts";
import { capsuleLine, findingLine, requestLine } from "./log-lines.ts";
import type { StepRecord } from "./record.ts";
import type { RequestRecord } from "./request.ts";

/** Records one run: the tokens it knows, what it did and what it found. Everything that is reported goes through here. */
export class Recorder {
  readonly ports: Ports;
  readonly profile: Profile;
  readonly voice: Words;
  readonly correlationId: string;
  readonly startedAt: Date;
  readonly redaction: Redaction;
  readonly findings: Finding[] = [];
  readonly requests: RequestRecord[] = [];
  readonly #steps = new Map<StepId, { startedAt: Date; durationMs: number }>();
  #current: StepId = "read";

  /** @param words what the run says of itself: no part of a token is looked for in them. */
  constructor(ports: Ports, profile: Profile, voice: Words, words: readonly string[] = []) {
    this.ports = ports;
    this.redaction = new Redaction(words);
    this.profile = profile;
    this.voice = voice;
    this.correlationId = ports.random.uuid();
    this.startedAt = ports.clock.now();
  }

  /** Knows a token from now on: it is masked where the face prints, and redacted in all that leaves this run. */
  knowToken(token: AnyToken): void {
    this.redaction.add(token);
    this.ports.mask(token);
  }

  /**
   * Appends to the durable state. That it cannot be written must not cost us the token that is in hand: its capsule goes to
   * the log then, at once.
   */
  keep(entry: JournalEntry): void {
    const isKept = this.#write(() => this.ports.keep(entry));
    if (!isKept && entry.phase === "captured") this.showCapsule(entry.capsule);
  }

  /** Shows a recovery capsule in the log, as it is: it is sealed, and with one character less it is worth nothing. */
  showCapsule(capsule: string, of = ""): void {
    this.ports.progress.line(capsuleLine(capsule, of));
  }

  /** Tells the face that a token works. That it could not make use of it must not cost us the rest of the exchange. */
  tellProven(token: HubToken): void {
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

  /** Does a step's work; its time and its findings belong to it. A step that is done twice is one step. */
  async step<T>(id: StepId, work: () => Promise<T>): Promise<T> {
    const before = this.#steps.get(id);
    if (this.#current !== id || before === undefined) this.ports.progress.step(this.voice.stepTitles[id]);
    this.#current = id;
    const start = this.ports.clock.now();
    try {
      return await work();
    } finally {
      const durationMs = (before?.durationMs ?? 0) + this.ports.clock.now().getTime() - start.getTime();
      this.#steps.set(id, { startedAt: before?.startedAt ?? start, durationMs });
    }
  }

  /** In whose words the findings are told, and of which hub. */
  get telling(): Telling {
    return { words: this.voice, profile: this.profile };
  }

  /** Records what was found, once: the same fact about the same thing is one finding. */
  found(facts: readonly Fact[], as: Graded = {}): void {
    for (const raw of facts) {
      // The code is ours, whatever a token may look like.
      const fact = this.redacted(raw);
      const key = identityOf(fact);
      if (this.findings.some((finding) => identityOf(finding.fact) === key)) continue;
      const finding = findingOf(fact, this.#current, this.telling, as);
      this.findings.push(finding);
      this.line(findingLine(finding));
    }
  }

  /** The finding of a fact; as it would be found now, if it was not. */
  findingOf(raw: Fact): Finding {
    const fact = this.redacted(raw);
    const key = identityOf(fact);
    const found = this.findings.find((finding) => identityOf(finding.fact) === key);
    return found ?? findingOf(fact, this.#current, this.telling);
  }

  /** A finding without any token that is known by now: a token that was not known then may be in what was found. */
  retold(finding: Finding): Finding {
    return retold(finding, this.redacted(finding.fact), this.telling);
  }

  /** A fact without any token that is known by now. */
  redacted<F extends Fact>(fact: F): F {
    // The code is ours, whatever a token may look like.
    return { ...this.redaction.deep(fact), code: fact.code };
  }

  /** A line in the log of the current step. A log is a sink: foreign text in the line was redacted when it came in, too. */
  line(text: string): void {
    this.ports.progress.line(this.redaction.apply(text));
  }

  /** Records a request that was made. */
  requested(request: RequestRecord): void {
    this.requests.push(request);
    this.line(requestLine(request));
  }

  /** The steps as they went, each with the worst that was found in it. */
  get steps(): StepRecord[] {
    return [...this.#steps].map(([id, { startedAt, durationMs }]) => {
      const own = this.findings.filter((finding) => finding.step === id);
      const severities = new Set(own.map((finding) => finding.severity));
      const status = severities.has("error") ? "failed" : severities.has("warning") ? "warning" : "passed";
      return { id, title: this.voice.stepTitles[id], status, startedAt, durationMs };
    });
  }
}

function identityOf(fact: Fact): string {
  return catalogue[fact.code].oncePerPeer ? fact.code : JSON.stringify(fact);
}
