import type { Holder, Sink, Trace } from "./trace.ts";

/** A source file on a walk, and the functions for which one is there. */
export interface Room {
  readonly file: string;
  /** One only comes back to it, from a call that it made. */
  readonly back: boolean;
  /** One of its functions has the value, or makes something of it: otherwise only control goes through. */
  holds: boolean;
  readonly functions: string[];
}

/**
 * The rooms of a value's way, in the order in which one is in them: from the call that first has it, back to the function that
 * reaches both that call and the place of arrival, and down to there. scripts/walks.ts has the rule.
 * @param sink where the walk ends; where it is not given, in the last result that holds the value.
 * @throws Error when the value never arrived there.
 */
export function roomsTo(trace: Trace, sink?: Sink): Room[] {
  return new Walk(trace).to(sink);
}

/** A call on the way, and the calls that it makes there. */
interface Visit {
  readonly index: number | undefined;
  readonly inner: readonly Visit[];
}

class Walk {
  readonly #trace: Trace;
  readonly #value: RegExp;
  readonly #children = new Map<number | undefined, number[]>();
  readonly #rooms: Room[] = [];

  constructor(trace: Trace) {
    this.#trace = trace;
    this.#value = new RegExp(trace.pattern);
    for (const [index, { parent }] of trace.calls.entries()) {
      const siblings = this.#children.get(parent);
      if (siblings === undefined) this.#children.set(parent, [index]);
      else siblings.push(index);
    }
  }

