/** An element as it is to be. */
export interface Wanted {
  readonly tag: string;
  /** Tells it apart from its siblings, so that it stays the same element when others come or go. */
  readonly key: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Content[];
}

/** What an element holds: elements, texts, and nothing where a part is left out. */
export type Content = Wanted | string | false | undefined;

/** Attributes as they are written: what is undefined or false is left out, and true is there without a value. */
type Given = Readonly<Record<string, string | boolean | undefined>>;

/** Describes an element. Its texts are shown as texts, whatever they hold. */
export function element(
  tag: string,
  given: Given = {},
  ...children: readonly (Content | readonly Content[])[]
): Wanted {
  const { key, ...others } = given;
  const attributes = Object.entries(others).flatMap(([name, value]) =>
    value === undefined || value === false ? [] : [[name, value === true ? "" : value] as const],
  );
  return {
    tag,
    key: typeof key === "string" ? key : undefined,
    attributes: Object.fromEntries(attributes),
    children: children.flat(),
  };
}
