import assert from "node:assert/strict";
import { stripTypeScriptTypes } from "node:module";
import { instrumented } from "../../scripts/walk/instrument.ts";
import { roomsTo } from "../../scripts/walk/rooms.ts";
import type { Call, Trace } from "../../scripts/walk/trace.ts";

/** What a test's own trace is told of a call. */
interface Told {
  readonly name: string;
  readonly around: readonly unknown[];
  readonly fields: unknown;
}

/** Runs a module with a trace of its own, and gives what it exports and what the trace was told. */
async function traced(source: string): Promise<{ exports: Record<string, unknown>; told: Told[] }> {
  const told: Told[] = [];
  const walkTrace = {
    call(_file: string, name: string, around: readonly unknown[], _outside: unknown, body: () => unknown): unknown {
      const [itself] = around as [Record<symbol, (() => unknown) | undefined>?];
      const result = body();
      told.push({ name, around, fields: itself?.[Symbol.for("walk.fields")]?.() });
      return result;
    },
    yielded: (_file: string, name: string, value: unknown): unknown => {
      told.push({ name, around: [value], fields: undefined });
      return value;
    },
  };
  Object.assign(globalThis, { walkTrace });
  const code = stripTypeScriptTypes(instrumented(source, "fixture.ts"));
  const exports = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<string, unknown>;
  return { exports, told };
}

const fixture = `
class Base {
  readonly #first: number;
  constructor(first: number) { this.#first = first; }
  get first(): number { return this.#first; }
}
class Derived extends Base {
  readonly #second = 2;
  constructor() { super(1); }
  sum({ more = 3 }: { more?: number } = {}): number { return this.first + this.#second + more; }
}
async function later<T>(value: T): Promise<T> { await Promise.resolve(); return value; }
function* counting(to: number): Generator<number> { for (let at = 0; at < to; at += 1) yield at; }
const twice = (value: number): { value: number } => ({ value: value * 2 });
export const seen = [new Derived().sum(), await later("late"), [...counting(2)], twice(4)];`;

describe("a source in which each function tells the trace", () => {
  let run: Awaited<ReturnType<typeof traced>>;

  before(async () => {
    run = await traced(fixture);
  });

  it("does what it did", () => {
    assert.deepEqual(run.exports["seen"], [6, "late", [0, 1], { value: 8 }]);
  });

  it("tells its arguments, its yields and its private fields, those of what it extends too", () => {
    const around = (name: string): unknown[] => run.told.filter((one) => one.name === name).map((one) => one.around);
    assert.deepEqual(around("twice"), [[4]]);
    assert.deepEqual(around("counting"), [[0], [1]]);
    const sum = run.told.find(({ name }) => name === "sum");
    assert.deepEqual(sum?.around.slice(1), [3]);
    assert.deepEqual(sum?.fields, [2, 1]);
  });
});

/** A call of a trace, with its times and with what holds the value. */
function call(
  file: string,
  parent: number | undefined,
  [entered, left]: [number, number],
  given: number[] = [],
  made: number[] = [],
): Call {
  return { file, name: "f", parent, entered, left, given, made, returned: made, kept: [], own: given[0] };
}

describe("the rooms of a walk", () => {
  // main reads an input (1), makes an order of it (2), makes another thing that nothing needs (3), and sends the order.
  const trace: Trace = {
    pattern: "token",
    texts: {},
    calls: [
      call("main.ts", undefined, [1, 20]),
      call("inputs.ts", 0, [2, 5], [], [1]),
      call("order.ts", 0, [6, 9], [1], [2]),
      call("mask.ts", 0, [10, 11], [1], [3]),
      call("perform.ts", 0, [12, 19], [2]),
      call("main.ts", 4, [13, 18], [2]),
    ],
    arrivals: [{ sink: "POST to the hub", at: 15, from: 5, given: [2] }],
  };
  const walk = (given: Trace): string[] =>
    roomsTo(given, "POST to the hub").map(({ file, back }) => (back ? `back in ${file}` : file));

  it("are those through which control goes, and those that hand the value on", () => {
    const expected = ["inputs.ts", "main.ts", "order.ts", "back in main.ts", "perform.ts", "main.ts"];
    assert.deepEqual(walk(trace), expected);
  });

  it("leave out what is made and not needed, until it is", () => {
    const needed = { ...trace, calls: trace.calls.with(4, call("perform.ts", 0, [12, 19], [2, 3])) };
    assert.ok(walk(needed).includes("mask.ts"));
  });

  it("go on from what takes the value out of where it waits", () => {
    // The runner gets a record (1) and has it kept in a store (2); later the view is given what the store has (1), and shows it (4).
    const shown: Trace = {
      pattern: "token",
      texts: {},
      calls: [
        call("flow.ts", undefined, [1, 12], [], []),
        call("runner.ts", 0, [2, 11]),
        call("perform.ts", 1, [3, 4], [], [1]),
        call("log.ts", 1, [5, 6], [1], [3]),
        call("store.ts", 1, [7, 8], [1], [2]),
        { ...call("store.ts", undefined, [13, 14], [2, 1], []), made: [5], kept: [1], own: 2 },
        call("view.ts", undefined, [15, 16], [5], [4]),
      ],
      arrivals: [],
    };
    const files = roomsTo(shown).map(({ file }) => file);
    assert.deepEqual(files, ["perform.ts", "runner.ts", "store.ts", "view.ts"]);
  });

  it("are none where the value never arrives", () => {
    assert.throws(() => walk({ ...trace, arrivals: [] }), /never came/);
  });
});
