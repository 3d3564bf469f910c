import {
  answerWords,
  checkBrokenJson,
  checkDelivery,
  checkIds,
  checkOlder,
  checkRepeat,
  NOT_READ_BACK,
  readBack,
  wrongAnswerIn,
  type ReadBack,
} from "../../checks/rehearsal.ts";
import { partyName, type Party } from "../../ocpi/party.ts";
import type { RoutedReceiver } from "../../record/receivers.ts";
import { named, type Fate, type Left, type Trace } from "./left.ts";
import { objectUrl } from "./object-url.ts";
import { testId, testSession, type Owner, type TestSessionStatus } from "./objects.ts";
import type { HubCall, Part, Stage } from "./stage.ts";

const TAKEN = "HTTP 200 or 201, OCPI 1000";
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const AFTER_FAILURE = "The first delivery of a session failed.";

/**
 * Plays the delivery of sessions: one, the same again, an older one, what is no JSON, one with another id than its URL, and one of a
 * party behind the hub. All of them are closed at the end.
 */
export async function playSessions(
  stage: Stage,
  receiver: RoutedReceiver | undefined,
  emsp: Party,
  owners: readonly Owner[],
  left: Left,
): Promise<void> {
  const [first, ...others] = owners;
  if (first === undefined) return;
  const sessions = new Sessions(stage, receiver, emsp, left);
  await sessions.findEarlier(owners, first);
  const delivered = await sessions.deliver(
    { step: `Deliver a session of ${partyName(first)} with 0 kWh`, expected: TAKEN },
    first,
  );
  const parts = sessions.parts(first);
  for (const { part, play } of parts) {
    if (delivered) await play(part);
    else stage.notTried(part, stage.over ?? AFTER_FAILURE);
  }
  for (const owner of others) {
    const part = {
      step: `Deliver a session of ${partyName(owner)}, a party that is new to the platform`,
      expected: TAKEN,
    };
    if (delivered) await sessions.deliver(part, owner);
    else stage.notTried(part, stage.over ?? AFTER_FAILURE);
  }
}

/** The test sessions at one platform. */
class Sessions {
  readonly #stage: Stage;
  readonly #receiver: RoutedReceiver | undefined;
  readonly #emsp: Party;
  readonly #left: Left;
  readonly #id: string;
  /** The id in a URL whose session has the other one. */
  readonly #otherId: string;
  /** When the session was updated last: never before what the platform has from an earlier rehearsal. */
  #at: Date;

  constructor(stage: Stage, receiver: RoutedReceiver | undefined, emsp: Party, left: Left) {
    this.#stage = stage;
    this.#receiver = receiver;
    this.#emsp = emsp;
    this.#left = left;
    this.#id = testId("SESSION", emsp);
    this.#otherId = testId("SESSION2", emsp);
    this.#at = stage.now;
  }

