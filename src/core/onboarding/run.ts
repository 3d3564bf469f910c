import { Pace } from "../peer/pace.ts";
import { Peer } from "../peer/peer.ts";
import { Recorder } from "../record/recorder.ts";
import type { PeerName } from "../record/request.ts";

/** One run, as its jobs see it: the recorder of all that they do and find, which opens the peers that they ask. */
export class Run extends Recorder {
  #platformPace: Pace | undefined;

  /** From now on the platform gets no more than one request in so many milliseconds. */
  pacePlatform(intervalMs: number): void {
    this.#platformPace = new Pace(intervalMs, this.ports.clock);
  }

  /** Whether the platform gets its requests one after another. */
  get pacesPlatform(): boolean {
    return this.#platformPace !== undefined;
  }

  /** A peer whose requests are recorded here. Tokens go to these origins and nowhere else; it may speak of the other side's, too. */
  peer(name: PeerName, origins: readonly string[], requestTimeoutMs: number, otherSide?: string): Peer {
    return new Peer(
      {
        name,
        origins,
        otherSide,
        correlationId: this.correlationId,
        requestTimeoutMs,
        rateLimitedCode: name === "hub" ? this.profile.rateLimitedCode : undefined,
      },
      {
        fetch: this.ports.fetch,
        sendOnce: this.ports.sendOnce,
        connectAhead: this.ports.connectAhead,
        clock: this.ports.clock,
        random: this.ports.random,
        redaction: this.redaction,
        observe: (request) => this.requested(request),
        begun: this.isFollowed ? (request) => this.requesting(request) : undefined,
        turns: this.ports.turns,
        pace: name === "platform" ? this.#platformPace : undefined,
      },
    );
  }
}
