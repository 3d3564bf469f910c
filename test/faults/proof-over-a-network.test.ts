import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { quietWorld } from "./quiet-world.ts";

describe("the proof of a new token, over a network that takes a moment", () => {
  for (const seconds of [10, 20, 25]) {
    it(`waits for a token that works only after ${seconds} seconds`, async () => {
      const world = await quietWorld();
      const { hub, clock } = world;
      const fetchFor = hub.fetchFor.bind(hub);
      let isIssued = false;
      hub.fetchFor = (life, hesitate) => {
        const fetch = fetchFor(life, hesitate);
        return async (request) => {
          const [issued] = hub.issued;
          if (issued !== undefined && !isIssued) {
            isIssued = true;
            issued.worksFrom = clock.ms + seconds * 1000;
          }
          // Who gives a request less time than the way takes gets no answer.
          await wait(5);
          request.signal.throwIfAborted();
          return fetch(request);
        };
      };
      const ended = await world.run({ job: "exchange", initialToken: hub.initialToken, hubToken: undefined });
      assert.equal(ended.result, "connected", ended.log.join("\n"));
    });
  }
});
