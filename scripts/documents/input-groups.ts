import { isMap, isScalar, parseDocument } from "yaml";

/** Inputs that serve one purpose. */
export interface InputGroup {
  readonly title: string;
  readonly inputs: readonly string[];
}

/**
 * The inputs by purpose, as `action.yml` has them: a comment before an input begins a group.
 * @param text of `action.yml`.
 */
export function inputGroups(text: string): InputGroup[] {
  const inputs = parseDocument(text).get("inputs");
  if (!isMap(inputs)) throw new Error("action.yml has no inputs.");
  const groups: { title: string; inputs: string[] }[] = [];
  for (const [index, { key }] of inputs.items.entries()) {
    if (!isScalar(key)) continue;
    // The comment before the first key belongs to the map.
    const comment = index === 0 ? inputs.commentBefore : key.commentBefore;
    if (comment || groups.length === 0) groups.push({ title: comment?.trim() ?? "Inputs", inputs: [] });
    groups.at(-1)?.inputs.push(String(key.value));
  }
  return groups;
}
