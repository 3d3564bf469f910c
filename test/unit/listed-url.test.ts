import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { listedUrl } from "../../src/core/peer/listed-url.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";
import { findingOf } from "../support/finding-of.ts";
import { HUB, hubPeer } from "../support/hub-peer.ts";

const at = `${HUB}/ocpi/versions`;
const API = "https://api.example.net";
const origins = [HUB, API];

describe("a URL that a hub lists", () => {
  for (const [written, url, form] of [
    [`${HUB}/ocpi/2.2.1`, `${HUB}/ocpi/2.2.1`, "whole"],
    // Taken verbatim.
    [`${HUB}/ocpi/../2.2.1?a=%7e`, `${HUB}/ocpi/../2.2.1?a=%7e`, "whole"],
    ["/ocpi/2.2.1", `${HUB}/ocpi/2.2.1`, "not-whole"],
    ["2.2.1", `${HUB}/ocpi/2.2.1`, "not-whole"],
    ["hub.example.com/ocpi/2.2.1", `${HUB}/ocpi/2.2.1`, "not-whole"],
    ["//hub.example.com/ocpi/2.2.1", `${HUB}/ocpi/2.2.1`, "not-whole"],
    ["http://hub.example.com/ocpi/2.2.1", `${HUB}/ocpi/2.2.1`, "other-scheme"],
    ["HTTP://HUB.example.com:80/ocpi/2.2.1", `${HUB}/ocpi/2.2.1`, "other-scheme"],
    ["http://api.example.net/2.2.1", `${API}/2.2.1`, "other-scheme"],
    ["api.example.net/2.2.1", `${API}/2.2.1`, "not-whole"],
    ["", undefined, "none"],
    [" ", undefined, "none"],
    ["https://", undefined, "none"],
  ] as const) {
    it(`is ${form} when written ${JSON.stringify(written)}`, () => {
      assert.deepEqual(listedUrl(written, at, origins), { url, form });
    });
  }

  for (const written of [
    "http://hub.example.com:8080/ocpi/2.2.1",
    "http://elsewhere.example.com/ocpi/2.2.1",
    "//elsewhere.example.com/ocpi/2.2.1",
    "\\\\elsewhere.example.com/ocpi/2.2.1",
    "http://hub.example.com.elsewhere.example/",
    "hub.example.com@elsewhere.example/",
    "http://user@hub.example.com/ocpi/2.2.1",
    "ftp://hub.example.com/ocpi/2.2.1",
    "javascript:alert(1)",
  ]) {
    it(`gets no token elsewhere when written ${JSON.stringify(written)}`, () => {
      const { url } = listedUrl(written, at, [HUB]);
      const hub = hubPeer(() => assert.fail());
      assert.ok(url !== undefined);
      assert.ok(!hub.admits(url) || new URL(url).origin === HUB, url);
    });
  }

  it("keeps to the hub's own scheme on this machine, too", () => {
    const own = "http://127.0.0.1:8080";
    const url = listedUrl("https://127.0.0.1:8080/ocpi/2.2.1", `${own}/ocpi/versions`, [own]);
    assert.deepEqual(url, { url: `${own}/ocpi/2.2.1`, form: "other-scheme" });
  });

  for (const [url, snippet] of [
    ["https://api.example.net/2.2.1", "allowed_origins: [https://api.example.net]"],
    // `http:` itself is refused there; what is on an allowed host is asked by the scheme that was allowed.
    ["http://api.example.net/2.2.1", "allowed_origins: [https://api.example.net]"],
    ["http://api.example.net:8080/2.2.1", undefined],
    ["ftp://api.example.net/2.2.1", undefined],
  ] as const) {
    it(`is advised to be allowed as ${snippet ?? "nothing"} when it is ${url}`, () => {
      const what = "version details";
      const finding = {
        code: "hub-url-elsewhere",
        what,
        url,
        origin: HUB,
        needed: true,
        documented: undefined,
      } as const;
      assert.equal(findingOf(finding, { words: actionWords, profile: ocpi221 }).snippet, snippet);
    });
  }
});
