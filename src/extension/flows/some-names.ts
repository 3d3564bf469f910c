// As many as a notification shows at a glance.
const NAMES = 3;

/** The first of some names, for a sentence in which all would be too many: `a, b, c, …`. */
export function someNames(names: readonly string[]): string {
  return [...names.slice(0, NAMES), ...(names.length > NAMES ? ["…"] : [])].join(", ");
}
