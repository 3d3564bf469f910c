import { isDeepStrictEqual } from "node:util";
import { idOf } from "../state/connection-key.ts";
import { connectionNode } from "./connection-node.ts";
import type { ConnectionView, TreeNode } from "./tree-node.ts";

// `3 min ago` is looked at once a minute: a node that was made since then says the same of the time.
const FRESH_MS = 30_000;

/** The nodes of connections as they were made last: of hundreds only those are made anew of which there is something new to say. */
export class MadeNodes {
  readonly #made = new Map<string, { readonly view: ConnectionView; readonly at: Date; readonly node: TreeNode }>();

  nodeOf(view: ConnectionView, now: Date): TreeNode {
    const id = idOf(view.key);
    const made = this.#made.get(id);
    if (made !== undefined && isFresh(made.at, now) && isDeepStrictEqual(made.view, view)) return made.node;
    const node = connectionNode(view, now);
    this.#made.set(id, { view, at: now, node });
    return node;
  }

  /** Forgets the nodes of all other connections. */
  keep(views: readonly ConnectionView[]): void {
    const kept = new Set(views.map(({ key }) => idOf(key)));
    for (const id of this.#made.keys()) if (!kept.has(id)) this.#made.delete(id);
  }
}

function isFresh(at: Date, now: Date): boolean {
  const age = now.getTime() - at.getTime();
  // The clock may have been set back.
  return age >= 0 && age < FRESH_MS;
}
