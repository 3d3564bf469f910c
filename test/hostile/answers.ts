import fc from "fast-check";
import { tokenForms } from "../support/token-forms.ts";

/** One answer that no hub should give, at one of the requests of an exchange. */
export interface HostileAnswer {
  /** Which of the run's requests to the hub gets it, counted from 0; later ones to the same URL get it, too. */
  readonly at: number;
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** The connection breaks after the body. */
  readonly breaks: boolean;
  /** What it repeats of the run's tokens, and in which form. */
  readonly echo: { readonly token: "initial" | "platform" | "hub"; readonly form: string };
}

/** Stands for a token of the run, which a careless or a malicious hub repeats. */
export const ECHO = "{{echo}}";

/** Texts that a log, a page or a terminal obeys when they are printed without care. */
const nasty: readonly string[] = [
  "::add-mask::a",
  "\n::error::injected",
  "::set-output name=result::connected",
  "##[error]injected",
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "</details></table><h1>injected",
  "[click](https://evil.example/)",
  "![x](https://evil.example/x.png)",
  "https://evil.example/path",
  "```\n# injected\n```",
  "| a | b |\n| - | - |",
  "\u001B[31mred\u001B[0m",
  "\u202Etxet desrever\u202C",
  "\u0000\u0007\u0008",
  "\uD800",
  "@everyone #1",
  "$(touch /tmp/x) `id`",
  ECHO,
  `Token ${ECHO}`,
];

/** URLs to which no token may go. */
const elsewhere: readonly string[] = [
  "https://evil.example/ocpi/2.2.1",
  "https://hub.example.evil.example/ocpi/2.2.1",
  "https://hub.example@evil.example/ocpi/2.2.1",
  "https://user:password@hub.example/ocpi/2.2.1",
  "http://hub.example/ocpi/2.2.1",
  "https://hub.example:444/ocpi/2.2.1",
  "http://169.254.169.254/latest/meta-data",
  "http://127.0.0.1/ocpi/2.2.1",
  "http://[::1]/ocpi",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "data:text/html,x",
  "//evil.example/ocpi",
  "/ocpi/2.2.1",
  "\\\\evil.example\\ocpi",
  "https://hub.example\\@evil.example/",
  "",
  "https://",
  "x".repeat(3000),
];

const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom(...elsewhere),
);
const token = fc.oneof(
  fc.constantFrom(
    "a",
    "\r\nX-Injected: 1",
    "tok\u0000en",
    "ü".repeat(20),
    "x".repeat(10_000),
    " ",
    ECHO,
    "::add-mask::x",
  ),
  text,
);
const anything = fc.jsonValue({ maxDepth: 4 });
const link = fc.constantFrom(
  '<https://hub.example/ocpi/2.2.1/hubclientinfo>; rel="next"',
  '<https://hub.example/ocpi/2.2.1/hubclientinfo?offset=1>; rel="next"',
  '<https://evil.example/next>; rel="next"',
  "<http://169.254.169.254/>; rel=next",
  '<javascript:alert(1)>; rel="next"',
  "<>; rel=next",
  "<".repeat(5000),
);

/** Data in the shape of OCPI's own, with something wrong in it. */
const data = fc.oneof(
  anything,
  // Only the URLs are wrong.
  fc.constantFrom(...elsewhere).map((url) => [{ version: "2.2.1", url }]),
  fc.constantFrom(...elsewhere).map((url) => ({
    version: "2.2.1",
    endpoints: ["credentials", "hubclientinfo"].map((identifier) => ({ identifier, role: "SENDER", url })),
  })),
  fc.record({ token, url: fc.oneof(fc.constantFrom(...elsewhere), text), roles: anything }),
  fc.array(
    fc.record({
      version: fc.oneof(fc.constant("2.2.1"), text, anything),
      url: fc.oneof(fc.constantFrom(...elsewhere), anything),
    }),
    {
      maxLength: 4,
    },
  ),
  fc.record({
    version: fc.oneof(fc.constant("2.2.1"), text),
    endpoints: fc.array(
      fc.record({
        identifier: fc.oneof(fc.constantFrom("credentials", "hubclientinfo"), text),
        role: fc.oneof(fc.constantFrom("SENDER", "RECEIVER"), anything),
        url: fc.oneof(fc.constantFrom(...elsewhere), text),
      }),
      { maxLength: 5 },
    ),
  }),
  fc.array(
    fc.record({
      party_id: fc.oneof(fc.constant("ABC"), text),
      country_code: fc.oneof(fc.constant("IN"), anything),
      role: fc.oneof(fc.constantFrom("CPO", "EMSP"), text),
      status: fc.oneof(fc.constantFrom("CONNECTED", "PLANNED"), text, anything),
      last_updated: text,
    }),
    { maxLength: 5 },
  ),
);

/** A refusal that repeats what it refuses, as careless servers do. */
const echoing = fc
  .record({
    status_code: fc.constantFrom(1000, 2000, 2001, 2002, 2004, 3001),
    status_message: fc.constantFrom(ECHO, `Token ${ECHO}`, `The token "${ECHO}" is not known.`, `x=${ECHO}&y`),
    data: fc.oneof(
      fc.constant(undefined),
      fc.constant([{ version: ECHO, url: `https://hub.example/${ECHO}` }]),
      fc.constant({
        version: "2.2.1",
        endpoints: [{ identifier: ECHO, role: "SENDER", url: `https://evil.example/?t=${ECHO}` }],
      }),
      fc.constant([{ party_id: "ABC", country_code: "IN", role: "CPO", status: ECHO }]),
    ),
  })
  .map((value) => JSON.stringify(value));

