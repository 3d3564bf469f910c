import assert from "node:assert/strict";
import fc from "fast-check";
import { HubToken, InitialToken } from "../../src/core/ocpi/token.ts";
import { readVersionDetails, readVersions } from "../../src/core/ocpi/versions.ts";
import {
  findTokens as tokensIn,
  readCredentialsResponse,
  type CredentialsResponse,
} from "../../src/core/onboarding/credentials-response.ts";
import type { Answer } from "../../src/core/peer/answer.ts";
import { nextPage } from "../../src/core/peer/pagination.ts";
import { answered, readBody, unanswered } from "../../src/core/peer/read-answer.ts";
import { tokenStatusOf } from "../../src/core/peer/token-status.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";

const page = new Headers({ "content-type": "text/html; charset=utf-8" });
const asking = { method: "POST", url: "https://hub.example/ocpi/2.2.1/credentials" } as const;
const json = new Headers({ "content-type": "application/json" });

function answer(status: number, body: unknown): Answer {
  return answered(asking, status, json, typeof body === "string" ? body : JSON.stringify(body));
}

function reading(status: number, body: unknown): CredentialsResponse {
  return readCredentialsResponse(answer(status, body), chargeindia, [new InitialToken("initial")]);
}

function findTokens(text: string): string[] {
  return tokensIn({ body: readBody(text), text });
}

describe("the envelope", () => {
  it("is read at every HTTP status", () => {
    const body = readBody('{"status_code":2002,"status_message":"no","data":null}');
    assert.deepEqual(body, {
      kind: "envelope",
      envelope: { statusCode: 2002, statusMessage: "no", timestamp: undefined, data: null },
    });
    assert.equal(readBody('\uFEFF{"status_code":1000}').kind, "envelope");
  });

  it("names what is none", () => {
    assert.equal(readBody("").kind, "empty");
    for (const markup of ["<!DOCTYPE html><p>", '<?xml version="1.0"?><!DOCTYPE html>', "<!-- 403 --><html>", "<p>"])
      assert.equal(readBody(markup).kind, "html", markup);
    assert.equal(readBody("upstream error").kind, "text");
    for (const text of ["[]", "null", "3", '{"status_code":"1000"}', '{"status_code":1000.5}', '{"detail":"x"}'])
      assert.equal(readBody(text).kind, "json", text);
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readBody(text)));
  });
});

describe("a page", () => {
  it("says nothing of a token, whatever it looks like", () => {
    for (const text of ["<?xml version='1.0'?><html>", "<!-- nginx --><html>", "Access denied"])
      for (const status of [401, 403])
        assert.equal(tokenStatusOf(answered(asking, status, page, text), chargeindia), "inconclusive", text);
    assert.equal(tokenStatusOf(answered(asking, 403, json, "Access denied"), chargeindia), "refused");
    assert.equal(tokenStatusOf(answered(asking, 401, page, '{"status_code":2002}'), chargeindia), "refused");
  });
});

