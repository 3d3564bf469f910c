import { setTimeout as wait } from "node:timers/promises";
import type { MiddlewareHandler } from "hono";
import type { Bindings } from "./bindings.ts";

/** Something that goes wrong, once or a number of times, at requests of one kind. */
export interface Fault {
  readonly method: string;
  /** The path must begin with this. */
  readonly path: string;
  /** It is the path, and not only its beginning. */
  readonly exact?: boolean;
  /** How many requests pass before it. */
  skip?: number;
  /** How many requests it hits; without it, every one. */
  times?: number;
  /** Is called when it hits. */
  readonly onHit?: () => void;
  /** Only when the request's Authorization header holds this text. */
  readonly token?: string;
  /** Not when it holds this one. */
  readonly notToken?: string;
  readonly act: FaultAct;
}

/** What goes wrong with a request. */
export type FaultAct =
  /** The connection breaks before the server did anything, or after it did it all. */
  | { readonly kind: "drop"; readonly when: "before" | "after" }
  /** Another answer than the server's own; with `after` the server has done its work all the same. */
  | {
      readonly kind: "answer";
      readonly when: "before" | "after";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The server's own answer, with other names for a token before the token in it, of so many characters. */
  | { readonly kind: "noise"; readonly length: number }
  | { readonly kind: "delay"; readonly ms: number };

/** The faults of one server, scripted from a test or the desk. */
export class Faults {
  readonly #faults: Fault[] = [];

  add(fault: Fault): void {
    this.#faults.push(fault);
  }

  clear(): void {
    this.#faults.length = 0;
  }

  readonly middleware: MiddlewareHandler<Bindings> = async (context, next) => {
    const { req } = context;
    const fitting = this.#faults.filter(
      ({ method, path, exact = false, times = 1, token, notToken }) =>
        times > 0 &&
        method === req.method &&
        (exact ? req.path === path : req.path.startsWith(path)) &&
        (token === undefined || (req.header("authorization") ?? "").includes(token)) &&
        (notToken === undefined || !(req.header("authorization") ?? "").includes(notToken)),
    );
    const fault = fitting.find(({ skip = 0 }) => skip === 0);
    for (const waiting of fitting) if (waiting.skip !== undefined && waiting.skip > 0) waiting.skip -= 1;
    if (fault === undefined) return next();
    if (fault.times !== undefined) fault.times -= 1;
    fault.onHit?.();
    const { act } = fault;
    if (act.kind === "delay") {
      if (act.ms > 0) await wait(act.ms);
      return next();
    }
    if (act.kind === "noise") {
      await next();
      const { status, headers } = context.res;
      const noise = '"token":"a",'.repeat(act.length / 12);
      const body = (await context.res.text()).replace('"token":', `${noise}"token":`);
      context.res = undefined;
      context.res = new Response(body, { status, headers: { "content-type": headers.get("content-type") ?? "" } });
      return undefined;
    }
    if (act.when === "after") await next();
    if (act.kind === "drop") {
      context.env.outgoing.destroy();
      // The client reads it no more.
      context.res = new Response(null, { status: 204 });
      return context.res;
    }
    context.res = undefined;
    context.res = new Response(act.body, { status: act.status, headers: act.headers ?? {} });
    return undefined;
  };
}
