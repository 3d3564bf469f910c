import type { RunSoFar } from "../../core/record/record.ts";
import { idOf, type ConnectionKey } from "./connection-key.ts";

/** A run that goes on. */
export interface RunUnderWay {
  readonly hubTitle: string;
  /** What has been done until the moment at which it is asked. */
  readonly soFar: () => RunSoFar;
}

/**
 * The runs that go on, for what shows them request by request. It is apart from `Connections`, whose listeners look at whole
 * connections: here something is told with each request.
 */
export class RunsUnderWay {
  readonly #runs = new Map<string, RunUnderWay>();
  readonly #listeners = new Set<(key: ConnectionKey) => void>();

  of(key: ConnectionKey): RunUnderWay | undefined {
    return this.#runs.get(idOf(key));
  }

  /** Something began or came back. */
  set(key: ConnectionKey, run: RunUnderWay): void {
    this.#runs.set(idOf(key), run);
    for (const listener of this.#listeners) listener(key);
  }

  /** The run has ended: what it came to is told by its record. */
  end(key: ConnectionKey): void {
    this.#runs.delete(idOf(key));
  }

  onDidChange(listener: (key: ConnectionKey) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
}
