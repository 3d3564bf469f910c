import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import type { FunctionDefinition } from "@actions/expressions/funcs/info";

/** What expressions may speak of: `github`, `inputs`, `matrix` and so on, as plain data. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job goes, for the functions that ask for it. */
export type Status = "success" | "failure" | "cancelled";

/** The value of an expression, by GitHub's own evaluator. */
function evaluate(expression: string, contexts: Contexts, status: Status = "success"): unknown {
  return JSON.parse(JSON.stringify(result(expression, contexts, status), data.replacer)) as unknown;
}

/** Whether a job or a step runs. Without a word of the status it does not, once something has failed. */
export function holds(condition: string | boolean | undefined, contexts: Contexts, status: Status): boolean {
  const given = String(condition ?? "success()").replace(/^\$\{\{([\s\S]*)\}\}$/, "$1");
  const asks = /\b(?:success|failure|cancelled|always)\s*\(/.test(given);
  return isTruthy(evaluate(asks ? given : `success() && (${given})`, contexts, status));
}

/** A value of a workflow with its expressions filled in, at any depth. What is one expression and nothing else keeps its type. */
export function filled(value: unknown, contexts: Contexts): unknown {
  if (typeof value === "string") {
    const [, only] = /^\s*\$\{\{((?:(?!\}\})[\s\S])*)\}\}\s*$/.exec(value) ?? [];
    if (only !== undefined) return evaluate(only, contexts);
    return value.replaceAll(/\$\{\{((?:(?!\}\})[\s\S])*)\}\}/g, (_all, inner: string) =>
      result(inner, contexts, "success").coerceString(),
    );
  }
  if (Array.isArray(value)) return value.map((item: unknown) => filled(item, contexts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, contexts)]));
}

/** The same as the texts that a step is given: `with` and `env` have no other. */
export function texts(values: unknown, contexts: Contexts): Record<string, string> {
  const entries = Object.entries((filled(values ?? {}, contexts) ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name, value === null ? "" : String(value)]));
}

function result(expression: string, contexts: Contexts, status: Status): data.ExpressionData {
  const { tokens } = new Lexer(expression.trim()).lex();
  const functions = new Map(
    [
      answering("always", true),
      answering("success", status === "success"),
      answering("failure", status === "failure"),
      answering("cancelled", status === "cancelled"),
    ].map((one) => [one.name, one]),
  );
  const tree = new Parser(tokens, Object.keys(contexts), [...functions.values()]).parse();
  const known = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(tree, known, functions).evaluate();
}

function answering(name: string, value: boolean): FunctionDefinition {
  return { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) };
}

function isTruthy(value: unknown): boolean {
  return value !== false && value !== 0 && value !== "" && value !== null;
}
