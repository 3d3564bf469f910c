import type { TestObject } from "../../findings/rehearsal.ts";
import { partyName } from "../../ocpi/party.ts";
import { mayHaveActed, wrongAnswerIn } from "../../checks/rehearsal.ts";
import type { Owner } from "./objects.ts";
import type { Played, Stage } from "./stage.ts";

/** A test object that is on the platform, or may be. */
export interface Trace {
  readonly object: string;
  readonly id: string;
  readonly owner: Owner;
  /** What it was when it was made. */
  readonly state: string;
}

/** What became of a trace when it was put away. */
export type Fate =
  | { readonly kind: "gone" }
  /** It is there, and does no harm: closed, or never to be used. */
  | { readonly kind: "stays"; readonly state: string }
  /** It is there, and was to be closed or deleted. */
  | { readonly kind: "open"; readonly state: string };

interface Kept {
  readonly trace: Trace;
  /** Closes or deletes it; absent where OCPI has no way for that. */
  readonly putAway: (() => Promise<Fate>) | undefined;
}

/** The state of what the platform may have, or may still get. */
const PERHAPS = "may be there";

/** What is not there while a call is on its way may be there afterwards. */
function stillNamed(fate: Fate): Fate {
  return fate.kind === "gone" ? { kind: "stays", state: PERHAPS } : fate;
}

/** What a rehearsal leaves on the platform: it is put away at the end, and what stays is named. */
export class Left {
  readonly #kept = new Map<string, Kept>();

  /** Notes an object that was found or made. What is noted twice is one. */
  note(trace: Trace, putAway?: () => Promise<Fate>): void {
    this.#kept.set(`${trace.object} ${trace.id} ${partyName(trace.owner)}`, { trace, putAway });
  }

  /** Notes what a call made: what the platform took, and what it may have taken before it failed to answer. */
  made(played: Played | undefined, trace: Trace, putAway?: () => Promise<Fate>): void {
    if (played === undefined || !mayHaveActed(played.answer)) return;
    if (wrongAnswerIn(played.answer) === undefined) this.note(trace, putAway);
    else this.note({ ...trace, state: PERHAPS }, putAway && (async () => stillNamed(await putAway())));
  }

  /** Puts away what can be, and names the rest. */
  async putAway(stage: Stage): Promise<void> {
    if (this.#kept.size === 0) return;
    const stays: TestObject[] = [];
    const open: TestObject[] = [];
    for (const { trace, putAway } of this.#kept.values()) {
      const fate = putAway === undefined ? ({ kind: "stays", state: trace.state } as const) : await putAway();
      if (fate.kind !== "gone") (fate.kind === "open" ? open : stays).push(named(trace, fate.state));
    }
    if (open.length > 0) stage.found([{ code: "rehearsal-open", left: open }]);
    if (stays.length > 0) stage.found([{ code: "rehearsal-left", left: stays }]);
    stage.write({
      step: "Close or delete what the rehearsal made",
      expected: "sessions COMPLETED; what OCPI cannot delete is listed",
      got:
        [...open, ...stays].map(({ object, id, owner, state }) => `${object} ${id} of ${owner}: ${state}`).join("; ") ||
        "nothing is left",
      verdict: open.length > 0 ? "fails" : "works",
      correlationId: stage.setting.peer.correlationId,
    });
  }
}

/** As a finding names it. */
export function named({ object, id, owner }: Trace, state: string): TestObject {
  return { object, id, owner: partyName(owner), state };
}
