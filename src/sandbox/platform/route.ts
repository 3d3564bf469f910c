import type { Reply } from "../reply.ts";

/** A request that may come in, as a route of the platform sees it. */
export interface Call {
  /** The path's variable segments, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The parsed body; undefined where there is none. */
  readonly body: unknown;
  /** The URL that was asked for, without its query. */
  readonly url: string;
}

/** A method that a route can have. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One path of a module, and what each of its methods does. */
export interface Route {
  readonly module: string;
  /** Below `/ocpi/2.2.1/`; a segment that begins with `:` is variable. */
  readonly path: string;
  readonly methods: Partial<Record<Method, (call: Call) => Reply | Promise<Reply>>>;
}

/** A route that fits a path, with the values of its variable segments. */
export interface FittingRoute<R> {
  readonly route: R;
  readonly params: Readonly<Record<string, string>>;
}

/** The routes whose path is this one, which has no slash at either end. */
export function fittingRoutes<R extends { readonly path: string }>(
  routes: readonly R[],
  path: string,
): FittingRoute<R>[] {
  const segments = path.split("/");
  return routes.flatMap((route) => {
    const params = paramsOf(route.path.split("/"), segments);
    return params === undefined ? [] : [{ route, params }];
  });
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = decoded(segments[index] ?? "");
    if (segment === undefined || segment === "") return undefined;
    if (part.startsWith(":")) params[part.slice(1)] = segment;
    else if (part !== segment) return undefined;
  }
  return params;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