describe("a token in an answer", () => {
  it("is found at data.token or at token, byte for byte", () => {
    assert.deepEqual(findTokens('{"data":{"token":"a b"}}'), ["a b"]);
    assert.deepEqual(findTokens('{"token":"t"}'), ["t"]);
    assert.deepEqual(findTokens('{"data":null}'), []);
    assert.deepEqual(findTokens('{"data":{"token":7}}'), []);
  });

  it("is found where a hub wraps its answer, or the data in it, in a list", () => {
    assert.deepEqual(findTokens('{"data":[{"token":"t"}]}'), ["t"]);
    assert.deepEqual(findTokens('[{"data":{"token":"t"}}]'), ["t"]);
    assert.deepEqual(findTokens('[{"token":"t"}]'), ["t"]);
  });

  it("is where a parser finds it, in whatever JSON", () => {
    const names = fc.constantFrom("token", "data", "a", "", '"{token');
    const named = fc.dictionary(names, fc.anything());
    const bodies = fc.oneof(named, fc.record({ data: named, token: fc.string(), more: named }));
    fc.assert(
      fc.property(bodies, (body) => {
        const text = JSON.stringify(body, (_name, value: unknown) => (typeof value === "bigint" ? 0 : value));
        const parsed = JSON.parse(text) as { token?: unknown; data?: { token?: unknown } | null };
        // What is wrapped in a list is found, too.
        fc.pre(!Array.isArray(parsed.data));
        const expected = [parsed.data?.token, parsed.token].filter((one) => typeof one === "string" && one !== "");
        assert.deepEqual(findTokens(text), expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("is salvaged from a body that broke off after it", () => {
    assert.deepEqual(findTokens('{"status_code":1000,"data":{"token":"abc-\\u0031","url":"https://hu'), ["abc-1"]);
    assert.deepEqual(findTokens('{"data":{"token":"abc'), []);
  });

  it("is salvaged from a body that is no JSON because of it, as it stands there", () => {
    assert.deepEqual(findTokens('{"data":{"token":"abc\tdef"}}'), ["abc\tdef"]);
    assert.deepEqual(findTokens('{"data":{"token":"abc\\qdef"}}'), ["abc\\qdef"]);
  });
});

describe("what an answer to the POST means", () => {
  it("is the token, whatever the status was", () => {
    for (const status of [200, 201, 400, 401, 500]) {
      const found = reading(status, { status_code: status === 200 ? 1000 : 3000, data: { token: "issued-token" } });
      assert.equal(found.kind, "token", String(status));
      if (found.kind === "token") assert.equal(found.token.reveal(), "issued-token");
    }
  });

  it("is the token that the text shows and a parser hides behind the same name", () => {
    const texts = [
      '{"status_code":1000,"data":{"token":"issued-token","token":null}}',
      '{"status_code":1000,"data":{"token":"issued-token","token":"initial"}}',
      '{"status_code":1000,"data":{"token":"issued-token"},"data":null}',
      '{"status_code":1000,"data":{"token":"former-token","token":"issued-token"}}',
      '{"status_code":1000,"data":{"session":{"token":"of-a-session"},"tok\\u0065n" : "issued-token","token":null}}',
    ];
    for (const text of texts) {
      const found = reading(200, text);
      assert.equal(found.kind, "token", text);
      if (found.kind === "token") assert.equal(found.token.reveal(), "issued-token");
    }
  });

  it("is no token that stands anywhere else", () => {
    for (const data of [
      { session: { token: "csrf" } },
      { data: { token: "x" } },
      { "": { token: "x" } },
      { roles: [{ token: "x" }] },
      { token: ["x"] },
      { token: { a: "x" } },
    ])
      assert.equal(reading(200, { status_code: 1000, data }).kind, "accepted", JSON.stringify(data));
    assert.equal(reading(200, { status_code: 1000, da: { ta: { token: "x" } } }).kind, "accepted");
    assert.equal(reading(422, { errors: { token: "is too short" } }).kind, "refused");
    assert.equal(reading(200, { status_code: 2001, data: { errors: { token: "is too short" } } }).kind, "refused");
    assert.equal(reading(200, { status_code: 1000, data: { name: 'a "token": "x"' } }).kind, "accepted");
  });

  it("is not a token when it is one of ours", () => {
    assert.equal(reading(200, { status_code: 1000, data: { token: "initial" } }).kind, "accepted");
  });

  it("is a refusal where the hub certainly did nothing", () => {
    for (const status of [301, 307, 400, 401, 402, 403, 404, 405, 415, 422, 429])
      assert.equal(reading(status, "").kind, "refused", String(status));
    for (const code of [2000, 2001, 2002, 2900, 3001, 3002, 3003])
      assert.equal(reading(200, { status_code: code }).kind, "refused", String(code));
  });

  it("is unknown where it may have done something", () => {
    for (const status of [408, 409, 500, 502, 503, 504]) assert.equal(reading(status, "").kind, "lost", String(status));
    assert.equal(reading(200, { status_code: 3000 }).kind, "lost");
    assert.equal(reading(200, { status_code: 4002 }).kind, "lost");
    for (const [notSent, kind] of [
      [false, "lost"],
      [true, "not-sent"],
    ] as const) {
      const silence = unanswered(asking, "ECONNRESET", notSent);
      assert.equal(readCredentialsResponse(silence, chargeindia, []).kind, kind);
    }
  });

  it("is a success that left us without the token", () => {
    for (const body of ["", "<html></html>", "ok", "[]"]) assert.equal(reading(200, body).kind, "unreadable", body);
    assert.equal(reading(204, "").kind, "unreadable");
    assert.equal(reading(200, { status_code: 1000, data: null }).kind, "accepted");
  });

  it("tells an unusual token, and keeps it as it is", () => {
    const found = reading(200, { status_code: 1000, data: { token: `${"x".repeat(70)} é` } });
    assert.ok(found.kind === "token" && found.deviations.some(({ code }) => code === "token-unusual"));
    assert.ok(found.kind === "token" && found.token.equals(new HubToken(`${"x".repeat(70)} é`)));
  });
});

describe("what an answer to a GET says about its token", () => {
  it("opens, refuses or says nothing", () => {
    assert.equal(tokenStatusOf(answer(200, { status_code: 1000, data: [] }), chargeindia), "accepted");
    for (const [status, body] of [
      [401, ""],
      [403, ""],
      [200, { status_code: 2002 }],
      [401, { status_code: 2002 }],
    ] as const) {
      assert.equal(tokenStatusOf(answer(status, body), chargeindia), "refused");
    }
    for (const status of [404, 502, 503, 301])
      assert.equal(tokenStatusOf(answer(status, ""), chargeindia), "inconclusive", String(status));
    for (const [status, body] of [
      [500, ""],
      [500, "3000"],
      [200, { status_code: 3000 }],
      [400, { status_code: 3002 }],
    ] as const) {
      assert.equal(tokenStatusOf(answer(status, body), chargeindia), "crashed", JSON.stringify([status, body]));
    }
    for (const [status, body] of [
      [429, ""],
      [200, { status_code: 2004 }],
    ] as const) {
      assert.equal(tokenStatusOf(answer(status, body), chargeindia), "unheard", String(status));
    }
    // It is OCPI's "unknown token", too.
    assert.equal(tokenStatusOf(answer(404, { status_code: 2004 }), chargeindia), "inconclusive");
    assert.equal(tokenStatusOf(answer(500, "<html></html>"), chargeindia), "inconclusive");
    assert.equal(tokenStatusOf(answer(200, "<html></html>"), chargeindia), "inconclusive");
    assert.equal(tokenStatusOf(answer(400, "bad base64"), chargeindia), "wrong-encoding");
    assert.equal(tokenStatusOf(unanswered(asking, "TIMEOUT", false), chargeindia), "unheard");
  });
});

describe("versions and details", () => {
  it("are read with tolerance", () => {
    assert.deepEqual(readVersions([{ version: "2.2.1", url: "https://x" }, 7])?.unreadable, 1);
    assert.equal(readVersions({ versions: [] })?.wrapped, true);
    assert.equal(readVersions("x"), undefined);
    const details = readVersionDetails({
      version: 3,
      endpoints: [{ identifier: "credentials", role: null, url: "https://x" }, {}],
    });
    assert.deepEqual(details, {
      version: undefined,
      endpoints: [{ identifier: "credentials", role: undefined, url: "https://x" }],
      unreadable: 1,
      listed: false,
    });
    assert.equal(readVersionDetails([]), undefined);
    assert.equal(readVersionDetails([{ version: "2.2.1", url: "https://x" }]), undefined);
    assert.equal(readVersionDetails([details, { version: "2.2.1", endpoints: [] }], "2.2.1")?.endpoints.length, 0);
    assert.equal(readVersionDetails([{ endpoints: [] }, { endpoints: [] }], "2.2.1"), undefined);
  });
});

describe("pagination", () => {
  it("takes the next page from Link, verbatim", () => {
    const next = (link: string): string | undefined => nextPage(new Headers({ link }));
    assert.equal(
      next('<https://hub.example/x?offset=5&limit=5>; rel="next"'),
      "https://hub.example/x?offset=5&limit=5",
    );
    assert.equal(next('<https://a/first>; rel="first", <https://a/next>; rel=next'), "https://a/next");
    assert.equal(next('<https://a/prev>; rel="prev"'), undefined);
    assert.equal(nextPage(new Headers()), undefined);
  });

  it("gives back whatever URL a well-formed Link names, and never throws", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (url) =>
        assert.equal(nextPageOf(`<${url}>; rel="next"`), url),
      ),
    );
    const line = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
    fc.assert(fc.property(line, (link) => void nextPageOf(link)));
  });
});

function nextPageOf(link: string): string | undefined {
  return nextPage(new Headers({ link }));
}
