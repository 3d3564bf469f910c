/** From this effect on a process stands still until something has happened. */
export interface Stall {
  readonly at: number;
  readonly until: Promise<void>;
}

/** A process that may be killed at any of its effects. Afterwards nothing that it calls does anything or returns. */
export class Life {
  readonly #killAt: number | undefined;
  readonly #watch: { readonly at: number; readonly reached: () => void } | undefined;
  readonly #died = Promise.withResolvers<"killed">();
  readonly #stall: Stall | undefined;
  #effects = 0;
  #stalled = false;
  #dead = false;
  /** What it was about to do when it was killed, for the table. */
  lastEffect = "";

  /**
   * @param killAt the effect at which it is killed, counted from 1; never when undefined.
   * @param watch who is to be told when an effect is reached.
   * @param stall where it stands still for a while.
   */
  constructor(killAt?: number, watch?: { readonly at: number; readonly reached: () => void }, stall?: Stall) {
    this.#killAt = killAt;
    this.#watch = watch;
    this.#stall = stall;
  }

  get killed(): boolean {
    return this.#dead;
  }

  /** Resolves when it is killed. */
  get death(): Promise<"killed"> {
    return this.#died.promise;
  }

  /** An effect that waits for something: a dead process waits for ever. */
  async passing(effect: string): Promise<void> {
    if (this.#count(effect)) return new Promise(() => undefined);
    if (this.#stall === undefined || this.#stalled || this.#effects < this.#stall.at) return undefined;
    this.#stalled = true;
    return this.#stall.until;
  }

  /**
   * An effect that does not wait.
   * @throws Killed in a dead process, so that it unwinds.
   */
  at(effect: string): void {
    if (this.#count(effect)) throw new Killed();
  }

  #count(effect: string): boolean {
    if (this.#dead) return true;
    this.#effects += 1;
    if (this.#effects === this.#watch?.at) this.#watch.reached();
    if (this.#effects !== this.#killAt) return false;
    this.#dead = true;
    this.lastEffect = effect;
    this.#died.resolve("killed");
    return true;
  }
}

export class Killed extends Error {
  override readonly name = "Killed";
}
