import { checkTime, type Judged, type MadeCall } from "../../checks/rehearsal.ts";
import type { RehearsalFinding } from "../../findings/catalogue.ts";
import { partyName, type Party } from "../../ocpi/party.ts";
import { routingHeaders } from "../../ocpi/routing-headers.ts";
import type { PlatformToken } from "../../ocpi/token.ts";
import type { Called, Peer } from "../../peer/peer.ts";
import type { Profile } from "../../profiles/profile.ts";
import type { RoutedReceiver } from "../../record/receivers.ts";
import type { RehearsedStep } from "../../record/record.ts";
import type { Run } from "../run.ts";
import type { OcpiBody, Owner } from "./objects.ts";

const UNKNOWN_PLACE = "It is not known where your platform has this receiver.";

/** What a rehearsal works with. */
export interface Setting {
  readonly profile: Profile;
  /** The platform: tokens go to its origin and nowhere else. */
  readonly peer: Peer;
  /** Undefined where none was given: then nothing is played. */
  readonly token: PlatformToken | undefined;
  /** Where the hub calls the platform. */
  readonly receivers: readonly RoutedReceiver[];
  /** Whether there is nothing at a receiver: a call without a token has shown that, and one with a token says it once more. */
  readonly isMissing: (receiver: RoutedReceiver) => boolean;
}

/** What is played, in the words of the sheet. */
export interface Part {
  readonly step: string;
  readonly expected: string;
}

/** One of the hub's calls. */
export interface HubCall {
  readonly receiver: RoutedReceiver;
  readonly url: string;
  readonly method?: "GET" | "PUT" | "POST" | "DELETE";
  /** In whose name it is made, and to which party of the platform's. */
  readonly from: Owner;
  readonly to: Party;
  /** As it is, where it is a text: it may be no JSON then. */
  readonly body?: OcpiBody | string | undefined;
}

/** What came of a part that was played. */
export interface Played extends Called {
  /** Whether the platform did what a hub needs. */
  readonly isRight: boolean;
}

/**
 * Where the hub's calls are played, one after another: it makes them, writes down what came of each, and knows why nothing more is
 * to be played. From then on every part is written down as not tried.
 */
export class Stage {
  readonly steps: RehearsedStep[] = [];
  readonly setting: Setting;
  readonly #run: Run;
  #over: string | undefined;
  #isEnded = false;
  readonly #reported = new Map<string, RehearsalFinding>();

  /** @param over why nothing may be played at all. */
  constructor(run: Run, setting: Setting, over: string | undefined) {
    this.#run = run;
    this.setting = setting;
    this.#over = over;
  }

  /** The time of the run's clock. */
  get now(): Date {
    return this.#run.ports.clock.now();
  }

  /** Why nothing more is played; undefined while the play goes on. */
  get over(): string | undefined {
    if (this.#over === undefined && this.isStopped) this.#over = "The run was stopped.";
    return this.#over;
  }

  /** Whether these are not the hub's own, but of a party behind it, as everything is that a hub forwards. */
  isStranger(owner: Owner): boolean {
    const { hub } = this.setting.profile;
    return hub === undefined || partyName(owner) !== partyName(hub);
  }

  /** Ends the play. */
  end(why: string): void {
    this.#isEnded = true;
    this.#over ??= why;
  }

  /** Whether a part ended the play. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** Plays a part: makes the call, judges its answer, and writes both down. @returns undefined where it was not made. */
  async play(
    part: Part,
    call: HubCall | undefined,
    judge: (made: MadeCall) => Judged | Promise<Judged>,
  ): Promise<Played | undefined> {
    const why = this.over ?? this.#whyNotThere(call);
    if (call === undefined || why !== undefined) {
      this.notTried(part, why ?? UNKNOWN_PLACE);
      return undefined;
    }
    const { called, made } = await this.#make(call);
    const { got, fault, unknown } = await judge(made);
    const late = fault === undefined ? checkTime(made) : undefined;
    const told = [fault, late].flatMap((finding) => (finding === undefined ? [] : this.#report(finding)));
    const isRight = fault === undefined || this.#run.severityOf(fault) === "info";
    this.steps.push({
      ...part,
      got,
      verdict: !isRight ? "fails" : unknown === undefined ? "works" : "not tried",
      ...(told.length === 0 && unknown === undefined ? {} : { why: [...told, unknown ?? ""].join(" ").trim() }),
      correlationId: called.correlationId,
    });
    return { ...called, isRight };
  }

  /** Writes down what was not played, and why. */
  notTried(part: Part, why: string): void {
    this.steps.push({ ...part, got: "", verdict: "not tried", why });
  }

  /** Writes down what a call before shows to be wrong. */
  fail(part: Part, got: string, fault: RehearsalFinding): void {
    const why = this.#report(fault).join(" ");
    const { correlationId } = this.setting.peer;
    this.steps.push({
      ...part,
      got,
      verdict: this.#run.severityOf(fault) === "info" ? "works" : "fails",
      why,
      correlationId,
    });
  }

  /** Whether the run was stopped. */
  get isStopped(): boolean {
    return this.#run.ports.cancelled.aborted;
  }

  /** Writes down what is no call of its own. */
  write(step: RehearsedStep): void {
    this.steps.push(step);
  }

  /** Asks for an object, without a line of its own; also where the play is over. @returns undefined where no token may go. */
  async read(call: HubCall): Promise<Called | undefined> {
    return this.setting.peer.admits(call.url) ? (await this.#make({ ...call, method: "GET" })).called : undefined;
  }

  /** Makes a call that puts away what was made, without a line of its own; also where the run was stopped. */
  async tidy(call: HubCall): Promise<Called> {
    return (await this.#make(call)).called;
  }

  /** Records what was found. */
  found(findings: readonly RehearsalFinding[]): void {
    this.#run.found(findings);
  }

  #whyNotThere(call: HubCall | undefined): string | undefined {
    if (call === undefined) return UNKNOWN_PLACE;
    const { receiver, url } = call;
    const { peer, isMissing } = this.setting;
    if (!peer.admits(url)) return "This receiver is on another host than your platform, and no token goes there.";
    return isMissing(receiver) ? "There is nothing at this receiver, as the call without a token shows." : undefined;
  }

  /** Records what is wrong with an answer of a handler: the same again is the same finding. @returns what was said of it. */
  #report(finding: RehearsalFinding): string[] {
    const wrong = "wrong" in finding ? finding.wrong : "";
    const key = `${finding.code} ${"module" in finding ? finding.module : ""} ${wrong}`;
    const first = this.#reported.get(key) ?? finding;
    if (first === finding) {
      this.#reported.set(key, finding);
      this.found([finding]);
    }
    return this.#run.reportOf(first)?.message.slice(0, 1) ?? [];
  }

  async #make({ receiver, url, method = receiver.route.method, from, to, body }: HubCall): Promise<{
    readonly called: Called;
    readonly made: MadeCall;
  }> {
    const { profile, peer, token } = this.setting;
    const { module } = receiver;
    const [encoding] = profile.encodings;
    const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
    const called = await peer.call(
      {
        method,
        url,
        token,
        encoding,
        headers: profile.sendsRoutingHeaders && module !== "hubclientinfo" ? routingHeaders(from, to) : {},
        body: text,
      },
      // A call that left is heard out, at most for as long as a hub waits: what it did is put away afterwards.
      new AbortController().signal,
    );
    const { answer, durationMs } = called;
    return { called, made: { module, body: text, encoding, answer, durationMs } };
  }
}