  to(sink: Sink | undefined): Room[] {
    const { calls } = this.#trace;
    const [source] = [...calls.keys()]
      // It comes from outside: what makes it of something that holds it already is not the first.
      .filter((index) => this.#made(index).length > 0 && calls[index]?.given.length === 0)
      .toSorted((a, b) => this.#left(a) - this.#left(b));
    const arrival = sink === undefined ? this.#lastResult() : this.#trace.arrivals.find((one) => one.sink === sink);
    if (source === undefined || arrival === undefined) throw new Error(`The value never came to ${sink ?? "the end"}.`);

    const [up, down] = [this.#chain(source), this.#chain(arrival.from)];
    // What both chains share, outermost first. Where they share nothing, who called both is not ours.
    const shared = up.findIndex((index, depth) => index !== down[depth]);
    const [climb, below] = [up.slice(shared, -1), down.slice(shared)];
    // Backwards, because only what is needed further on tells which calls were on the way to it.
    const needed = new Set<Holder>(arrival.given);
    const descent: Visit[] = [];
    for (const [depth, index] of [...below.entries()].toReversed()) {
      const until = below[depth + 1] === undefined ? arrival.at : this.#entered(below[depth + 1]);
      descent.unshift({ index, inner: this.#makers(index, this.#entered(index), until, needed) });
      for (const holder of this.#neededBy(index)) needed.add(holder);
    }
    const innermost = climb[0] ?? source;
    const meeting = up[shared - 1];
    const turn = below[0] === undefined ? arrival.at : this.#entered(below[0]);
    const top: Visit = { index: meeting, inner: this.#makers(meeting, this.#left(innermost), turn, needed) };
    const way = meeting === undefined ? this.#upToTheStore(climb, source, top.inner) : climb;
    const ascent = way.map((index, depth) => {
      const from = this.#left(way[depth + 1] ?? source);
      return { index, inner: this.#makers(index, from, this.#left(index), needed) };
    });

    this.#enter({ index: source, inner: [] });
    let inner = source;
    for (const visit of ascent.toReversed()) {
      this.#enter(visit, this.#made(inner).length > 0);
      inner = visit.index ?? inner;
    }
    // From the store one goes on, and does not come back first to what had the value put there.
    if (way.length < climb.length && this.#rooms.at(-1)?.back === true) this.#rooms.pop();
    this.#enter(top, this.#made(inner).length > 0);
    for (const visit of descent) this.#enter(visit);
    return this.#rooms;
  }

  /**
   * The calls that a call makes within a time and that make what is needed further on, each with its own. What they were given
   * is needed then, too.
   */
  #makers(caller: number | undefined, from: number, until: number, needed: Set<Holder>): Visit[] {
    const visits: Visit[] = [];
    for (const index of (this.#children.get(caller) ?? []).toReversed()) {
      const [entered, left] = [this.#entered(index), this.#left(index)];
      const made = this.#made(index);
      if (entered <= from || left > until || !this.#areNeeded(made, needed)) continue;
      const returned = this.#trace.calls[index]?.returned ?? [];
      visits.unshift({ index, inner: this.#makers(index, entered, left, new Set([...needed, ...returned])) });
      for (const holder of this.#neededBy(index)) needed.add(holder);
    }
    return visits;
  }

  /** What a call was given that went on: the parts of its result that it was given, or else everything. */
  #neededBy(index: number): readonly Holder[] {
    const { kept = [], given = [] } = this.#trace.calls[index] ?? {};
    return kept.length > 0 ? kept : given;
  }

  /**
   * Of a climb, outermost first, the calls from the one on that has the value put where these calls take it from; all of it
   * where none does.
   */
  #upToTheStore(climb: readonly number[], source: number, taking: readonly Visit[]): number[] {
    const stores = new Set(taking.flatMap(({ index }) => this.#trace.calls[index ?? -1]?.own ?? []));
    const from = climb.findLastIndex((index, depth) =>
      (this.#children.get(index) ?? []).some(
        (child) =>
          this.#entered(child) > this.#left(climb[depth + 1] ?? source) &&
          this.#made(child).some((holder) => stores.has(holder)),
      ),
    );
    return climb.slice(Math.max(from, 0));
  }

  /** Whether one of these is what is needed, or the part of a needed text in which the value is met first. */
  #areNeeded(made: readonly Holder[], needed: ReadonlySet<Holder>): boolean {
    if (made.some((holder) => needed.has(holder))) return true;
    const { texts } = this.#trace;
    const parts = made.flatMap((holder) => texts[holder] ?? []);
    return [...needed].some((holder) => {
      const text = texts[holder];
      if (text === undefined) return false;
      const first = text.search(this.#value);
      return parts.some((part) => {
        const at = text.indexOf(part);
        return at !== -1 && at <= first && first < at + part.length;
      });
    });
  }

  /** The end of the last outermost call that made something of the value. */
  #lastResult(): { at: number; from: number | undefined; given: readonly Holder[] } | undefined {
    const last = (this.#children.get(undefined) ?? []).findLast((index) => this.#made(index).length > 0);
    return last === undefined ? undefined : { at: this.#left(last), from: last, given: this.#made(last) };
  }

  /** @param gets whether a call that comes back to it hands it the value. */
  #enter({ index, inner }: Visit, gets = inner.length > 0): void {
    this.#step(index, false, gets || inner.length > 0);
    for (const visit of inner) {
      this.#enter(visit);
      this.#step(index, true, true);
    }
  }

  #step(index: number | undefined, back: boolean, gets: boolean): void {
    const call = index === undefined ? undefined : this.#trace.calls[index];
    if (call === undefined) return;
    if (this.#rooms.at(-1)?.file !== call.file) {
      this.#rooms.push({ file: call.file, back, holds: false, functions: [] });
    }
    const here = this.#rooms.at(-1);
    if (here === undefined) return;
    here.holds ||= gets || call.given.length > 0 || call.made.length > 0;
    if (!here.functions.includes(call.name)) here.functions.push(call.name);
  }

  /** A call and those around it, the outermost first. */
  #chain(index: number | undefined): number[] {
    const chain: number[] = [];
    for (let at = index; at !== undefined; at = this.#trace.calls[at]?.parent) chain.unshift(at);
    return chain;
  }

  #made(index: number): readonly Holder[] {
    return this.#trace.calls[index]?.made ?? [];
  }

  #entered(index: number | undefined): number {
    return (index === undefined ? undefined : this.#trace.calls[index]?.entered) ?? Infinity;
  }

  #left(index: number): number {
    return this.#trace.calls[index]?.left ?? Infinity;
  }
}
