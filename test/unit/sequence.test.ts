import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RequestRecord } from "../../src/core/record/request.ts";
import { sequenceDiagram } from "../../src/core/report/sequence.ts";
import { runFrame, silentPorts } from "../support/silent-run.ts";

const begin = new Date("2026-11-23T10:02:00Z");

type Given = Pick<RequestRecord, "peer" | "method"> & Partial<RequestRecord>;

/** What is drawn of these requests, each a second after the other, but for the participants. */
function drawn(...given: readonly Given[]): string[] {
  const requests = given.map((each, index): RequestRecord => ({
    url: `https://${each.peer}.example.com/ocpi/${index}`,
    asks: undefined,
    encoding: "plain",
    attempt: 1,
    at: new Date(begin.getTime() + index * 1000),
    httpStatus: 200,
    statusCode: 1000,
    statusMessage: undefined,
    requestId: "",
    durationMs: 1,
    error: undefined,
    sent: true,
    ...each,
  }));
  const record = recordOf(new Run(silentPorts(begin), chargeindia, actionWords), untouched("done"), runFrame);
  const [, , ...lines] = sequenceDiagram({ ...record, steps: [], requests }, actionWords).split("\n");
  return lines.map((line) => line.trim());
}

const hub = { peer: "hub", method: "GET" } as const;
const platform = { peer: "platform", method: "GET" } as const;
const post = { peer: "platform", method: "POST" } as const;
const refused = { httpStatus: 401, statusCode: 2000 } as const;

describe("the sequence of a run", () => {
  it("has one arrow for GETs in a row, and none who was not asked", () => {
    assert.deepEqual(drawn(platform, platform, platform), [
      "participant R as This run",
      "participant P as Your platform",
      "R->>P: GET /ocpi/0 and 2 more",
      "P-->>R: 200 / 1000",
    ]);
  });

  it("has one for each peer, where both are asked at the same time", () => {
    assert.deepEqual(drawn(hub, platform, hub, platform, hub).slice(3), [
      "R->>H: GET /ocpi/0 and 2 more",
      "H-->>R: 200 / 1000",
      "R->>P: GET /ocpi/1 and 1 more",
      "P-->>R: 200 / 1000",
    ]);
  });

  it("says of the row what was answered, also to a made-up token, which is to be refused", () => {
    const [, answer] = drawn(platform, { ...platform, ...refused, asks: "guard" }).slice(2);
    assert.equal(answer, "P-->>R: 200 / 1000 and 401 / 2000");
    const [, many] = drawn(platform, { ...platform, statusCode: 1001 }, { ...platform, statusCode: 1002 }).slice(2);
    assert.equal(many, "P-->>R: 200 / 1000 and others");
  });

  it("has one arrow for all that a platform was asked in a row, and draws what changes something at the hub by itself", () => {
    assert.deepEqual(drawn(platform, platform, post, post, platform).slice(2), [
      "R->>P: GET /ocpi/0 and 4 more",
      "P-->>R: 200 / 1000",
    ]);
    const atHub = { peer: "hub", method: "PUT" } as const;
    assert.deepEqual(drawn(hub, platform, atHub, atHub, hub, platform).slice(3), [
      "R->>H: GET /ocpi/0",
      "H-->>R: 200 / 1000",
      "R->>P: GET /ocpi/1",
      "P-->>R: 200 / 1000",
      "R->>H: PUT /ocpi/2",
      "H-->>R: 200 / 1000",
      "R->>H: PUT /ocpi/3",
      "H-->>R: 200 / 1000",
      "R->>H: GET /ocpi/4",
      "H-->>R: 200 / 1000",
      "R->>P: GET /ocpi/5",
      "P-->>R: 200 / 1000",
    ]);
  });

  it("keeps what failed, and what was not answered, out of the rows that went well", () => {
    const silent = { ...platform, httpStatus: undefined, statusCode: undefined, error: "timed out" } as const;
    assert.deepEqual(
      drawn(hub, { ...platform, ...refused }, { ...platform, ...refused }, hub, silent, silent).slice(3),
      [
        "R->>H: GET /ocpi/0 and 1 more",
        "H-->>R: 200 / 1000",
        "R->>P: GET /ocpi/1 and 1 more",
        "P--xR: 401 / 2000",
        "R-xP: GET /ocpi/4 and 1 more",
        "note over R,P: timed out",
      ],
    );
  });
});
