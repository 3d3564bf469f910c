import * as l10n from "@vscode/l10n";
import { allowedAt, type Allowed } from "../../core/config/allowed.ts";
import type { Path } from "../../core/config/path.ts";
import { countryCodes, partyName, sameParty } from "../../core/ocpi/party.ts";
import { defaultProfile, profileNamed, profileNames } from "../../core/profiles/hubs.ts";
import { configText, type ConfigText, type TextPosition, type TextRange } from "./config-text.ts";
import { cursorAt, type Cursor } from "./cursor.ts";
import { escaped, Skeleton, type Layout } from "./skeletons.ts";
import { Surroundings, type KnownParties } from "./surroundings.ts";

/** Something that can be written where the cursor is. */
export interface Completion {
  readonly kind: "key" | "value" | "party" | "snippet";
  readonly label: string;
  /** A few words beside the label. */
  readonly detail?: string | undefined;
  /** In our own Markdown: what the schema says. */
  readonly documentation?: string | undefined;
  /** In the syntax of VS Code's snippets. */
  readonly insert: string;
  /** A value has to be chosen next, and there is something to choose from. */
  readonly asksForValue?: boolean;
  /** It is the likeliest one. */
  readonly isLikeliest?: boolean;
  /** The JSON Schema that comes with the extension says it, too: another extension that reads the schema offers it. */
  readonly isInSchema: boolean;
}

/** What can be written where the cursor is, the likeliest first, and what it takes the place of. */
export interface Completions {
  readonly range: TextRange;
  readonly items: readonly Completion[];
}

/**
 * What can be written at a place of `ocpi.yml`, which need not be YAML yet: keys that are not there yet, values, parties that the
 * hub lists, and whole entries.
 */
export function completionsAt(text: string, position: TextPosition, known: KnownParties): Completions | undefined {
  const config = configText(text);
  const cursor = cursorAt(text, config.offsetAt(position));
  if (cursor === undefined) return undefined;
  const surroundings = new Surroundings(cursor, known);
  const items = new Offer(cursor, surroundings, layoutOf(cursor, config)).items();
  if (items.length === 0) return undefined;
  return {
    range: config.rangeOf(cursor.word),
    items: cursor.gap === "" ? items : items.map((item) => ({ ...item, insert: cursor.gap + item.insert })),
  };
}

/** VS Code itself begins each line of a snippet with the blanks of the line on which it is written. */
function layoutOf({ isFlow, word }: Cursor, config: ConfigText): Layout {
  if (isFlow) return "flow";
  const line = config.text.slice(config.lineStartOf(word.start), word.start);
  return { indent: " ".repeat(line.trimStart().length) };
}

class Offer {
  readonly #cursor: Cursor;
  readonly #around: Surroundings;
  readonly #layout: Layout;

  constructor(cursor: Cursor, around: Surroundings, layout: Layout) {
    this.#cursor = cursor;
    this.#around = around;
    this.#layout = layout;
  }

  items(): readonly Completion[] {
    const { path, isValue } = this.#cursor;
    const allowed = allowedAt(path);
    if (allowed === undefined) return [];
    if (allowed.kind === "text") return this.#values(path, allowed);
    if (isValue) return [];
    switch (allowed.kind) {
      case "map":
        return [...this.#wholeMap(), ...this.#keys(allowed)];
      case "names":
        return path.length === 1 ? this.#connections() : this.#modules();
      case "list":
        return this.#listItems();
    }
  }

  #keys({ keys }: Extract<Allowed, { kind: "map" }>): Completion[] {
    const { path, others, hasColon } = this.#cursor;
    return keys
      .filter(({ name }) => !others.includes(name))
      .map(({ name, description, required }) => {
        const at = [...path, name];
        const allowed = allowedAt(at);
        const isText = allowed?.kind === "text" && allowed.values.length !== 1;
        const insert = isText ? `${name}: ` : this.#skeleton().entry(at, this.#layout);
        return {
          kind: "key",
          label: name,
          detail: required ? l10n.t("required") : undefined,
          documentation: description,
          insert: hasColon ? name : insert,
          asksForValue: !hasColon && isText && this.#values(at, allowed).length > 0,
          isInSchema: true,
        };
      });
  }

