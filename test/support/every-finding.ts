/* oxlint-disable max-lines -- one list, with an example of each entry of the catalogue */
import type { Finding } from "../../src/core/findings/catalogue.ts";
import type { AboutCall, TestObject, WrongAnswer } from "../../src/core/findings/rehearsal.ts";
import type { ResponseSummary } from "../../src/core/findings/response-summary.ts";
import type { NotConnected } from "../../src/core/findings/parties.ts";
import type { VaultFailure } from "../../src/core/ports.ts";

type FactOf<C extends Finding["code"]> = Extract<Finding, { readonly code: C }>;

const url = "https://hub.example.com/ocpi/2.2.1/credentials";

function answered(httpStatus: number, statusCode?: number): ResponseSummary {
  const body = statusCode === undefined ? "html" : "envelope";
  return { url, method: "GET", httpStatus, statusCode, statusMessage: undefined, error: undefined, body };
}

function unanswered(error: string): ResponseSummary {
  const nothing = { httpStatus: undefined, statusCode: undefined, statusMessage: undefined } as const;
  return { url, method: "POST", ...nothing, error, body: "none" };
}

const response = answered(401, 2000);
const inWords: ResponseSummary = { ...answered(400, 2001), method: "POST", statusMessage: "Unknown party" };
const namingFields = (...fields: string[]): ResponseSummary => ({
  ...answered(422),
  method: "POST",
  body: "json",
  fields,
});
const refusedData = [
  response,
  inWords,
  namingFields("url", "token"),
  namingFields("roles[0].party_id", "roles[0].business_details.website"),
];
const silences = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "TIMEOUT",
  "CERT_HAS_EXPIRED",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "ERR_SSL_WRONG_VERSION_NUMBER",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "CERT_VERIFICATION_OFF",
  "PROXY_407",
  "PROXY_403",
  "PROXY_502",
].map(unanswered);
const bare: ResponseSummary = { ...answered(200), body: "bare" };
const responses = [response, answered(404), answered(403), answered(429), answered(502)];

function missingAt(
  module: string,
  method: string,
  byProxy: boolean,
): { module: string; method: string; response: ResponseSummary; byProxy: boolean } {
  return { module, method, response: { ...answered(404, byProxy ? undefined : 2003), method }, byProxy };
}

const host = "platform.example.com";
const urlFaults = ["relative", "insecure", "private", "placeholder", "long"] as const;
function call(module: string, method: string, httpStatus: number, statusCode?: number): AboutCall {
  return { module, response: { ...answered(httpStatus, statusCode), method }, body: "{}", encoding: "base64" };
}

const wrongAnswers: readonly WrongAnswer[] = [
  "silent",
  "moved",
  "page",
  "crash",
  "token",
  "missing",
  "bare",
  "refused",
  "word",
  "timeout",
];
const testObjects: readonly TestObject[] = [
  { object: "session", id: "OCPI-TEST-SESSION-INXYZ", owner: "IN*CIH", state: "COMPLETED" },
  { object: "CDR", id: "OCPI-TEST-CDR-INXYZ", owner: "IN*ZZZ", state: "" },
];

const path = "ocpi.yml";
const position = { line: 7, column: 9 };
const file = "samples/session.json";
const inSample = { file, position, path: "cdr_token.party_id" };
const source = { name: "connections.chargeindia.hub.url", file: path, position };
/** What the examples call the place of the hub token, so that it is in the words of no face. */
export const place = "place of the hub token";
/** The same of the lock. */
export const lockPlace = "mark of the interrupted exchange";
const failure: VaultFailure = { kind: "unavailable", status: undefined, detail: "the keyring did not keep it" };
const refusals: readonly VaultFailure[] = [
  failure,
  { kind: "forbidden", status: 401, detail: "Bad credentials" },
  { kind: "forbidden", status: 403, detail: "Resource not accessible by integration" },
  { kind: "forbidden", status: 403, detail: "" },
  { kind: "not-found", status: 404, detail: "Not Found" },
];
/** A command that is a vault was not started. */
const commandsNotStarted: readonly VaultFailure[] = [
  { kind: "not-found", command: { word: "look", how: "unstartable", code: "ENOENT" }, detail: "" },
  { kind: "forbidden", command: { word: "look", how: "unstartable", code: "EACCES" }, detail: "" },
];
/** Each other way in which it can fail. */
const commandFaults: readonly VaultFailure[] = [
  { kind: "unavailable", command: { word: "look", how: "exit", code: 1 }, detail: "" },
  { kind: "unavailable", command: { word: "put", how: "signal", signal: "SIGKILL" }, detail: "" },
  { kind: "unavailable", command: { word: "look", how: "timeout", seconds: 30 }, detail: "" },
  { kind: "rejected", command: { word: "look", how: "no-look" }, detail: "" },
  { kind: "unavailable", command: { word: "look", how: "stopped" }, detail: "" },
];
const grant = { where: "place", permission: "Secrets: write", link: "https://example.com/grant", yaml: "grant: it" };
const tokens = ["initial-token", "platform-token", "hub-token", "new-platform-token"].map((input) => ({ input }));
const statuses: readonly NotConnected[] = ["SUSPENDED", "NOT_LISTED", "OFFLINE", "PLANNED", "UNKNOWN"];

