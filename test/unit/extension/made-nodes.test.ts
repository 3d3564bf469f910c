import assert from "node:assert/strict";
import { idOf } from "../../../src/extension/state/connection-key.ts";
import { stateOf, type ConnectionFacts } from "../../../src/extension/state/connection-state.ts";
import { connectionNode } from "../../../src/extension/view/connection-node.ts";
import { MadeNodes } from "../../../src/extension/view/made-nodes.ts";
import type { ConnectionView } from "../../../src/extension/view/tree-node.ts";
import { absent, now, settled, view } from "../../support/tree-views.ts";

describe("the nodes of connections", () => {
  const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
  const viewOf = (changes: Partial<ConnectionFacts> = {}): ConnectionView => {
    const facts = { ...settled, ...changes };
    return view(stateOf(facts), { facts });
  };

  it("are made once while there is nothing new to say", () => {
    const nodes = new MadeNodes();
    const made = nodes.nodeOf(viewOf(), now);
    assert.deepEqual(made, connectionNode(viewOf(), now));
    // What is known is put together anew each time, and says the same.
    assert.equal(nodes.nodeOf(viewOf(), later(29)), made);
  });

  it("are made anew when something is new, and when time has passed", () => {
    const changes: readonly Partial<ConnectionFacts>[] = [
      { running: "verifying" },
      { watched: true },
      { valid: false },
      { hubToken: absent },
      { lock: "abandoned" },
      { last: undefined },
      { confirmed: { installed: now } },
    ];
    for (const change of changes) {
      const nodes = new MadeNodes();
      const made = nodes.nodeOf(viewOf(), now);
      const changed = nodes.nodeOf(viewOf(change), now);
      assert.notEqual(changed, made);
      assert.deepEqual(changed, connectionNode(viewOf(change), now));
    }
    for (const seconds of [30, 60, -1]) {
      const nodes = new MadeNodes();
      const made = nodes.nodeOf(viewOf(), now);
      assert.notEqual(nodes.nodeOf(viewOf(), later(seconds)), made, `${seconds} s`);
    }
  });

  it("are kept for each connection apart, and forgotten with it", () => {
    const nodes = new MadeNodes();
    const [one, other] = [viewOf(), { ...viewOf(), key: { ...viewOf().key, name: "other" } }];
    const [made, madeOther] = [nodes.nodeOf(one, now), nodes.nodeOf(other, now)];
    assert.deepEqual([made.id, madeOther.id], [idOf(one.key), idOf(other.key)]);
    nodes.keep([one]);
    assert.equal(nodes.nodeOf(one, now), made);
    assert.notEqual(nodes.nodeOf(other, now), madeOther);
  });
});
