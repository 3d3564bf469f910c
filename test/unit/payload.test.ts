import assert from "node:assert/strict";
import {
  checkAssigned,
  checkDistinct,
  checkRoles,
  checkStrength,
  checkToken,
  checkUrl,
} from "../../src/core/checks/payload.ts";
import { checkPlatformUrl } from "../../src/core/checks/platform-url.ts";
import { describedConnection } from "../../src/core/config/description.ts";
import { catalogue } from "../../src/core/findings/catalogue.ts";
import { isCountryCode, type CredentialsRole } from "../../src/core/ocpi/party.ts";
import { HubToken, InitialToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import { ocpi221 } from "../../src/core/profiles/ocpi-2.2.1.ts";

const good: CredentialsRole = {
  role: "CPO",
  country_code: "IN",
  party_id: "ABC",
  business_details: { name: "Your CPO Ltd" },
};
const source = { name: "roles" };

function checksOf(findings: readonly { code: keyof typeof catalogue }[]): string[] {
  return findings.map(({ code }) => catalogue[code].check);
}

function roleChecks(...roles: object[]): string[] {
  return checksOf(checkRoles(roles as CredentialsRole[], chargeindia, () => source));
}

describe("the offline checks of tokens", () => {
  const check = (value: string): string[] => checksOf(checkToken(new PlatformToken(value)));

  it("find nothing in a good one", () => {
    assert.deepEqual(check("platform-9f86d081884c7d659a2feaa0c55ad015"), []);
  });

  it("PAY-02 at most 64 characters", () => assert.deepEqual(check("q1w2e3r4".repeat(9)), ["PAY-02"]));
  it("PAY-03 only U+0021 to U+007E", () =>
    assert.deepEqual([check("tokén-1234567890"), check("a token")], [["PAY-03"], ["PAY-03"]]));
  it("PAY-04 no white space around it, no scheme before it", () => {
    for (const value of [" abc", "abc\n", "abc\r\n", "Token abc", "Bearer abc", "Authorization: Token abc"])
      assert.deepEqual(check(value), ["PAY-04"], value);
  });
  it("PAY-05 no example, no marker of our own", () => {
    for (const value of ["your-platform-token", "changeme", "ocpi-capsule:v1:abc"])
      assert.deepEqual(check(value), ["PAY-05"], value);
  });
  it("PAY-06 strong enough", () => assert.deepEqual(checksOf(checkStrength(new PlatformToken("hunter2"))), ["PAY-06"]));
  it("PAY-07 no token for two purposes", () => {
    const tokens = {
      "initial-token": new InitialToken("a"),
      "platform-token": new PlatformToken("b"),
      "hub-token": new HubToken("a"),
    };
    assert.deepEqual(checkDistinct(tokens), [{ code: "token-same", input: "initial-token", other: "hub-token" }]);
  });
  it("keep a hub's own token as it is", () => {
    for (const value of [
      "ö".repeat(80),
      "ebf3b399-779f-4497-9b9d-ac6ad3cc44d2",
      "[abc-def]",
      "x",
      "token",
      "Token abc",
    ])
      assert.deepEqual(checkToken(new HubToken(value)), [], value);
  });
});

describe("the offline checks of the payload", () => {
  const url = (value: string, sandbox = true): string[] => checksOf(checkUrl(value, source, sandbox));

  it("find nothing in a good one", () => {
    assert.deepEqual(roleChecks(good, { ...good, role: "EMSP" }), []);
    assert.deepEqual(url("https://your-platform.com/ocpi/2.2.1"), []);
  });

  it("PAY-10 an absolute URL of at most 255 characters", () => {
    for (const value of ["", "your-platform.com", "/ocpi", "ftp://x", "https://", "https://a b"])
      assert.deepEqual(url(value), ["PAY-10"], value);
    assert.deepEqual(url(`https://x.example/${"a".repeat(250)}`), ["PAY-10"]);
  });
  for (const host of [
    "x.example",
    "0.0.0.0",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "x.localhost",
    "localhost.",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "128.0.0.1",
    "10.0.0.1",
    "169.254.169.254",
  ]) {
    it(`PAY-11 https at ${host}, which is not for certain this machine`, () => {
      assert.deepEqual(url(`http://${host}:3000/ocpi`), ["PAY-11"]);
      assert.deepEqual(url(`https://${host}:3000/ocpi`), []);
    });
  }
  it("PAY-11 http on this machine", () => {
    // The last ones are how a URL parser reads 127.0.0.1, too.
    for (const host of ["127.0.0.1", "127.255.0.7", "[::1]", "localhost", "LOCALHOST", "127.1", "0x7f.1"])
      assert.deepEqual(
        [url(`http://${host}:3000/ocpi`), url(`http://${host}:3000/ocpi`, false)],
        [[], ["PAY-11"]],
        host,
      );
  });
  it("PAY-11 each URL by its own host, also beside a hub on this machine", () => {
    const given = (value: string): { value: string; source: typeof source } => ({ value, source });
    const described = describedConnection(
      {
        name: "tunnel",
        profile: chargeindia,
        hubUrl: given("http://127.0.0.1:3000"),
        encoding: "auto",
        allowedOrigins: [given("http://hub.example.com")],
        platformUrl: given("http://0.0.0.0:3001/ocpi/2.2.1"),
        roles: [good],
        receivers: [{ ...given("http://platform.example.com/commands"), module: "commands" }],
        routing: [],
        sourceOfRole: () => source,
      },
      true,
    );
    assert.deepEqual("findings" in described && described.findings.map(({ code }) => code), [
      "url-insecure",
      "url-insecure",
      "url-insecure",
    ]);
  });
  it("PAY-13 no user name or password in it", () => assert.deepEqual(url("https://u:p@x.example"), ["PAY-13"]));
  it("PAY-16 at least one role", () => assert.deepEqual(roleChecks(), ["PAY-16"]));
  it("PAY-17 a role of OCPI that the hub has (PAY-19)", () => {
    assert.deepEqual(roleChecks({ ...good, role: "CPOO" }), ["PAY-17"]);
    assert.deepEqual(roleChecks({ ...good, role: "NSP" }), ["PAY-17"]);
  });
  it("PAY-18 not the hub's role", () => assert.deepEqual(roleChecks({ ...good, role: "HUB" }), ["PAY-18"]));
  it("PAY-20, PAY-21 three letters or digits", () => {
    for (const id of ["", "AB", "ABCD", "A C", "ÄBC"])
      assert.deepEqual(roleChecks({ ...good, party_id: id }), ["PAY-21"], id);
    assert.deepEqual(roleChecks({ ...good, party_id: "1E5" }), []);
  });
  it("PAY-22 a country", () => {
    for (const code of ["", "I", "IND", "XX", "UK"])
      assert.deepEqual(roleChecks({ ...good, country_code: code }), ["PAY-22"], code);
  });
  it("PAY-23 the hub's country, as a warning", () => {
    assert.deepEqual(roleChecks({ ...good, country_code: "NL" }), ["PAY-23"]);
    assert.equal(catalogue["country-foreign"].severity, "warning");
  });
  it("PAY-24 upper case", () => {
    assert.deepEqual(roleChecks({ ...good, role: "cpo" }), ["PAY-24"]);
    assert.deepEqual(roleChecks({ ...good, country_code: "in" }), ["PAY-24"]);
    assert.deepEqual(roleChecks({ ...good, party_id: "abc" }), ["PAY-24"]);
  });
  it("PAY-25 no party twice, compared without case", () =>
    assert.deepEqual(roleChecks(good, { ...good, party_id: "abc" }), ["PAY-24", "PAY-25"]));
  it("PAY-26 the party that was assigned", () => {
    assert.deepEqual(checksOf(checkAssigned([{ ...good, party_id: "XYZ" }], [good])), ["PAY-26"]);
    assert.deepEqual(checkAssigned([good], [good]), []);
  });
  it("PAY-27 not the hub itself", () => assert.deepEqual(roleChecks({ ...good, party_id: "CIH" }), ["PAY-27"]));
  it("PAY-28 business details", () =>
    assert.deepEqual(roleChecks({ ...good, business_details: undefined }), ["PAY-28"]));
  it("PAY-29 with a name", () => {
    for (const name of ["", "  ", "x".repeat(101), "a\nb"])
      assert.deepEqual(roleChecks({ ...good, business_details: { name } }), ["PAY-29"]);
  });

  it("know the 249 countries of ISO 3166-1, and nothing like them", () => {
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const known = letters.flatMap((first) => letters.map((second) => first + second).filter(isCountryCode));
    assert.equal(known.length, 249);
    for (const code of ["IN", "AD", "ZW", "GB", "US"]) assert.ok(isCountryCode(code), code);
    for (const code of ["", "I", "in", "IND", "XX", "EU", "UK", "A|", "X "]) assert.ok(!isCountryCode(code), code);
  });
});

describe("the offline checks of a platform's URL", () => {
  const codes = (value: string, profile = chargeindia): string[] =>
    checkPlatformUrl(value, source, profile).map(({ code }) => code);
  const expected = (value: string, profile = chargeindia): unknown[] =>
    checkPlatformUrl(value, source, profile).flatMap((finding) => ("expected" in finding ? [finding.expected] : []));

  it("find nothing in what the hub asks for, nor at a sandbox", () => {
    for (const path of ["/ocpi/2.2.1", "/ocpi/2.2.1/", "/cpo/api/details", "/v/2.2.1"])
      assert.deepEqual(codes(`https://ocpi.acme.in${path}`), [], path);
    for (const path of ["/ocpi/versions", "/versions/", "/ocpi"])
      assert.deepEqual(codes(`https://ocpi.acme.in${path}`, ocpi221), [], path);
    for (const url of ["http://127.0.0.1:3001", "http://localhost/credentials", "nothing"])
      assert.deepEqual(codes(url), [], url);
  });
  it("PAY-12 a host that is no example", () => {
    for (const host of ["your-platform.com", "ocpi.your-company.com", "example.com", "p.example.org."])
      assert.deepEqual(codes(`https://${host}/ocpi/2.2.1`), ["url-placeholder"], host);
    // All that is wrong is told at once.
    assert.deepEqual(codes("https://your-platform.com"), ["url-placeholder", "platform-url-pathless"]);
  });
  it("PAY-14 the address that the hub asks for, with its path", () => {
    for (const url of ["https://ocpi.acme.in", "https://ocpi.acme.in/", "https://ocpi.acme.in?x=1"]) {
      assert.deepEqual(codes(url), ["platform-url-pathless"]);
      assert.deepEqual(expected(url), ["https://ocpi.acme.in/ocpi/2.2.1"]);
      assert.deepEqual(expected(url, ocpi221), ["https://ocpi.acme.in/ocpi/versions"]);
    }
    for (const path of ["/ocpi/2.2.1/credentials", "/ocpi/credentials/"]) {
      assert.deepEqual(codes(`https://acme.in${path}`), ["platform-url-credentials"]);
      assert.deepEqual(expected(`https://acme.in${path}`), ["https://acme.in/ocpi/2.2.1"]);
      assert.deepEqual(expected(`https://acme.in${path}`, ocpi221), ["https://acme.in/ocpi/versions"]);
    }
    assert.deepEqual(codes("https://acme.in/ocpi/versions"), ["platform-url-versions"]);
    assert.deepEqual(expected("https://acme.in/ocpi/versions/"), ["https://acme.in/ocpi/2.2.1"]);
  });
  it("PAY-15 no version details where OCPI asks for the versions", () => {
    assert.deepEqual(codes("https://acme.in/ocpi/2.2.1", ocpi221), ["platform-url-details"]);
    assert.deepEqual(expected("https://acme.in/ocpi/2.2.1", ocpi221), ["https://acme.in/ocpi/versions"]);
  });
  it("let a run begin that only has an unusual one", () => {
    const described = (value: string): object =>
      describedConnection(
        {
          name: "c",
          profile: chargeindia,
          hubUrl: { value: "https://hub.chargeindia.com", source },
          encoding: "auto",
          allowedOrigins: [],
          platformUrl: { value, source },
          roles: [good],
          receivers: [],
          routing: [],
          sourceOfRole: () => source,
        },
        true,
      );
    assert.ok("connection" in described("https://your-platform.com"));
    assert.ok("connection" in described("https://acme.in/ocpi/versions"));
    assert.ok("findings" in described("https://acme.in/ocpi/2.2.1/credentials"));
  });
});
