// actions/runner, ProcessInvoker: how long a step has after each signal.
const INTERRUPTED_MS = 7_500;
const TERMINATED_MS = 2_500;

/** Steps that run while the job goes on. */
export class Background {
  readonly #running = new Map<string, { readonly ended: Promise<void>; readonly cancel: () => void }>();

  /**
   * Starts a step beside the others.
   * @param id by which it is waited for and cancelled.
   * @param run runs it; it is given what takes the means to end it.
   */
  start(id: string, run: (onStart: (kill: (signal: NodeJS.Signals) => void) => void) => Promise<void>): void {
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    let isCancelled = false;
    const timers: NodeJS.Timeout[] = [];
    const end = (): void => {
      kill?.("SIGINT");
      timers.push(setTimeout(() => kill?.("SIGTERM"), INTERRUPTED_MS));
      timers.push(setTimeout(() => kill?.("SIGKILL"), INTERRUPTED_MS + TERMINATED_MS));
    };
    const ended = run((by) => {
      kill = by;
      if (isCancelled) end();
    }).finally(() => {
      for (const timer of timers) clearTimeout(timer);
      kill = undefined;
    });
    const cancel = (): void => {
      isCancelled = true;
      if (kill !== undefined) end();
    };
    this.#running.set(id, { ended, cancel });
  }

  /** Waits for these steps, or for all. */
  async wait(ids: readonly string[] = [...this.#running.keys()]): Promise<void> {
    await Promise.all(ids.map(async (id) => this.#running.get(id)?.ended));
    for (const id of ids) this.#running.delete(id);
  }

  /** Ends a step as a runner does: SIGINT, then SIGTERM, then SIGKILL; and waits for its end. */
  async cancel(id: string): Promise<void> {
    this.#running.get(id)?.cancel();
    await this.wait([id]);
  }
}
