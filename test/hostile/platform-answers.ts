import fc from "fast-check";
import { hostileTexts } from "../support/hostile-texts.ts";
import { PLATFORM } from "../support/platform-run.ts";
import { tokenForms } from "../support/token-forms.ts";
import { ECHO } from "./answers.ts";

/** What is wrong with a platform that is otherwise as it should be: which of its answers are others, and what they are. */
export interface HostilePlatform {
  /** The paths whose answers are hostile: those that contain one of these. */
  readonly at: readonly string[];
  /** From which request of the run on. */
  readonly from: number;
  /** Whether only calls with the platform token get them, only calls without, or all. */
  readonly to: "known" | "unknown" | "all";
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly breaks: boolean;
  /** In which form it repeats the platform token. */
  readonly form: string;
  /** What its version details list instead of the URLs of its modules; undefined where they are right. */
  readonly listed: readonly { readonly identifier: string; readonly role: string; readonly url: string }[] | undefined;
}

/** URLs to which the platform token may not go. */
const elsewhere: readonly string[] = [
  "https://evil.example/ocpi/2.2.1",
  "//evil.example/ocpi/2.2.1",
  "https://platform.example.evil.example/ocpi",
  "https://platform.example@evil.example/ocpi",
  "https://me:secret@platform.example/ocpi/2.2.1",
  "https://platform.example./ocpi/2.2.1",
  "https://platform.example:8443/ocpi/2.2.1",
  "https://plätform.example/ocpi",
  "https://platform\u3002example.evil.example/ocpi",
  "http://platform.example/ocpi/2.2.1",
  "http://127.0.0.1/ocpi",
  "http://[::1]:80/ocpi",
  "http://169.254.169.254/latest/meta-data",
  "https://10.0.0.1/ocpi",
  "https://2130706433/ocpi",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "\\\\evil.example\\ocpi",
  `https://evil.example/?t=${ECHO}`,
  "",
];

/** URLs on the platform itself in which a shell, a page or a diagram would find something to do. */
const crooked: readonly string[] = [
  `${PLATFORM}/x';touch /tmp/x;'`,
  `${PLATFORM}/x?a=\`id\`;b`,
  `${PLATFORM}/x?a=$(id)&b="c"`,
  `${PLATFORM}/x#\`id\``,
  `${PLATFORM}/x\n::error::y`,
  `${PLATFORM}/|a|/<b>`,
  `${PLATFORM}/end;loop`,
  `${PLATFORM}/${ECHO}`,
  `${PLATFORM}/{country_code}/{command}/{x_id}`,
  `${PLATFORM}/${"y".repeat(3000)}`,
  "PLATFORM.example/ocpi",
  "HTTPS://PLATFORM.EXAMPLE/ocpi/2.2.1",
];

const nasty = fc.oneof(
  fc.constantFrom(...hostileTexts, ECHO, `Token ${ECHO}`, `a ${ECHO} b`, "$(touch /tmp/x) `id` '; id; '"),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const url = fc.oneof(fc.constantFrom(...elsewhere), fc.constantFrom(...crooked));
const identifier = fc.oneof(
  fc.constantFrom("credentials", "tokens", "commands", "sessions", "cdrs", "locations", "tariffs", "hubclientinfo"),
  nasty,
);
const endpoint = fc.record({ identifier, role: fc.oneof(fc.constantFrom("SENDER", "RECEIVER"), nasty), url });

const data = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  nasty,
  fc.array(fc.record({ version: fc.oneof(fc.constant("2.2.1"), nasty), url }), { maxLength: 4 }),
  fc.record({ version: fc.oneof(fc.constant("2.2.1"), nasty), endpoints: fc.array(endpoint, { maxLength: 6 }) }),
  fc.record({
    token: nasty,
    url,
    roles: fc.array(fc.record({ role: nasty, country_code: nasty, party_id: nasty }), { maxLength: 3 }),
  }),
  fc.record({ result: fc.oneof(fc.constantFrom("ACCEPTED", "REJECTED"), nasty), timeout: fc.jsonValue() }),
  fc.record({ allowed: fc.oneof(fc.constantFrom("ALLOWED", "BLOCKED"), nasty), token: nasty }),
  fc.record({ id: fc.oneof(fc.constant("OCPI-TEST-SESSION-INABC"), nasty), status: nasty, last_updated: nasty }),
  nasty.map((name) => ({ [name]: name })),
);

const body = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        status_code: fc.oneof(
          { weight: 4, arbitrary: fc.constant(1000) },
          { weight: 3, arbitrary: fc.constantFrom(2000, 2001, 2002, 2003, 2004, 3000, 3001) },
          { weight: 1, arbitrary: fc.jsonValue() },
        ),
        status_message: nasty,
        timestamp: fc.oneof(fc.constant("2026-01-01T00:00:00Z"), nasty),
        data,
      })
      .map((value) => JSON.stringify(value)),
  },
  { weight: 2, arbitrary: data.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: nasty },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "{}",
      "null",
      '"ACCEPTED"',
      "<!doctype html><title>Sign in</title>",
      "[".repeat(50_000),
      `{"status_code":1000,"__proto__":{"polluted":true},"data":{"__proto__":{"polluted":true}}}`,
    ),
  },
);

const header = fc.oneof(
  fc.tuple(fc.constant("content-type"), fc.oneof(fc.constantFrom("text/html", "", ECHO, "x`y`"), headerText())),
  fc.tuple(fc.constant("location"), fc.oneof(url.map(asHeader), headerText())),
  fc.tuple(
    fc.constant("link"),
    url.map((at) => `<${asHeader(at)}>; rel="next"`),
  ),
  fc.tuple(fc.constant("retry-after"), fc.constantFrom("0", "1", "99999999999", "soon", "-5")),
  fc.tuple(fc.constantFrom("x-request-id", "x-correlation-id", "www-authenticate"), headerText()),
);

function headerText(): fc.Arbitrary<string> {
  return nasty.map(asHeader);
}

/** What a header can carry. */
function asHeader(text: string): string {
  return text.replace(/[^\t\x20-\x7E]/g, "").trim();
}

/** Any platform that is broken or means harm. */
export const hostilePlatform: fc.Arbitrary<HostilePlatform> = fc.record({
  at: fc.uniqueArray(
    fc.constantFrom("/", "/versions", "/2.2.1", "tokens", "commands", "sessions", "cdrs", "credentials", "locations"),
    { minLength: 1, maxLength: 3 },
  ),
  from: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 40 }) }),
  to: fc.constantFrom("known", "unknown", "all"),
  status: fc.oneof(
    { weight: 5, arbitrary: fc.constant(200) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(201, 202, 204, 301, 302, 303, 307, 308, 400, 401, 403, 404, 405, 409, 429, 500, 503),
    },
  ),
  headers: fc.array(header, { maxLength: 3 }),
  body,
  breaks: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  form: fc.constantFrom(...Object.keys(tokenForms(""))),
  listed: fc.option(fc.array(endpoint, { maxLength: 8 }), { nil: undefined }),
});
