import leven from "leven";

// Farther away it is another word.
const MAX_DISTANCE = 3;

/** The names with those first that are most like what was written; of two that are alike, the first of them. */
export function nearestFirst(written: string, names: readonly string[]): string[] {
  return measured(written, names).map(({ name }) => name);
}

/**
 * The name that was probably meant. Where two are as near as each other it is none: of `cpo-001` to `cpo-300` each is one letter
 * away from many, and a guess would mislead.
 */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const [first, second] = measured(written, names);
  if (first === undefined || first.distance > MAX_DISTANCE || first.distance === second?.distance) return undefined;
  return first.name;
}

function measured(written: string, names: readonly string[]): { readonly name: string; readonly distance: number }[] {
  const text = written.toLowerCase();
  return names
    .map((name) => ({ name, distance: leven(text, name.toLowerCase(), { maxDistance: MAX_DISTANCE + 1 }) }))
    .toSorted((a, b) => a.distance - b.distance);
}
