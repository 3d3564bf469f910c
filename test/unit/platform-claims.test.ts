import assert from "node:assert/strict";
import { TransportFailure, type PeerRequest } from "../../src/core/ports.ts";
import { PLATFORM, runAtPlatform, type PlatformRun, type PlatformRunEnded } from "../support/platform-run.ts";

const TOKEN = "platform-0123456789-abcdefghij";

type Answer = (request: PeerRequest, count: number) => Response;

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

function envelope(data?: unknown, code = 1000): unknown {
  return { status_code: code, timestamp: "2026-01-01T00:00:00Z", ...(data === undefined ? {} : { data }) };
}

function bears({ headers }: PeerRequest): boolean {
  const presented = headers["authorization"] ?? headers["Authorization"];
  return presented === `Token ${TOKEN}` || presented === `Token ${btoa(TOKEN)}`;
}

const modules = ["credentials", "tokens", "commands", "sessions", "cdrs"];
const endpoints = modules.map((identifier) => ({
  identifier,
  role: "RECEIVER",
  url: `${PLATFORM}/ocpi/2.2.1/${identifier}`,
}));

/** A platform with which nothing is wrong, but for what a test gives. */
const right: Answer = (request) => {
  if (!bears(request)) return json(envelope(undefined, 2002), 401);
  const { pathname } = new URL(request.url);
  if (pathname === "/ocpi/versions") return json(envelope([{ version: "2.2.1", url: `${PLATFORM}/ocpi/2.2.1` }]));
  if (pathname === "/ocpi/2.2.1") return json(envelope({ version: "2.2.1", endpoints }));
  if (pathname.includes("/commands")) return json(envelope({ result: "REJECTED", timeout: 30 }));
  if (pathname.endsWith("/authorize")) return json(envelope({ allowed: "BLOCKED" }));
  return request.method === "GET" ? json(envelope(undefined, 2003), 404) : json(envelope(), 201);
};

const limited: Answer = () => json(envelope(undefined, 2004), 429);
const page: Answer = () => new Response("<html>Sign in</html>", { headers: { "content-type": "text/html" } });
const moved: Answer = () => new Response("", { status: 302, headers: { location: "https://evil.example/" } });

async function run(
  given: Pick<PlatformRun, "command"> & Partial<PlatformRun>,
  answer: Answer,
): Promise<PlatformRunEnded & { readonly requests: readonly PeerRequest[] }> {
  const requests: PeerRequest[] = [];
  const fetch: PlatformRun["fetch"] = async (request) => {
    requests.push(request);
    return answer(request, requests.length);
  };
  const ended = await runAtPlatform({ role: "EMSP", token: TOKEN, ...given, fetch });
  assert.equal(ended.crash, undefined);
  return { ...ended, requests };
}

async function rehearse(answer: Answer, role: PlatformRun["role"] = "EMSP"): ReturnType<typeof run> {
  return run({ command: "rehearse", consent: true, role }, answer);
}

function verdictsOf({ record }: PlatformRunEnded, step: RegExp): string[] {
  return record.rehearsal.filter((one) => step.test(one.step)).map(({ verdict }) => verdict);
}

