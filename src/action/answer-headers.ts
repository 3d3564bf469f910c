import type { AnswerHeaders } from "../core/ports.ts";

/**
 * The headers of an answer, from their values by names in lower case, as Node's HTTP and undici read them. What came more than
 * once is one value, with commas (RFC 9110, 5.3).
 */
export function answerHeaders(values: Readonly<Record<string, string | readonly string[] | undefined>>): AnswerHeaders {
  const valueOf = (name: string): string | readonly string[] | undefined => values[name.toLowerCase()];
  return {
    get: (name) => {
      const value = valueOf(name);
      return typeof value === "string" ? value : (value?.join(", ") ?? null);
    },
    has: (name) => valueOf(name) !== undefined,
  };
}