  /** Names the sessions that a rehearsal left open which did not get to its end. Without a GET nothing is known of that. */
  async findEarlier(owners: readonly Owner[], first: Owner): Promise<void> {
    const stage = this.#stage;
    const part = {
      step: "Look for what an earlier rehearsal left open",
      expected: "nothing, where the platform has a GET",
    };
    const places = [...owners.map((owner) => ({ owner, id: this.#id })), { owner: first, id: this.#otherId }];
    const open: Trace[] = [];
    const kinds = new Set<ReadBack["kind"]>();
    for (const { owner, id } of places) {
      if (stage.over !== undefined) break;
      const read = await this.#read(owner, id);
      kinds.add(read.kind);
      if (read.kind !== "there") continue;
      const after = (read.lastUpdated?.getTime() ?? 0) + SECOND_MS;
      if (after > this.#at.getTime()) this.#at = new Date(after);
      if (read.status === "COMPLETED") continue;
      const trace = { object: "session", id, owner, state: read.status };
      open.push(trace);
      this.#left.note(trace, async () => this.#close(owner, id));
    }
    if (stage.over !== undefined || kinds.has("unread")) {
      stage.notTried(part, stage.over ?? NOT_READ_BACK);
    } else {
      const got = open.map(({ id, owner, state }) => `session ${id} of ${partyName(owner)}: ${state}`).join("; ");
      const { correlationId } = stage.setting.peer;
      stage.write({ ...part, got: got || "nothing", verdict: "works", correlationId });
    }
    if (open.length > 0)
      stage.found([{ code: "rehearsal-found", left: open.map((trace) => named(trace, trace.state)) }]);
  }

  /** Delivers the session of an owner. @returns whether the platform took it. */
  async deliver(part: Part, owner: Owner): Promise<boolean> {
    const played = await this.#stage.play(part, this.#put(owner, "ACTIVE", this.#at), (made) =>
      checkDelivery(made, "session", this.#stage.isStranger(owner)),
    );
    this.#left.made(played, { object: "session", id: this.#id, owner, state: "ACTIVE" }, async () =>
      this.#close(owner, this.#id),
    );
    return played?.isRight === true;
  }

  /** What is played with a session that was delivered. */
  parts(owner: Owner): readonly { readonly part: Part; readonly play: (part: Part) => Promise<void> }[] {
    return [
      {
        part: { step: "Deliver the same session again", expected: TAKEN },
        play: async (part) => {
          await this.#stage.play(part, this.#put(owner, "ACTIVE", this.#at), (made) => checkRepeat(made, "session"));
        },
      },
      {
        part: {
          step: "Deliver an older session after it",
          expected: "no error, and the newer one stays as it is",
        },
        play: async (part) => {
          const older = new Date(this.#at.getTime() - HOUR_MS);
          await this.#stage.play(part, this.#put(owner, "PENDING", older), async (made) =>
            checkOlder(made, "PENDING", await this.#read(owner, this.#id)),
          );
        },
      },
      {
        part: { step: "Deliver a body that is no JSON", expected: "HTTP 400" },
        play: async (part) => {
          const call = this.#put(owner, "ACTIVE", this.#at);
          await this.#stage.play(part, call && { ...call, body: '{"id": ' }, checkBrokenJson);
        },
      },
      {
        part: { step: "Deliver a session whose id is not that of its URL", expected: "OCPI 2001" },
        play: async (part) => {
          const call = this.#put(owner, "ACTIVE", this.#at, this.#otherId);
          const played = await this.#stage.play(part, call, checkIds);
          this.#left.made(played, { object: "session", id: this.#otherId, owner, state: "ACTIVE" }, async () =>
            this.#close(owner, this.#otherId),
          );
        },
      },
    ];
  }

  #put(owner: Owner, status: TestSessionStatus, at: Date, id = this.#id): HubCall | undefined {
    const receiver = this.#receiver;
    const begun = new Date(at.getTime() - SECOND_MS);
    return (
      receiver && {
        receiver,
        url: objectUrl(receiver, owner, id),
        from: owner,
        to: this.#emsp,
        body: testSession(owner, this.#emsp, status, begun, at),
      }
    );
  }

  async #read(owner: Owner, id: string): Promise<ReadBack> {
    const call = this.#put(owner, "ACTIVE", this.#at, id);
    const read = call && (await this.#stage.read({ ...call, body: undefined }));
    const back: ReadBack = read === undefined ? { kind: "unread" } : readBack(read.answer, id);
    // A session has a status: what comes without one was made up for the question.
    return back.kind === "there" && back.status === "" ? { kind: "unread" } : back;
  }

  /** Closes a session, and reads back what it is then. A run that was stopped has no time to read. */
  async #close(owner: Owner, id: string): Promise<Fate> {
    const isStopped = this.#stage.isStopped;
    const before: ReadBack = isStopped ? { kind: "unread" } : await this.#read(owner, id);
    if (before.kind === "absent") return { kind: "gone" };
    const call = this.#put(
      owner,
      "COMPLETED",
      new Date(Math.max(this.#stage.now.getTime(), this.#at.getTime()) + SECOND_MS),
      id,
    );
    if (call === undefined) return { kind: "open", state: "" };
    const body = typeof call.body === "object" ? { ...call.body, id } : call.body;
    const { answer } = await this.#stage.tidy({ ...call, body });
    const after: ReadBack = isStopped || before.kind === "unread" ? { kind: "unread" } : await this.#read(owner, id);
    if (after.kind === "absent") return { kind: "gone" };
    if (after.kind === "there" && after.status !== "COMPLETED") return { kind: "open", state: after.status };
    if (wrongAnswerIn(answer) !== undefined) return { kind: "open", state: answerWords(answer) };
    return { kind: "stays", state: after.kind === "there" ? "COMPLETED" : "COMPLETED, not read back" };
  }
}