describe("what a preflight claims of a platform", () => {
  it("is that it is ready, where each call was as it should be", async () => {
    const ended = await run({ command: "preflight" }, right);
    assert.equal(ended.headline, "IN*ABC (EMSP) is ready for ChargeIndia Hub.");
    assert.match(ended.summary, /^## ✅ /);
    assert.match(ended.sinks, /Our platform passed a preflight at/);
  });

  const doubtful: Readonly<Record<string, { readonly answer: Answer; readonly token: string | undefined }>> = {
    "is tried without its token": { answer: right, token: undefined },
    "is behind a portal that answers every call with a page": { answer: page, token: undefined },
    "redirects every call": { answer: moved, token: undefined },
    "asks for fewer calls after the third": {
      answer: (request, count) => (count > 3 ? limited(request, count) : right(request, count)),
      token: TOKEN,
    },
    "asks for fewer calls of its receivers alone": {
      answer: (request, count) => (request.method === "GET" ? right(request, count) : limited(request, count)),
      token: TOKEN,
    },
    "refuses its token from the twelfth call on": {
      answer: (request, count) => (count > 12 ? json(envelope(undefined, 2002), 401) : right(request, count)),
      token: TOKEN,
    },
    "answers a call without a token with a page": {
      answer: (request, count) => (bears(request) ? right(request, count) : page(request, count)),
      token: TOKEN,
    },
    "has its receivers on another host": {
      answer: (request, count) =>
        bears(request) && request.url.endsWith("/ocpi/2.2.1")
          ? json(
              envelope({
                version: "2.2.1",
                endpoints: endpoints.map((one) => ({ ...one, url: one.url.replace("platform", "other") })),
              }),
            )
          : right(request, count),
      token: TOKEN,
    },
  };
  for (const [what, { answer, token }] of Object.entries(doubtful)) {
    it(`is not that a platform is ready that ${what}`, async () => {
      const ended = await run({ command: "preflight", token }, answer);
      assert.match(ended.headline, /^Not certain: \S/);
      assert.match(ended.summary, /^## ❓ /);
      assert.doesNotMatch(ended.sinks, /is ready for|passed a preflight/);
    });
  }

  it("is not that a receiver gives no answer which there was no time to call", async () => {
    const { timeout } = AbortSignal;
    const over = new AbortController();
    AbortSignal.timeout = (ms) => (ms === 55_000 ? over.signal : timeout.call(AbortSignal, ms));
    try {
      const ended = await run({ command: "preflight" }, (request, count) => {
        if (count === 15) over.abort(new DOMException("", "TimeoutError"));
        return right(request, count);
      });
      assert.equal(ended.headline, "Not certain: It is not known of each receiver whether it checks the token.");
      assert.ok(
        ended.record.receivers.length === 3 && ended.record.receivers.every(({ probe }) => probe === undefined),
      );
    } finally {
      AbortSignal.timeout = timeout;
    }
  });

  it("says of a list that asked for fewer calls no more than that", async () => {
    const senders = [
      ...endpoints,
      { identifier: "locations", role: "SENDER", url: `${PLATFORM}/ocpi/2.2.1/locations` },
    ];
    const ended = await run({ command: "preflight" }, (request, count) => {
      if (/locations|credentials/.test(request.url)) return limited(request, count);
      const isDetails = bears(request) && request.url.endsWith("/ocpi/2.2.1");
      return isDetails ? json(envelope({ version: "2.2.1", endpoints: senders })) : right(request, count);
    });
    const codes = ended.record.findings.map(({ finding }) => finding.code);
    assert.ok(!codes.includes("list-unreadable") && !codes.includes("platform-credentials"), codes.join(" "));
  });
});

describe("what a platform without measure makes of a preflight", () => {
  const many = 10_000;
  const filled = (entry: (index: number) => unknown): unknown[] =>
    Array.from({ length: many }, (_, index) => entry(index));
  const lists: Readonly<Record<string, readonly [path: string, data: unknown]>> = {
    "the same list as many endpoints": [
      "/ocpi/2.2.1",
      {
        version: "2.2.1",
        endpoints: filled(() => ({ identifier: "locations", role: "SENDER", url: `${PLATFORM}/l` })),
      },
    ],
    "many endpoints that are none": [
      "/ocpi/2.2.1",
      {
        version: "2.2.1",
        endpoints: filled((index) => ({ identifier: `${"m".repeat(100)}${index}`, role: "x", url: "y" })),
      },
    ],
    "endpoints with names of a megabyte": [
      "/ocpi/2.2.1",
      {
        version: "2.2.1",
        endpoints: [
          { identifier: "m".repeat(1_000_000), role: "SENDER", url: PLATFORM },
          { identifier: "tokens", role: "RECEIVER", url: `${PLATFORM}/${"y".repeat(1_000_000)}` },
        ],
      },
    ],
    "many versions": ["/ocpi/versions", filled((index) => ({ version: `9.${index}`, url: "x" }))],
    "its version at many places": ["/ocpi/versions", filled((index) => ({ version: "2.2.1", url: `x${index}` }))],
  };
  for (const [what, [path, data]] of Object.entries(lists)) {
    it(`stays small where it lists ${what}`, async () => {
      const ended = await run({ command: "preflight", role: "CPO" }, (request, count) =>
        bears(request) && new URL(request.url).pathname === path ? json(envelope(data)) : right(request, count),
      );
      assert.ok(ended.requests.length < 40, `${ended.requests.length} requests`);
      assert.ok(ended.record.findings.length < 40, `${ended.record.findings.length} findings`);
      assert.ok(ended.sinks.length < 400_000, `${ended.sinks.length} characters`);
      assert.ok(ended.headline.length < 3000, ended.headline);
    });
  }
});

describe("what a rehearsal claims of a platform", () => {
  it("is that nothing is in the way of what was tried", async () => {
    const ended = await rehearse(right, "CPO");
    assert.match(ended.headline, /went well: 9 lines of the go-live sheet work and 4 are not tried yet\.$/);
    assert.match(ended.summary, /^## ✅ /);
    const without = await run({ command: "rehearse", role: "CPO" }, right);
    assert.match(without.headline, /The hub's own calls were not rehearsed\.$/);
    assert.match(without.summary, /^## ❓ /);
  });

  it("is not that a call works to which a platform answered that there are too many", async () => {
    const ended = await rehearse(
      (request, count) =>
        bears(request) && request.method !== "GET" ? limited(request, count) : right(request, count),
      "CPO",
    );
    assert.deepEqual(new Set(verdictsOf(ended, /Authorise|_SESSION/)), new Set(["fails"]));
  });

  it("names what failed although nothing of it is an error", async () => {
    const ended = await run({ command: "rehearse", token: undefined }, page);
    assert.match(
      ended.headline,
      /3 fail and 16 are not tried yet\. The first that fails is "Call PUT sessions \(EMSP\) with a wrong token"\.$/,
    );
    assert.match(ended.summary, /^## ⚠️ /);
  });

  const unheard: Readonly<Record<string, () => Response>> = {
    "gave no answer": () => {
      throw new TransportFailure("ECONNRESET", false);
    },
    "refused the token": () => json(envelope(undefined, 2002), 401),
    "asked for fewer calls": () => json(envelope(undefined, 2004), 429),
    "broke down": () => json(envelope(undefined, 3000), 500),
    "answered with a page": () => new Response("<html>", { headers: { "content-type": "text/html" } }),
  };
  for (const [what, answer] of Object.entries(unheard)) {
    it(`is not that a session was refused or kept where the platform ${what}`, async () => {
      const kept = { id: "OCPI-TEST-SESSION-INABC", status: "ACTIVE", last_updated: "2026-11-22T10:00:00Z" };
      const ended = await rehearse((request, count) => {
        const { pathname } = new URL(request.url);
        if (!bears(request) || !pathname.includes("/sessions/")) return right(request, count);
        if (request.method === "GET") return json(envelope(kept));
        const isMeant = pathname.includes("SESSION2") || request.body?.includes('"PENDING"') === true;
        return isMeant ? answer() : right(request, count);
      });
      assert.deepEqual(verdictsOf(ended, /whose id is not|an older session/), ["fails", "fails"]);
    });
  }
});

describe("what a rehearsal does at a platform", () => {
  const accepted: Readonly<Record<string, unknown>> = {
    "in small letters": envelope({ result: "accepted", timeout: 30 }),
    "in a list": envelope([{ result: "ACCEPTED" }]),
    "without an object": envelope("ACCEPTED"),
    "with a code that refuses": envelope({ result: "Accepted" }, 2000),
    "without an envelope": { result: "ACCEPTED" },
  };
  for (const [how, body] of Object.entries(accepted)) {
    it(`ends with a command that is ACCEPTED, ${how}`, async () => {
      const ended = await rehearse(
        (request, count) => (bears(request) && request.method === "POST" ? json(body) : right(request, count)),
        "CPO",
      );
      const last = ended.requests.at(-1);
      assert.ok(last?.method === "POST" && bears(last), "nothing comes after it");
      assert.equal(ended.record.findings[0]?.finding.code, "rehearsal-accepted");
    });
  }

  it("plays nothing at a platform that ACCEPTED a command without its token, and asks it once", async () => {
    const ended = await rehearse(
      (request, count) =>
        request.method === "POST" ? json(envelope({ result: "ACCEPTED", timeout: 30 })) : right(request, count),
      "CPO",
    );
    assert.equal(ended.requests.filter(({ method }) => method === "POST").length, 1);
    assert.deepEqual(
      ended.requests.filter((one) => bears(one) && one.method !== "GET"),
      [],
    );
    assert.deepEqual(new Set(verdictsOf(ended, /Authorise|_SESSION/)), new Set(["not tried"]));
  });

  const taken: Readonly<Record<string, () => Response>> = {
    "with an empty object": () => json({}),
    "with nothing": () => new Response("", { status: 201 }),
    "with a page": () => new Response("<html>ok</html>", { headers: { "content-type": "text/html" } }),
    "with a gateway's page": () => new Response("<html>", { status: 504, headers: { "content-type": "text/html" } }),
    "with the half of an answer": () => new Response('{"status_code": 1000, "da'),
  };
  for (const [how, answer] of Object.entries(taken)) {
    it(`names what it may have left where a delivery is answered ${how}`, async () => {
      const ended = await rehearse((request, count) =>
        bears(request) && request.method !== "GET" ? answer() : right(request, count),
      );
      for (const id of ["OCPI-TEST-SESSION-INABC", "OCPI-TEST-CDR-INABC"]) {
        const told = ended.record.findings.filter(({ finding: { code } }) => /^rehearsal-(?:left|open)$/.test(code));
        assert.ok(
          told.some(({ message }) => message.join(" ").includes(id)),
          `${id} is named`,
        );
      }
    });
  }
});
