import assert from "node:assert/strict";
import { utc } from "../../src/core/findings/times.ts";
import { quietWorld } from "./quiet-world.ts";
import { SECRET, LOCK, type Ended, type Given, type World } from "./world.ts";

// The value that stands for another run.
const ANOTHERS = "of another run";

describe("the lock of a run that is gone", () => {
  let world: World;

  beforeEach(async () => {
    world = await quietWorld();
  });

  const unsafe = (): string[] => world.hub.seen.flatMap(({ method }) => (method === "GET" ? [] : [method]));

  /** A run beside a lock that another one wrote so many milliseconds ago. */
  async function runBeside(ageMs: number, given: (world: World) => Given): Promise<Ended> {
    world.github.set(LOCK, ANOTHERS);
    world.clock.pass(ageMs);
    world.hub.seen.length = 0;
    return world.run(given(world));
  }

  interface Case {
    readonly job: string;
    readonly given: (world: World) => Given;
    /** Whether the party is registered before. */
    readonly registered: boolean;
    /** The requests that the run sends once it has taken the lock over. */
    readonly sends: readonly string[];
  }

  const cases: readonly Case[] = [
    {
      job: "an exchange",
      given: ({ hub }) => ({ job: "exchange", initialToken: hub.initialToken, hubToken: undefined }),
      registered: false,
      sends: ["POST", "PUT"],
    },
    {
      job: "a confirmation that is outstanding",
      given: ({ github }) => ({ job: "exchange", initialToken: undefined, hubToken: github.value(SECRET) }),
      registered: true,
      sends: ["PUT"],
    },
    {
      job: "a rotation",
      given: ({ github }) => ({ job: "rotate", initialToken: undefined, hubToken: github.value(SECRET) }),
      registered: true,
      sends: ["PUT"],
    },
  ];

  for (const [call, fault] of [
    ["DELETE lock", "403"],
    ["PUT lock", "403"],
    ["PUT lock", "secondary-limit"],
  ] as const) {
    it(`blocks an unconfirmed registration, when GitHub answers ${call} with ${fault}`, async () => {
      await world.run({ job: "exchange", initialToken: world.hub.initialToken, hubToken: undefined });
      world.github.faults.set(
        call,
        Array.from({ length: 9 }, () => fault),
      );
      const hubToken = world.github.value(SECRET);
      const ended = await runBeside(310_000, () => ({ job: "exchange", initialToken: undefined, hubToken }));
      assert.equal(ended.result, "not-ready", ended.log.join("\n"));
      assert.deepEqual(unsafe(), []);
      // Where the lock is gone, the post step has tried to bring it back, and says so.
      const isGone = world.github.value(LOCK) === undefined;
      assert.equal(isGone, call === "PUT lock");
      assert.equal(ended.sinks.includes(`the repository secret ${LOCK}, which notes that, may be gone`), isGone);
    });
  }

  it("is said to be gone when the post step cannot know whether it brought the lock back", async () => {
    world.github.faults.set("PUT lock", ["lost-before", "lost-before"]);
    const { initialToken } = world.hub;
    const ended = await runBeside(310_000, () => ({ job: "exchange", initialToken, hubToken: undefined }));
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.match(ended.sinks, /which notes that, may be gone\./);
    assert.equal(world.github.value(LOCK), undefined);
  });

  for (const { job, given, registered, sends } of cases) {
    const register = async (): Promise<void> => {
      if (!registered) return;
      const { initialToken } = world.hub;
      const ended = await world.run({ job: "exchange", initialToken, hubToken: undefined });
      assert.equal(ended.result, "connected", ended.log.join("\n"));
    };

    for (const [age, ageMs] of [
      ["4 minutes and 50 seconds", 290_000],
      ["4 minutes and 59 seconds", 299_000],
    ] as const) {
      it(`is another run's after ${age}: ${job} sends nothing that changes anything`, async () => {
        await register();
        const ended = await runBeside(ageMs, given);
        assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
        assert.deepEqual(unsafe(), []);
        assert.equal(world.github.value(LOCK), ANOTHERS);
        // The summary says when the five minutes are over.
        const freeAt = utc(new Date(world.clock.ms - ageMs + 300_000));
        assert.ok(ended.summary.includes(freeAt), ended.summary);
      });
    }

    for (const [age, ageMs] of [
      ["5 minutes and 1 second", 301_000],
      ["5 minutes and 10 seconds", 310_000],
    ] as const) {
      it(`is abandoned after ${age}: ${job} takes it over`, async () => {
        await register();
        const ended = await runBeside(ageMs, given);
        assert.equal(ended.result, "connected", ended.log.join("\n"));
        assert.deepEqual(unsafe(), sends);
        assert.deepEqual(world.github.names, [SECRET]);
      });
    }
  }

  it("stays when the user cancels its recovery, which says nothing of the hub, and the next run recovers", async () => {
    const { hub, github } = world;
    const given = { job: "exchange", initialToken: hub.initialToken, hubToken: undefined } as const;
    const stop = new AbortController();
    // Only the look of the recovery comes here with the lock taken over.
    world.intercept = () => {
      if (github.value(LOCK) === ANOTHERS) return undefined;
      stop.abort();
      return new Response("", { status: 503 });
    };
    const ended = await runBeside(310_000, () => ({ ...given, stop }));
    const log = ended.log.join("\n");
    assert.ok(stop.signal.aborted, log);
    assert.equal(ended.result, "in-doubt", log);
    const findings = ended.log.filter((line) => /^(Error|Warning): /.test(line));
    assert.equal(findings.length, 1, log);
    assert.match(findings[0] ?? "", /^Error: The run was stopped before it found out/);
    assert.deepEqual(unsafe(), []);
    assert.deepEqual(github.names, [LOCK]);
    world.intercept = () => undefined;
    world.clock.pass(310_000);
    assert.equal((await world.run(given)).result, "connected");
    assert.deepEqual(github.names, [SECRET]);
  });

  it("belongs to another run that took it over between the two looks", async () => {
    const { github } = world;
    const requestFor = github.requestFor.bind(github);
    let looks = 0;
    github.requestFor = (life, hesitate) => {
      const request = requestFor(life, hesitate);
      return async (route, parameters) => {
        if (route.startsWith("GET") && parameters["secret_name"] === LOCK) looks += 1;
        if (looks === 2) {
          github.delete(LOCK);
          github.set(LOCK, `${ANOTHERS}, too`);
        }
        return request(route, parameters);
      };
    };
    const { initialToken } = world.hub;
    const ended = await runBeside(310_000, () => ({ job: "exchange", initialToken, hubToken: undefined }));
    assert.equal(looks, 2);
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.deepEqual(unsafe(), []);
    assert.equal(github.value(LOCK), `${ANOTHERS}, too`);
  });
});
