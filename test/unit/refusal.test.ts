import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { sentences, type Finding } from "../../src/core/findings/catalogue.ts";
import { readCredentialsResponse } from "../../src/core/onboarding/credentials-response.ts";
import { answered } from "../../src/core/peer/read-answer.ts";
import { profileNamed } from "../../src/core/profiles/hubs.ts";

const asking = { method: "POST", url: "https://hub.example/ocpi/2.2.1/credentials" } as const;
const page = { "content-type": "text/html" };

/** What the user is told to do about the refusal of a POST. */
describe("the advice on a refused exchange", () => {
  for (const name of ["chargeindia", "ocpi-2.2.1"]) {
    for (const [what, status, headers, body, advice] of [
      ["a rate limit", 429, {}, "", /asks for fewer requests/],
      ["a firewall's page", 403, page, "<html>", /a firewall before the hub may not admit/],
      ["a page that breaks off", 403, page, "<html", /a firewall before the hub may not admit/],
      ["a place where nothing is", 404, {}, "", /Check `hub-url`/],
      ["a place where nothing is, whatever its code", 404, {}, '{"status_code":2004}', /Check `hub-url`/],
      ["a redirect", 307, { location: "/elsewhere" }, "", /Check `hub-url`/],
      ["what was sent", 422, {}, "", /Compare the role, country code and party id/],
      ["what was sent, with a code", 200, {}, '{"status_code":2001}', /Compare the role, country code and party id/],
      ["the token", 401, {}, '{"status_code":2002}', /is the whole token/],
    ] as const) {
      it(`${name}: is about ${what}, where that was the reason`, () => {
        const profile = profileNamed(name);
        assert.ok(profile !== undefined);
        const end = what.endsWith("breaks off") ? "broken" : "whole";
        const answer = answered(asking, status, new Headers({ ...headers }), body, end);
        const read = readCredentialsResponse(answer, profile, []);
        assert.ok(read.kind === "refused");
        const seen = {
          otherEncoding: undefined,
          isAnswering: false,
          platformUrl: "https://platform.example",
          seen: "fine",
        };
        const finding = { code: `post-${read.reason}`, response: answer.summary, ...seen };
        assert.match(sentences(finding as Finding, { words: actionWords, profile }).fix ?? "", advice);
      });
    }
  }
});