const envelope = fc
  .record({
    status_code: fc.oneof(
      { weight: 8, arbitrary: fc.constant(1000) },
      { weight: 2, arbitrary: fc.constantFrom(2000, 2002, 2004, 3001) },
      { weight: 1, arbitrary: anything },
    ),
    status_message: fc.oneof(text, anything),
    timestamp: fc.oneof(text, anything),
    data,
  })
  .map((value) => JSON.stringify(value));

/** Good answers, to be damaged byte by byte. */
const corpus: readonly string[] = [
  '{"status_code":1000,"timestamp":"2026-11-22T10:00:00Z","data":[{"version":"2.2.1","url":"https://hub.example/ocpi/2.2.1"}]}',
  '{"status_code":1000,"data":{"version":"2.2.1","endpoints":[{"identifier":"credentials","role":"RECEIVER","url":"https://hub.example/ocpi/2.2.1/credentials"}]}}',
  '{"status_code":1000,"data":{"token":"hub_0123456789abcdef","url":"https://hub.example/ocpi/versions","roles":[{"role":"HUB","country_code":"IN","party_id":"CIH"}]}}',
  '{"status_code":1000,"data":[{"party_id":"ABC","country_code":"IN","role":"CPO","status":"CONNECTED","last_updated":"2026-11-22T10:00:00Z"}]}',
  '{"status_code":2002,"status_message":"Unauthorized","timestamp":"2026-11-22T10:00:00Z"}',
];

const mutated = fc
  .record({
    good: fc.constantFrom(...corpus),
    changes: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 6 }),
    cut: fc.option(fc.nat()),
    twice: fc.boolean(),
  })
  .map(({ good, changes, cut, twice }) => {
    const bytes = Buffer.from(twice ? good + good : good, "utf8");
    for (const [place, value] of changes) bytes[place % bytes.length] = value;
    return cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
  });

const special = fc.constantFrom(
  "",
  "\uFEFF" + corpus[0],
  "null",
  "[]",
  "0",
  '"a text"',
  "[".repeat(100_000),
  '{"a":'.repeat(50_000),
  `{"status_code":1000,"data":${"[".repeat(2000)}${"]".repeat(2000)}}`,
  '{"status_code":1000,"__proto__":{"polluted":true},"data":{"__proto__":{"polluted":true},"token":"hub_abcdef0123456789"}}',
  '{"status_code":1000,"data":{"constructor":{"prototype":{"polluted":true}}}}',
  '{"status_code":2000,"status_code":1000,"data":{"token":"one","token":"hub_two_0123456789"}}',
  '{"status_code":1e3,"data":[]}',
  '{"status_code":1000.0000000000001,"data":[]}',
  '{"status_code":99999999999999999999,"data":[]}',
  '{"status_code":1000,"data":"\\ud800"}',
  `{"status_code":1000,"status_message":"${"m".repeat(100_000)}","data":[]}`,
  `{"status_code":1000,"data":[${'{"version":"2.2.1","url":"https://evil.example"},'.repeat(2000)}{}]}`,
  "<!doctype html><title>Sign in</title>",
  "HTTP/1.1 200 OK\r\n\r\n{}",
);

const body = fc.oneof(
  { weight: 5, arbitrary: envelope.map((value) => Buffer.from(value, "utf8")) },
  { weight: 2, arbitrary: echoing.map((value) => Buffer.from(value, "utf8")) },
  { weight: 3, arbitrary: mutated },
  { weight: 1, arbitrary: special.map((value) => Buffer.from(value, "utf8")) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
);

const header = fc.oneof(
  fc.tuple(
    fc.constant("content-type"),
    fc.constantFrom("application/json", "text/html", "text/plain;charset=utf-16", "x", ""),
  ),
  fc.tuple(fc.constant("link"), link),
  fc.tuple(
    fc.constant("retry-after"),
    fc.constantFrom("0", "1", "-5", "99999999999", "soon", "Thu, 01 Jan 1970 00:00:00 GMT", "1e9"),
  ),
  fc.tuple(fc.constant("location"), fc.constantFrom("https://evil.example/", "/elsewhere", "")),
  fc.tuple(fc.constant("www-authenticate"), fc.constantFrom('Basic realm="<b>x</b>"', "::error::x")),
);

/** Any answer that a hostile or a broken hub may give. */
export const hostileAnswer: fc.Arbitrary<HostileAnswer> = fc.record({
  at: fc.oneof(fc.constantFrom(0, 1), fc.nat({ max: 9 })),
  status: fc.oneof(
    { weight: 6, arbitrary: fc.constant(200) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(
        201,
        202,
        204,
        301,
        302,
        307,
        400,
        401,
        403,
        404,
        405,
        408,
        409,
        418,
        422,
        429,
        500,
        502,
        503,
        599,
      ),
    },
  ),
  headers: fc.array(header, { maxLength: 3 }),
  body,
  breaks: fc.boolean(),
  echo: fc.record({
    token: fc.constantFrom("initial", "platform", "hub"),
    form: fc.constantFrom(...Object.keys(tokenForms(""))),
  }),
});