  /** All that belongs into a map in which nothing stands yet. */
  #wholeMap(): Completion[] {
    const { path, others, hasColon } = this.#cursor;
    if (others.length > 0 || hasColon) return [];
    if (path.length === 0) {
      const whole = ["version", "connections"].map((key) => [key]);
      const skeleton = this.#skeleton();
      const insert = whole.map((at) => skeleton.entry(at, this.#layout)).join(this.#layout === "flow" ? ", " : "\n");
      return [snippet("ocpi.yml", l10n.t("a whole file, with one connection"), insert)];
    }
    return typeof path.at(-1) === "number" ? this.#wholeItems(path, "") : [];
  }

  #listItems(): Completion[] {
    const { path, hasColon } = this.#cursor;
    if (hasColon || this.#layout === "flow") return [];
    return this.#wholeItems([...path, 0], "- ");
  }

  /** Whole entries of a list of parties: those that the hub lists, and one to fill in. */
  #wholeItems(path: Path, dash: "" | "- "): Completion[] {
    if (allowedAt(path)?.kind !== "map") return [];
    const layout = this.#layout === "flow" ? "flow" : { indent: this.#layout.indent + " ".repeat(dash.length) };
    const isRouting = path.at(-2) === "routing";
    const label = isRouting ? l10n.t("partner") : l10n.t("party");
    const detail = isRouting ? l10n.t("whom you expect to reach") : l10n.t("one of your own, as assigned");
    const toFill = snippet(label, detail, dash + this.#skeleton().item(path, layout));
    if (!isRouting) return [toFill];
    const { listed, routing } = this.#around;
    const parties = listed
      .filter(({ party }) => !routing.some((other) => sameParty(party, other)))
      .map(({ party, status }): Completion => {
        const fields = `role: ${party.role}, country_code: ${party.country_code}, party_id: ${party.party_id}`;
        return {
          kind: "party",
          label: `${partyName(party)} (${party.role})`,
          detail: status,
          insert: layout === "flow" ? fields : `${dash}{ ${fields} \\}`,
          isInSchema: false,
        };
      });
    return [...parties, toFill];
  }

  #connections(): Completion[] {
    if (this.#cursor.hasColon) return [];
    return profileNames.flatMap((name) => {
      const profile = profileNamed(name);
      if (profile === undefined) return [];
      const isDefault = profile === defaultProfile;
      const free = this.#around.freeName(isDefault ? name : "hub");
      const suggest = (path: Path): readonly string[] => this.#around.suggest(path, profile);
      const skeleton = new Skeleton(suggest, ...(isDefault ? [] : ["hub.profile"]));
      const insert = skeleton.named(this.#cursor.path, free, this.#layout);
      return [snippet(free, l10n.t("a connection to {0}", profile.title), insert)];
    });
  }

  #modules(): Completion[] {
    const { path, others, hasColon } = this.#cursor;
    return this.#around
      .suggest(path)
      .filter((module) => !others.includes(module))
      .map((module) => ({
        kind: "key",
        label: module,
        insert: hasColon ? module : this.#skeleton().entry([...path, module], this.#layout),
        isInSchema: false,
      }));
  }

  #values(path: Path, allowed: Extract<Allowed, { kind: "text" }>): Completion[] {
    const inSchema = [...allowed.values, ...allowed.examples];
    const offered = allowed.values.length > 0 ? allowed.values : this.#around.suggest(path);
    const field = String(path.at(-1));
    if (field === "country_code") return this.#countries(offered);
    if (field === "party_id" && path.includes("routing")) return this.#partners();
    const [only, ...more] = offered;
    // One that only shows how it is written is to be replaced.
    if (only !== undefined && more.length === 0 && allowed.values.length === 0) {
      return [{ ...value(only, inSchema), insert: this.#skeleton().text(path) }];
    }
    return offered.map((each) => value(each, inSchema));
  }

  #partners(): Completion[] {
    return this.#around.fitting(this.#cursor.path).map(({ party, status }) => ({
      kind: "party",
      label: party.party_id,
      detail: `${partyName(party)} (${party.role}), ${status}`,
      insert: escaped(party.party_id),
      isInSchema: false,
    }));
  }

  /** Every country that there is, the likeliest first. */
  #countries(likely: readonly string[]): Completion[] {
    const names = new Intl.DisplayNames("en", { type: "region" });
    return [...new Set([...likely, ...countryCodes()])].map((code) => ({
      kind: "value",
      label: code,
      detail: names.of(code),
      insert: code,
      isLikeliest: code === likely[0],
      isInSchema: false,
    }));
  }

  #skeleton(): Skeleton {
    return new Skeleton((path) => this.#around.suggest(path));
  }
}

function value(text: string, inSchema: readonly string[]): Completion {
  return { kind: "value", label: text, insert: escaped(text), isInSchema: inSchema.includes(text) };
}

function snippet(label: string, detail: string, insert: string): Completion {
  return { kind: "snippet", label, detail, insert, isInSchema: false };
}