/**
 * At least one example of each finding, and one for each way in which its sentence differs. The type asks for every
 * code, so that a new one is not forgotten.
 */
const examples: { readonly [C in Finding["code"]]: readonly Omit<FactOf<C>, "code">[] } = {
  "input-missing": [
    ...tokens.map(({ input }) => ({ input, secret: true })),
    { input: "initial-token", secret: true, hint: "fork" },
    { input: "hub-url", secret: false, hint: "no-connection" },
    { input: "platform-url", secret: false },
  ],
  "all-other-command": [{ command: "exchange", commands: ["verify", "preflight"] }],
  "all-without-config": [{ path: "ocpi.yml" }],
  "all-not-alone": [{ inputs: ["hub-token"] }, { inputs: ["role", "country-code"] }],
  "all-issues": [{ count: 300, limit: 100 }],
  "tokens-without-all": [{ input: "hub-tokens" }, { input: "platform-tokens" }],
  "tokens-missing": [
    { input: "hub-tokens", secrets: [{ connection: "north", secret: "OCPI_HUB_TOKEN__NORTH" }], more: 0 },
    { input: "hub-tokens", secrets: [{ connection: "north", secret: "OCPI_HUB_TOKEN__NORTH" }], more: 299 },
  ],
  "tokens-unreadable": [
    { input: "hub-tokens", fault: { why: "size", bytes: 123_456 } },
    { input: "hub-tokens", fault: { why: "json" } },
    { input: "hub-tokens", fault: { why: "object" } },
    { input: "platform-tokens", fault: { why: "value", at: 2 } },
    { input: "platform-tokens", fault: { why: "line", at: 3 } },
  ],
  "tokens-unknown": [
    { input: "hub-tokens", at: 1, more: 0, nearest: undefined, known: ["north", "south"] },
    { input: "hub-tokens", at: 22, more: 2, nearest: "north", known: ["north"] },
  ],
  "tokens-differ": [{ input: "hub-tokens", connection: "north" }],
  "token-not-among": [{ input: "hub-tokens", connection: "north", secret: "OCPI_HUB_TOKEN__NORTH" }],
  "host-holds-back": [{ host: "hub.example.com", seconds: 3600 }],
  "input-blank": tokens,
  "input-not-one-of": [
    { input: "check-platform", value: "maybe", allowed: ["require", "warn", "off"], nearest: undefined },
    { input: "check-platform", value: "of", allowed: ["require", "warn", "off"], nearest: "off" },
  ],
  "outputs-nowhere": (["unset", "missing", "folder"] as const).map((why) => ({ path: "outputs.txt", why })),
  "input-duration": [
    { input: "wait-for-connected", value: "30" },
    { input: "request-timeout", value: "soon" },
  ],
  "input-secret-name": [{ input: "hub-token-secret", value: "1" }],
  "input-repository": [
    { value: "", keeps: "token" },
    { value: "nobody", keeps: "issue" },
  ],
  "party-incomplete": [{ missing: ["`role`"] }, { missing: ["`role`", "`party-id`"] }],
  "input-report-path": [{ value: "report.pdf" }],
  "input-needs": [
    { input: "store", value: "none", needs: "expose-hub-token: true" },
    { input: "store", value: "command", needs: "vault-command" },
    { input: "vault-command", value: "vault.sh", needs: "store: command" },
  ],
  "dry-run-would": [
    ...(["post", "try", "ask", "store", "verify"] as const).map((next) => ({ next, lockPlace, isLeftBehind: false })),
    ...(["recover", "confirm", "store"] as const).map((next) => ({ next, lockPlace, isLeftBehind: true })),
    { next: "post", lockPlace: "", isLeftBehind: false },
  ],
  "rehearsal-token": [{}],
  "rehearsal-none": (["hidden", "given", "stored", "doubt", "stopped"] as const).map((why) => ({ why })),
  "input-other-command": [{ input: "track-issue", value: "true", of: "verify", command: "exchange" }],
  "consent-unused": [{ command: "verify" }],
  "consent-host": (["blank", "scheme", "path", "port", "star", "other"] as const).map((why) => ({
    why,
    value: "https://other.example.com",
    host: "platform.example.com",
  })),
  "hub-twice": [{ input: "https://one.example.com", file: "https://other.example.com" }],
  "event-refused": [{ event: "pull_request", command: "exchange" }],
  "event-needs-origin": [
    { event: "pull_request_target", input: "hub-url", named: "https://evil.example.com" },
    { event: "pull_request_target", input: "platform-url", named: "https://evil.example.com" },
  ],
  "event-ignores-origins": [{ event: "pull_request", origins: ["https://evil.example.com"] }],
  "tls-switch-ignored": [{}],
  "input-overrides-file": [{ inputs: ["hub-url", "role"] }],

  "config-missing": [
    { path, workspaceEmpty: true, missing: [] },
    { path, workspaceEmpty: false, missing: ["hub-url"] },
    { path, workspaceEmpty: false, missing: ["hub-url", "platform-url"] },
  ],
  "config-syntax": [{ path, position, detail: "a map has no end" }],
  "config-size": [{ path, position }],
  "config-more": [
    { path, position, count: 1 },
    { path, position, count: 19_900 },
  ],
  "config-unknown-key": [
    { path, position, key: "plattform", nearest: "platform", allowed: ["hub", "platform"] },
    { path, position, key: "x", nearest: undefined, allowed: ["hub", "platform"] },
  ],
  "config-token": [{ path, position, key: "token" }],
  "config-value": [{ path, position, key: "version", expected: "is missing" }],
  "connection-unknown": [
    { name: "other", known: ["chargeindia"], nearest: undefined, takesAll: false },
    { name: "nort", known: ["north", "south"], nearest: "north", takesAll: true },
  ],
  "connection-ambiguous": [
    { known: ["one", "two"], takesAll: false },
    { known: ["one", "two", "three", "four", "five", "six"], takesAll: true },
  ],

  "token-whitespace": [
    { input: "initial-token", where: "start" },
    { input: "hub-token", where: "end" },
  ],
  "token-scheme": tokens,
  "token-capsule": tokens,
  "token-rehearsal": tokens,
  "token-length": [...tokens.map((one) => ({ ...one, encoded: false })), { input: "initial-token", encoded: true }],
  "token-characters": tokens,
  "token-shortened": [{ input: "hub-token" }],
  "token-placeholder": tokens,
  "token-maybe-encoded": [{ input: "initial-token" }],
  "token-encoded-already": [{ input: "initial-token" }, { input: "platform-token" }],
  "token-same": [
    { input: "hub-token", other: "platform-token" },
    { input: "new-platform-token", other: "platform-token" },
  ],
  "token-weak": [{ input: "platform-token" }, { input: "new-platform-token" }],
  "url-malformed": [{ source, value: "hub", expected: "https://hub.example.com" }],
  "hub-url-path": [
    { source, value: "https://hub.example.com/x", versionsPath: "/ocpi/versions" },
    { source, value: "https://hub.example.com/x", versionsPath: undefined },
  ],
  "hub-url-mistaken": [
    { source, value: "https://hub/ocpi/2.2.1", what: "details", versions: "https://hub/ocpi/versions" },
    { source, value: "https://hub/ocpi/2.2.1/credentials", what: "credentials", versions: "https://hub/ocpi/versions" },
  ],
  "url-private": [{ source, host: "10.0.0.7" }],
  "url-insecure": [{ source, value: "http://hub.example.com" }],
  "url-placeholder": [{ source, host: "your-platform.com" }],
  "platform-url-pathless": [
    { source, value: "https://x.in", asked: "details", expected: "https://x.in/ocpi/2.2.1" },
    { source, value: "https://x.in", asked: "versions", expected: "https://x.in/ocpi/versions" },
  ],
  "platform-url-credentials": [
    { source, value: "https://x.in/2.2.1/credentials", asked: "details", expected: "https://x.in/2.2.1" },
    { source, value: "https://x.in/2.2.1/credentials", asked: "versions", expected: "https://x.in/versions" },
  ],
  "platform-url-versions": [{ source, value: "https://x.in/ocpi/versions", expected: "https://x.in/ocpi/2.2.1" }],
  "platform-url-details": [{ source, value: "https://x.in/ocpi/2.2.1", expected: "https://x.in/ocpi/versions" }],
  "url-length": [{ source, length: 300 }],
  "url-credentials": [{ source }],
  "roles-empty": [{ source }],
  "role-unknown": [{ source, value: "NSP", allowed: ["CPO", "EMSP"] }],
  "role-hub": [{ source }],
  "party-id": [{ source, value: "ABCD" }],
  "country-code": [{ source, value: "XX" }],
  "country-foreign": [{ source, value: "DE", expected: "IN" }],
  "lower-case": [{ source, value: "abc" }],
  "party-twice": [{ source, party: "IN*ABC", role: "CPO" }],
  "party-other-than-assigned": [{ party: "IN*ABC", assigned: ["IN*XYZ"] }],
  "party-is-hub": [{ source, party: "IN*CIH" }],
  "business-details": [{ source }],
  "business-name": [
    { source, length: 0 },
    { source, length: 101 },
  ],

  "hub-no-answer": silences.map((silence) => ({ response: silence })),
  "hub-unusable-answer": responses.map((one) => ({ response: one })),
  "hub-no-envelope": [{ response: bare }],
  "hub-redirects": [{ response: answered(302) }],
  "hub-slash": [{ url: "https://hub.example.com/ocpi/versions", answers: "https://hub.example.com/ocpi/versions/" }],
  "initial-token-refused": [{ response }],
  "hub-token-refused": [
    { response, isBesideCrash: false, isAscii: true },
    { response, isBesideCrash: true, isAscii: true },
    { response, isBesideCrash: false, isAscii: false },
  ],
  "hub-crashes-at-encoding": [
    { response: answered(500), encoding: "plain", other: "base64" },
    { response: answered(500), encoding: "base64", other: "plain" },
  ],
  "token-unprovable": [{}],
  "hub-token-limited": [
    { response, issued: false },
    { response, issued: true },
  ],
  "tokens-swapped": [{}],
  "hub-wants-other-encoding": [{ encoding: "plain" }, { encoding: "base64" }],
  "hub-version-missing": [
    { offered: ["2.1.1"], wanted: "2.2.1" },
    { offered: [], wanted: "2.2.1" },
  ],
  "hub-versions-unreadable": [
    { url, needed: true },
    { url, needed: false },
  ],
  "hub-url-of": [
    { url, what: "details" },
    { url, what: "credentials" },
  ],
  "hub-versions-wrapped": [{ url }],
  "hub-details-unreadable": [
    { url, needed: true },
    { url, needed: false },
  ],
  "hub-details-unread": [{ response: answered(503) }, ...silences.map((silence) => ({ response: silence }))],
  "hub-details-listed": [{ url }],
  "hub-details-version": [{ version: "2.1.1", wanted: "2.2.1" }],
  "hub-entries-unreadable": [
    { url, count: 1 },
    { url, count: 2 },
  ],
  "hub-identifier-form": [{ renamed: [{ written: "CREDENTIALS", read: "credentials" }] }],
  "hub-url-not-whole": [{ url: "/ocpi/2.2.1" }],
  "hub-url-scheme": [{ url: "http://hub.example.com/ocpi/2.2.1", used: "https://hub.example.com/ocpi/2.2.1" }],
  "hub-entry-without-url": [
    { url, entries: ["credentials"], needed: true },
    { url, entries: ["tariffs", "cdrs"], needed: false },
  ],
  "hub-url-elsewhere": [
    {
      what: "version details",
      url: "https://elsewhere.example.com/x",
      origin: "https://hub",
      needed: true,
      documented: undefined,
    },
    {
      what: "version details",
      url: "http://elsewhere.example.com/x",
      origin: "https://hub",
      needed: true,
      documented: undefined,
    },
    {
      what: "version details",
      url: "http://elsewhere.example.com:81/x",
      origin: "https://hub",
      needed: true,
      documented: undefined,
    },
    { what: "credentials", url: "https://[credentials]@hub/x", origin: "https://hub", needed: false, documented: url },
  ],
  "hub-module-elsewhere": [{ module: "tariffs", url: "https://elsewhere.example.com/x", origin: "https://hub" }],
  "hub-endpoint-missing": [
    { module: "credentials", documented: undefined, needed: true },
    { module: "credentials", documented: url, needed: false },
  ],
  "hub-modules-missing": [
    { role: "CPO", missing: [{ module: "cdrs", side: "RECEIVER", isOtherSide: false }] },
    {
      role: "EMSP",
      missing: [
        { module: "locations", side: "SENDER", isOtherSide: true },
        { module: "commands", side: "RECEIVER", isOtherSide: false },
      ],
    },
  ],
  "hub-endpoint-undocumented": [{ module: "credentials", url, documented: `${url}/other` }],
  "hub-content-type": [{ url, contentType: "text/plain" }],
  "hub-no-timestamp": [{ url }],
  "hub-timestamp": [{ url, value: "now" }],

  "platform-no-answer": [
    ...silences.map((silence) => ({ response: silence })),
    ...silences.map((silence) => ({ response: silence, of: "registration" as const })),
  ],
  "platform-refuses-token": [
    { response, of: "exchange" },
    { response, of: "registration" },
    { response, of: "offline" },
    { response, of: "rotation" },
  ],
  "half-preflight": [{}],
  "platform-no-health-path": [{ response: answered(404, 2000) }],
  "platform-certificate": [
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "SELF_SIGNED_CERT_IN_CHAIN",
  ].map((error) => ({ response: unanswered(error) })),
  "platform-bot-wall": [{ response: answered(403) }],
  "platform-private": [{ host, addresses: ["10.0.0.7"] }],
  "platform-certificate-ends": [13, 1, -1].map((days) => ({ host, days, end: new Date("2026-12-01T00:00:00Z") })),
  "platform-slow": [2300, 12_000].map((ms) => ({ url, ms })),
  "platform-limits": [{ response: answered(429), calls: 4 }],
  "platform-takes-any-token": [{ response: answered(200, 1000) }],
  "platform-crashes-at-token": [{ response: answered(500, 3000) }],
  "platform-refuses-otherwise": [{ response: answered(400, 2001) }],
  "platform-one-form": [
    { url, takes: "plain" },
    { url, takes: "base64" },
  ],
  "platform-header-letters": [{ url }],
  "platform-needs-routing": [{ url }],
  "platform-content-type": ["", "text/plain"].map((type) => ({ url, type })),
  "platform-ids": (["each", "success", "refusal"] as const).map((on) => ({ url, on })),
  "platform-timestamp": [undefined, "2026-01-31 08:00:00+05:30"].map((timestamp) => ({ url, timestamp })),
  "platform-error-page": [{ response: answered(401) }],
  "platform-slash": [{ response: answered(307) }],
  "platform-credentials": [{ response: answered(405, 2000) }],
  "platform-other-roles": [[], ["IN*ABD (CPO)"]].map((listed) => ({ given: ["IN*ABC (CPO)"], listed })),
  "platform-version-url": urlFaults.map((fault) => ({ url: "/ocpi/2.2.1", fault })),
  "platform-endpoint-url": urlFaults.map((fault) => ({ url: "/ocpi/2.2.1", fault, modules: ["cdrs", "tokens"] })),
  "platform-hosts": [{ host, hosts: ["other.example.com"], modules: ["cdrs"] }],
  "platform-details-list": [{ version: "2.2.1" }],
  "platform-details-version": [{ version: "2.1.1", wanted: "2.2.1" }],
  "platform-no-credentials": [{}],
  "platform-no-clientinfo": [{}],
  "platform-interface-role": [{ modules: ["cdrs"], written: ["", "sender"] }],
  "platform-roles-swapped": [{ role: "CPO", modules: ["tokens RECEIVER", "commands RECEIVER"] }],
  "platform-module-missing": [["tokens RECEIVER"], ["tokens RECEIVER", "commands RECEIVER"]].map((modules) => ({
    role: "CPO",
    modules,
  })),
  "platform-version-order": [{ first: "2.1.1", wanted: "2.2.1" }],
  "platform-base": [{ response: answered(404, 2003) }],
  "list-unreadable": [["cdrs"], ["cdrs", "sessions"]].map((modules) => ({ modules, response: answered(404, 2003) })),
  "list-headers": [["cdrs"], ["cdrs", "sessions"]].map((modules) => ({ modules, url })),
  "receiver-path": [{ module: "sessions", response: answered(500, 3000) }],
  "token-invented": [{ response: answered(200, 1000) }],
  "receiver-invents": [{ module: "sessions", response: answered(200, 1000) }],
  "receiver-routing-headers": [{ url }],
  "platform-open": [{ url }],
  "rehearsal-accepted": [call("commands", "POST", 200, 1000)],
  "rehearsal-allowed": [call("tokens", "PUT", 200, 1000)],
  "rehearsal-authorize": wrongAnswers.map((wrong) => ({ ...call("tokens", "PUT", 200, 1000), wrong })),
  "rehearsal-command": wrongAnswers.map((wrong) => ({ ...call("commands", "POST", 200, 1000), wrong })),
  "rehearsal-delivery": wrongAnswers.map((wrong) => ({ ...call("cdrs", "POST", 500), wrong, object: "CDR" })),
  "rehearsal-repeat": [{ ...call("cdrs", "POST", 409, 2000), object: "CDR" }],
  "rehearsal-twice": [{ ...call("cdrs", "POST", 200, 1000), object: "CDR" }],
  "rehearsal-older": [call("sessions", "PUT", 200, 1000)],
  "rehearsal-location": (["absent", "not-url", "long", "host", "unread"] as const).map((location) => ({
    ...call("cdrs", "POST", 200, 1000),
    location,
    origin: "https://elsewhere.example.com",
  })),
  "rehearsal-broken-json": [call("sessions", "PUT", 200, 1000)],
  "rehearsal-ids": [call("sessions", "PUT", 200, 1000)],
  "rehearsal-third-party": [{ ...call("sessions", "PUT", 404, 2000), wrong: "missing", object: "session" }],
  "rehearsal-client-info": [{ ...call("hubclientinfo", "PUT", 404, 2000), wrong: "missing" }],
  "rehearsal-slow": [{ ...call("tokens", "PUT", 200, 1000), durationMs: 3210 }],
  "rehearsal-found": [{ left: testObjects }],
  "rehearsal-left": [{ left: testObjects }],
  "rehearsal-open": [{ left: testObjects }],
  "rehearsal-no-consent": [{ host: "platform.example.com" }],
  "onboarding-to-ask": [{}],
  "receivers-unknown": [
    { hasRole: false, hub: "ChargeIndia Hub" },
    { hasRole: true, hub: "the hub" },
  ],
  "receiver-open": ["tokens", "sessions", "cdrs", "locations", "tariffs", "hubclientinfo", "other"].map((module) => ({
    module,
    response: answered(200, 1000),
  })),
  "commands-open": [{ response: answered(200, 1000) }],
  "authorize-missing": [true, false].map((byProxy) => missingAt("tokens", "PUT", byProxy)),
  "delivery-missing": [missingAt("sessions", "PUT", false), missingAt("cdrs", "POST", true)],
  "receiver-missing": [true, false].map((byProxy) => missingAt("commands", "POST", byProxy)),
  "receiver-unclear": [{ module: "cdrs", method: "POST", response: answered(500) }],
  "receiver-elsewhere": [{ module: "cdrs", url }],
  "platform-redirects": [{ response: answered(301) }],
  "platform-no-envelope": [{ response: bare }],
  "platform-unusable-answer": [{ response: answered(404) }, { response: answered(200) }],
  "platform-url-mistyped": [{ response: answered(404), meant: "https://platform.example.com/ocpi/2.2.1" }],
  "platform-list-url": [{ url, listed: "https://platform.example.com/ocpi/2.2.1" }],
  "platform-details-unusable": [{ response: answered(404), wanted: "2.2.1" }],
  "platform-details-elsewhere": [
    { url: "http://platform.example.com/ocpi/2.2.1", origin: "https://platform.example.com" },
  ],
  "platform-version-missing": [
    { url, offered: ["2.1.1"], wanted: "2.2.1" },
    { url, offered: [], wanted: "2.2.1" },
  ],
  "platform-shape": [{ url }],
  "platform-details-url": [{ url }],
  "platform-other-encoding": [
    { url, takes: "base64" },
    { url, takes: "plain" },
  ],

  "vault-forbidden": [...refusals, ...commandsNotStarted].map((refusal) => ({ place, failure: refusal, grant })),
  "vault-failed": [...refusals, ...commandFaults].map((refusal) => ({ place, failure: refusal })),
  "vault-command-unusable": (["outside", "missing", "no-file", "not-executable"] as const).map((why) => ({
    path: "vault.sh",
    why,
  })),
  "vault-command-prints": [{ place }],
  "vault-unread": [...refusals, ...commandsNotStarted].map((refusal) => ({ place, failure: refusal })),
  "secret-exists": [
    { place, passing: "hub-token: it", capsule: false },
    { place, passing: "hub-token: it", capsule: true },
  ],
  "lock-held": [
    { lockPlace, freeAt: undefined },
    { lockPlace, freeAt: new Date("2026-11-23T10:05:00Z") },
  ],
  "lock-unanswered": [{ lockPlace, freeAt: new Date("2026-11-23T10:05:00Z") }],
  "lock-left": [{ lockPlace, failure }],

  "first-run-needs-initial-token": [{}],
  "post-not-sent": silences.map((silence) => ({ response: silence })),
  "post-unauthorised": [{ response }, { response, isBesideCrash: true }],
  "post-already-registered": [{ response }],
  "post-platform-unusable": [
    { response, platformUrl: "https://platform.example.com/ocpi/2.2.1", seen: "failing" },
    { response, platformUrl: "https://platform.example.com/ocpi/2.2.1", seen: "fine" },
    { response, platformUrl: "https://platform.example.com/ocpi/2.2.1", seen: "unseen" },
  ],
  "post-crashed-twice": [
    { response, platformUrl: "https://platform.example.com/ocpi/2.2.1", seen: "failing" },
    { response, platformUrl: "https://platform.example.com/ocpi/2.2.1", seen: "fine" },
    { response, platformUrl: "https://platform.example.com/ocpi/2.2.1", seen: "unseen" },
  ],
  "post-version": [{ response }],
  "post-endpoints": [{ response }, { response: inWords }],
  "post-refused": [
    ...refusedData.map((refusal) => ({ response: refusal, otherEncoding: undefined, isAnswering: true })),
    { response: answered(404), otherEncoding: undefined, isAnswering: true },
    { response: answered(404), otherEncoding: undefined, isAnswering: false },
    { response, otherEncoding: "plain", isAnswering: true },
    { response, otherEncoding: "base64", isAnswering: true },
  ],
  "post-refusal-doubtful": [
    { response, opens: "no", lockPlace },
    { response, opens: "unknown", lockPlace },
  ],
  "post-lost": [{ response }],
  "post-in-doubt": [{ response, lockPlace }],
  "post-unreadable": [{ response, lockPlace }],
  "recovery-needs-initial-token": [{ lockPlace, interruptedAt: undefined }],
  "recovery-initial-token-refused": [{ lockPlace, interruptedAt: undefined }],
  "recovery-not-possible": [{ lockPlace, interruptedAt: undefined }],
  "stopped-in-doubt": [{ lockPlace, interruptedAt: undefined }],
  "capsule-unopened": [{ why: "malformed" }, { why: "wrong-token" }, { why: "damaged" }, { why: "no-token" }],
  "capsule-differs": [
    { what: "hub", sealed: "https://other.example.com", given: "https://hub.example.com" },
    { what: "parties", sealed: "IN*ABC CPO", given: "IN*XYZ CPO" },
    { what: "connection", sealed: "north", given: "south" },
    { what: "secret", sealed: "repository secret A of repository a/b", given: "repository secret B of repository a/b" },
  ],
  recovered: [{ how: "get" }, { how: "post" }, { how: "put" }],
  "token-in-error-answer": [{ response }],
  "token-in-broken-answer": [{ method: "POST" }],
  "token-unusual": [{}],
  "token-unstored": [
    { place, failure, replaces: false },
    { place, failure, replaces: true },
    ...commandsNotStarted.map((fault) => ({ place, failure: fault, replaces: false })),
  ],
  "token-unproven": [{ response }],
  "token-untried": [{}],
  "hub-other-party": [
    { got: "IN*XYZ (HUB)", expected: "IN*CIH", named: "IN*XYZ" },
    { got: "nobody*at all (HUB)", expected: "IN*CIH", named: "nobody*at all" },
  ],
  "hub-identity-absent": [{ expected: "IN*CIH" }],
  "hub-identity-form": [{ got: "in*cih (HUB)", expected: "IN*CIH" }],
  "hub-not-alone": [{ roles: 2 }],
  "hub-no-business-details": [{}],
  "confirm-refused": [
    ...refusedData.map((refusal) => ({ response: refusal, isKnown: undefined })),
    { response, isKnown: false },
  ],
  "confirm-not-possible": [
    { response, isKnown: undefined },
    { response, isKnown: true },
  ],
  "confirm-unreadable": [{ response, lockPlace }],
  "confirm-in-doubt": [
    { response, by: "exchange" },
    { response, by: "update" },
    { response, by: "rotate", successor: true },
  ],
  "confirm-changed-token": [{}],
  "confirm-token-not-working": [{}],
  "confirmation-outstanding": [
    { why: "no-platform", lockPlace },
    { why: "not-ready", lockPlace },
    { why: "late", lockPlace },
    { why: "not-sent", lockPlace },
  ],
  "lease-expired": [{}],
  "not-verified": [{}],
  "update-refused": [
    ...refusedData.map((refusal) => ({ response: refusal, isKnown: undefined })),
    { response: answered(405), isKnown: undefined },
    { response: answered(405), isKnown: true },
    { response: answered(405), isKnown: false },
  ],
  "not-unregistered": [
    { response, isKnown: undefined },
    { response: answered(405), isKnown: true },
  ],
  "still-registered": [{ response, place, lockPlace }],
  "end-unprovable": [{ response, place, lockPlace }],
  "unregister-in-doubt": [{ response }],
  "nothing-to-unregister": [{ response, place, lockPlace }],
  "secret-left": [{ place, failure }],
  "unregister-not-offered": [{}],
  cancelled: [{}],
  "state-unwritable": [{ detail: "the disk is full" }],
  unexpected: [{ detail: "something new" }],
  "issue-not-kept": [
    ...refusals.flatMap((refused) => [
      { failure: refused, fork: false },
      { failure: refused, fork: true },
    ]),
    { failure: { kind: "unavailable", status: 410, detail: "Issues are disabled for this repo" }, fork: false },
  ],

  "no-party-given": [{}],
  "party-not-connected": [
    ...statuses.map((status) => ({ party: "IN*ABC", role: "CPO", status })),
    { party: "IN*ABC", role: "CPO", status: "PLANNED", isUnproven: true },
    { party: "IN*ABC", role: "CPO", status: "NOT_LISTED", isUnproven: true },
    ...(["OFFLINE", "PLANNED"] as const).flatMap((status) => [
      { party: "IN*ABC", role: "CPO", status, platform: { is: "fine" } as const },
      ...["PRT-03", "PRT-04", "PRT-99"].map((check) => ({
        party: "IN*ABC",
        role: "CPO",
        status,
        platform: { is: "failing", check } as const,
      })),
    ]),
  ],
  "party-status-unknown": [
    { party: "IN*ABC", role: "CPO", status: "ACTIVE" },
    { party: "IN*ABC", role: "CPO", status: undefined },
  ],
  "party-flaps": [
    { party: "IN*ABC", role: "CPO", turns: ["OFFLINE", "CONNECTED"] },
    { party: "IN*ABC", role: "CPO", turns: ["CONNECTED", "OFFLINE", "CONNECTED"] },
  ],
  "party-form": [{ party: "IN*ABC", role: "CPO", renamed: [{ written: "connected", read: "CONNECTED" }] }],
  "status-not-shown": [
    { parties: ["IN*ABC (CPO)"], why: "absent" },
    { parties: ["IN*ABC (CPO)", "IN*ABD (EMSP)"], why: "others" },
    { parties: ["IN*ABC (CPO)"], why: "unread" },
    { parties: ["IN*ABC (CPO)"], why: "host" },
  ],
  "parties-unreadable": [{ response }, { response: answered(500) }],
  "parties-no-list": [
    { url, holds: "null", fields: [] },
    { url, holds: "nothing", fields: [] },
    { url, holds: "string", fields: [] },
    { url, holds: "object", fields: [] },
    { url, holds: "object", fields: ["items", "total"] },
  ],
  "parties-entry-unreadable": [{ url, entries: 1, lacks: ["country_code", "party_id"] }],
  "parties-endless": [{ url, pages: 3 }],
  "party-other-role": [{ party: "IN*ABC", role: "CPO", listed: "EMSP" }],

  "samples-none": [{ glob: "samples/*.json" }],
  "samples-outside": [{ path: "../keys/*.json" }],
  "samples-unreadable": [{ path: "samples/a.json", detail: "EACCES" }],
  "samples-folder": [{ path: "samples" }],
  "samples-encoding": [{ path: "samples/a.json" }],
  "samples-many": [{ limit: 100 }],
  "sample-large": [{ file }],
  "sample-deep": [{ file }],
  "sample-syntax": [
    { file, position, path: "", fault: "end", found: "" },
    { file, position, path: "", fault: "found", found: "}" },
    { file, position, path: "", fault: "control", found: "" },
  ],
  "sample-key-twice": [{ ...inSample, path: "id" }],
  "sample-unknown": [
    { ...inSample, path: "", holds: "object", fields: ["status", "last_updated"] },
    ...(["null", "empty", "list", "object", "text", "number", "bool"] as const).map((holds) => ({
      ...inSample,
      path: "data[0]",
      holds,
      fields: [],
    })),
  ],
  "sample-missing": [inSample],
  "sample-type": (["text", "number", "int", "bool", "list", "object"] as const).map((type) => ({ ...inSample, type })),
  "sample-length": [{ ...inSample, length: 40, max: 36 }],
  "sample-empty": [{ ...inSample, path: "elements" }],
  "sample-ascii": [inSample],
  "sample-visible": [{ ...inSample, path: "address" }],
  "sample-value": [{ ...inSample, path: "status", value: "DONE", allowed: ["ACTIVE", "COMPLETED"] }],
  "sample-form": [{ ...inSample, path: "coordinates.latitude", value: "12.9", example: "28.613939" }],
  "sample-range": [
    { ...inSample, path: "weekday", value: 8, limit: 7, than: "more" },
    { ...inSample, path: "weekday", value: 0, limit: 1, than: "less" },
  ],
  "sample-time": (["offset", "long", "unreal", "form"] as const).map((fault) => ({
    ...inSample,
    path: "last_updated",
    value: "2026-11-23T10:02:00+05:30",
    fault,
  })),
  "sample-no-emsp": [
    { ...inSample, routed: true },
    { ...inSample, routed: false },
  ],
  "sample-emsp-self": [{ ...inSample, party: "IN*ABC" }],
  "sample-party": [{ ...inSample, path: "party_id", party: "IN*ABD", own: ["IN*ABC"] }],
  "sample-currency": [{ ...inSample, path: "currency", value: "EUR", expected: "INR" }],
  "sample-credit": [{ ...inSample, path: "credit_reference_id" }],
  "sample-order": [
    {
      ...inSample,
      path: "end_date_time",
      value: "2026-11-23T10:02:00Z",
      other: "start_date_time",
      earlier: "2026-11-23T11:02:00Z",
    },
  ],
  "sample-total": [{ ...inSample, path: "total_energy", value: 20, sum: 18.4, of: "ENERGY" }],
  "samples-good": [["a.json"], Array.from({ length: 11 }, (_none, index) => `${index}.json`)].map((files) => ({
    files,
  })),
  "samples-more": [{ count: 1 }, { count: 7 }],
  "sample-more": [
    { file, count: 1 },
    { file, count: 19_900 },
  ],
  "parties-without-field": [
    { url, lacks: ["role"], count: 1 },
    { url, lacks: ["role", "last_updated"], count: 3 },
  ],
  "parties-id-form": [{ url, written: "IND*ABCD", count: 2 }],
  "parties-role-unknown": [{ url, written: "PTP", count: 1 }],
  "parties-updated": [
    { url, why: "form", written: "yesterday", count: 1 },
    { url, why: "future", written: "2099-01-01T00:00:00Z", count: 2 },
  ],
  "parties-twice": [
    { url, written: "IN*ABC CPO", count: 1 },
    { url, written: "IN*ABC CPO", count: 2 },
  ],
  "parties-uncounted": [{ url, lacks: ["X-Total-Count", "X-Limit"] }],
  "parties-miscounted": [{ url, entries: 100, total: 250 }],
  "parties-need-routing": [{ response: { ...answered(400, 2001), statusMessage: "OCPI-to-party-id is missing" } }],

  "plan-no-file": [
    { path: "ocpi.yml", workspaceEmpty: true },
    { path: "backend/ocpi.yml", workspaceEmpty: false },
  ],
  "plan-empty": [{}],
  "plan-too-large": [{ count: 70_000, limit: 65_536 }],
  "plan-nested": [{ count: 300, jobs: 150, each: 2, limit: 256 }],

  "partners-not-connected": statuses.flatMap((status) => [
    { partners: ["IN*XYZ (CPO)"], status },
    { partners: ["IN*XYZ (CPO)", "IN*XYW (CPO)"], status },
    { partners: Array.from({ length: 11 }, () => "IN*XYZ (CPO)"), status },
  ]),
  "partner-other-role": [{ partner: "IN*XYZ", role: "CPO", listed: "EMSP" }],
  "routing-rule-missing": [
    { own: ["IN*ABC (EMSP)"], partners: ["IN*XYZ (CPO)"] },
    { own: ["IN*ABC (EMSP)"], partners: ["IN*XYZ (CPO)", "IN*XYW (CPO)"] },
  ],
  "routing-unseen": [{ own: ["IN*ABC (CPO)"], partners: ["IN*XYZ (EMSP)"] }],
  "locations-beyond": [
    { why: "limit", url, pages: 20 },
    { why: "circle", url, pages: 2 },
  ],
  "locations-unread": [
    { why: "answer", response: answered(503) },
    { why: "answer", response: answered(429) },
    { why: "unnamed", response: answered(200, 1000) },
    { why: "short", response: answered(200, 1000), total: 7 },
  ],
};

/** Every example, as a finding. What is said of a platform answered at the platform, as it is asked there. */
export const everyFinding: readonly Finding[] = Object.entries(examples).flatMap(([code, those]) =>
  those.map((example) => {
    const isOfPlatform = code.startsWith("platform-") && "response" in example;
    return { code, ...example, ...(isOfPlatform ? { response: atPlatform(example.response) } : {}) } as Finding;
  }),
);

function atPlatform(one: ResponseSummary): ResponseSummary {
  return { ...one, method: "GET", url: "https://your-platform.com/ocpi/2.2.1" };
}
