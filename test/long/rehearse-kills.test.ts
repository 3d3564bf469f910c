import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { clock } from "../../src/action/clock.ts";
import { actionFetch } from "../../src/action/peer-fetch.ts";
import { readTask } from "../../src/action/task.ts";
import { sendOnce } from "../../src/action/unsafe-request.ts";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { performRun } from "../../src/core/onboarding/perform-run.ts";
import type { PeerFetch } from "../../src/core/ports.ts";
import { actionInputs, runnerContext } from "../support/action-inputs.ts";
import { quickClock } from "../support/quick-clock.ts";
import { Scenario } from "../support/scenario.ts";

const given = { command: "rehearse", "allow-test-writes": "127.0.0.1", "initial-token": undefined };

/**
 * Rehearses in this process until so many requests were answered by the platform; then nothing of the run happens any more, as after a
 * kill: the platform did its work, and its answer is not read.
 * @returns whether the run came to its end before.
 */
async function rehearseUntil(scenario: Scenario, count: number): Promise<"ended" | "killed"> {
  const { platform, inputs } = scenario.sandbox;
  const network = actionFetch();
  let seen = 0;
  const killed = Promise.withResolvers<"killed">();
  const mortal =
    (send: PeerFetch): PeerFetch =>
    async (request) => {
      if (seen >= count) return new Promise(() => undefined);
      const response = await send(request);
      seen += 1;
      if (seen < count) return response;
      killed.resolve("killed");
      return new Promise(() => undefined);
    };
  const read = readTask(
    actionInputs({
      command: "rehearse",
      allowTestWrites: "127.0.0.1",
      platformUrl: platform.url,
      platformToken: platform.token,
      role: inputs["role"] ?? "",
      countryCode: inputs["country-code"] ?? "",
      partyId: inputs["party-id"] ?? "",
      businessName: inputs["business-name"] ?? "",
    }),
    runnerContext({ event: "", repository: { malformed: "" } }),
  );
  assert.ok("task" in read && read.task.command === "rehearse", JSON.stringify(read));
  const { job } = read.task;
  const run = performRun(
    {
      fetch: mortal(network.fetch),
      sendOnce: mortal(sendOnce),
      progress: { step: () => undefined, line: () => undefined },
      clock,
      random: { uuid: () => randomUUID(), fraction: () => 0 },
      mask: () => undefined,
      appendToJournal: () => undefined,
      proven: () => undefined,
      cancelled: new AbortController().signal,
    },
    {
      profile: job.connection.profile,
      words: actionWords,
      frame: {
        tool: { name: "test", version: "0" },
        command: "rehearse",
        connection: job.connection.name,
        runUrl: undefined,
        hubUrl: "",
        platformUrl: job.platformUrl,
        ownParties: job.connection.roles,
        receiverOverrides: {},
        routing: [],
        exposed: false,
        failOn: "error",
      },
      secrets: [],
      job: { kind: "rehearse", rehearse: job, connection: job.connection, warnings: [] },
    },
  );
  const how = await Promise.race([run.then(() => "ended" as const), killed.promise]);
  await network.close();
  return how;
}

describe("a rehearsal that was killed", () => {
  quickClock();

  it("at any of its requests leaves nothing that the next one does not name, and close", async () => {
    const scenario = await Scenario.inProcess({}, { role: "EMSP" });
    const { kept } = scenario.sandbox.platform;
    let kills = 0;
    let openOnes = 0;
    for (let count = 1; (await rehearseUntil(scenario, count)) === "killed"; count += 1) {
      kills += 1;
      const open = kept.sessions.filter(({ status }) => status !== "COMPLETED");
      const cdrs = [...kept.cdrs];
      // Half of the kills are enough for the run after them, but none after which something is open.
      if (open.length === 0 && count % 2 === 0) continue;
      openOnes += open.length;
      const step = await scenario.run(given);
      assert.equal(step.outputs["result"], "done");
      const report = JSON.parse(step.outputs["report"] ?? "") as { findings: { message: string; severity: string }[] };
      const messages = report.findings.map(({ message }) => message);
      const found = messages.find((message) => message.startsWith("An earlier rehearsal")) ?? "";
      for (const { id, party_id: party } of open) {
        assert.ok(
          found.includes(`session \`${String(id)}\` of IN*${String(party)}`),
          `after ${count} requests: ${found}`,
        );
      }
      if (open.length === 0) assert.equal(found, "", `after ${count} requests`);
      const left = messages.find((message) => message.startsWith("What the rehearsal made stays")) ?? "";
      for (const { id, party_id: party } of [...cdrs, ...kept.sessions]) {
        assert.ok(left.includes(`\`${String(id)}\` of IN*${String(party)}`), left);
      }
      assert.ok(kept.sessions.every(({ status }) => status === "COMPLETED"));
      for (const list of [kept.sessions, kept.cdrs]) list.length = 0;
    }
    assert.ok(kills > 20, `${kills} kills`);
    assert.ok(openOnes > 10, `${openOnes} open sessions`);
    await scenario.end();
  });
});
