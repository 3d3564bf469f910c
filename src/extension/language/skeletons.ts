import { allowedAt, type Allowed } from "../../core/config/allowed.ts";
import type { Path } from "../../core/config/path.ts";

/** What may be written at a place that the schema leaves open, the likeliest first. */
export type Suggest = (path: Path) => readonly string[];

/** How what is written is laid out: in braces on one line, or in lines that begin with these blanks. */
export type Layout = "flow" | { readonly indent: string };

/** The keys of a connection that no registration does without, and that the schema leaves optional: a pipeline may give them otherwise. */
const needed = ["hub", "hub.url", "platform", "platform.url", "platform.roles"];

/**
 * Writes what the schema asks for at a place, in the syntax of VS Code's snippets: what the reader has to fill in is a
 * place where the cursor stops, in the order of the text.
 */
export class Skeleton {
  readonly #suggest: Suggest;
  readonly #needed: ReadonlySet<string>;
  #stops = 0;

  /** @param also keys of a connection that are written although the schema leaves them optional, such as `hub.profile`. */
  constructor(suggest: Suggest, ...also: string[]) {
    this.#suggest = suggest;
    this.#needed = new Set([...needed, ...also]);
  }

  /** A key with what belongs under it. */
  entry(path: Path, layout: Layout): string {
    return `${escaped(String(path.at(-1)))}:${this.#below(path, layout)}`;
  }

  /** An entry under a name that the reader chooses, such as a connection. */
  named(path: Path, name: string, layout: Layout): string {
    return `${this.#stop([name])}:${this.#below([...path, name], layout)}`;
  }

  /** One thing of a list, without its dash. */
  item(path: Path, layout: Layout): string {
    const allowed = allowedAt(path);
    if (allowed?.kind !== "map") return this.#text(path, allowed);
    const lines = this.#keys(path, allowed).map((key) => this.entry([...path, key], layout));
    return lines.join(layout === "flow" ? ", " : `\n${layout.indent}`);
  }

  /** A value that is a text. */
  text(path: Path): string {
    return this.#text(path, allowedAt(path));
  }

  #below(path: Path, layout: Layout): string {
    const allowed = allowedAt(path);
    if (allowed === undefined || allowed.kind === "text") return ` ${this.#text(path, allowed)}`;
    if (layout === "flow") {
      return allowed.kind === "list" ? ` [${this.#stop([])}]` : ` { ${this.#inside(path, allowed, layout)} \\}`;
    }
    const indent = `${layout.indent}  `;
    if (allowed.kind === "list") {
      return `\n${indent}- ${this.item([...path, 0], { indent: `${indent}  ` })}`;
    }
    return `\n${indent}${this.#inside(path, allowed, { indent })}`;
  }

  /** What is in a map. */
  #inside(path: Path, allowed: Extract<Allowed, { kind: "map" | "names" }>, layout: Layout): string {
    if (allowed.kind === "map") return this.item(path, layout);
    const names = this.#suggest(path);
    return `${this.#stop(names)}:${this.#below([...path, names[0] ?? "name"], layout)}`;
  }

  #keys(path: Path, { keys }: Extract<Allowed, { kind: "map" }>): string[] {
    // Inside of a connection, whatever its name is.
    const isNeeded = (name: string): boolean =>
      path.length >= 2 && this.#needed.has([...path.slice(2), name].join("."));
    return keys.filter(({ name, required }) => required || isNeeded(name)).map(({ name }) => name);
  }

  #text(path: Path, allowed: Allowed | undefined): string {
    const [only, ...more] = allowed?.kind === "text" ? allowed.values : [];
    // What may be but one thing is no place to stop.
    if (only !== undefined && more.length === 0) return escaped(only);
    return this.#stop(this.#suggest(path));
  }

  #stop(values: readonly string[]): string {
    this.#stops += 1;
    const [first, ...others] = values;
    if (first === undefined) return `$${this.#stops}`;
    if (others.length === 0) return `\${${this.#stops}:${escaped(first)}}`;
    return `\${${this.#stops}|${values.map((value) => value.replaceAll(/[\\,|$}]/g, String.raw`\$&`)).join(",")}|}`;
  }
}

/** A text as a snippet writes it unchanged. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, String.raw`\$&`);
}
