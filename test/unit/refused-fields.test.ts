import assert from "node:assert/strict";
import fc from "fast-check";
import { actionWords } from "../../src/core/findings/action-words.ts";
import { editorWords } from "../../src/core/findings/editor-words.ts";
import { adviceOnFields } from "../../src/core/findings/field-advice.ts";
import type { ResponseSummary } from "../../src/core/findings/response-summary.ts";
import { refusedFields } from "../../src/core/ocpi/refused-fields.ts";
import { hostileText } from "../support/hostile-texts.ts";

const WEBSITE = "roles[0].business_details.website";
const DETAILS = "roles[0].business_details";
const sent = {
  token: "x1",
  url: "https://p.example",
  roles: [{ role: "CPO", business_details: { name: "A Company" } }],
};

describe("the fields that a refusal complains about", () => {
  const shapes: readonly (readonly [framework: string, body: unknown, fields: readonly string[]])[] = [
    [
      "FastAPI",
      {
        detail: [
          {
            type: "missing",
            loc: ["body", "roles", 0, "business_details", "website"],
            msg: "Field required",
            input: sent,
          },
        ],
      },
      [WEBSITE],
    ],
    [
      "FastAPI, without a field",
      { detail: [{ type: "json_invalid", loc: ["body", 1], msg: "JSON decode error", input: {} }] },
      [],
    ],
    ["FastAPI, in words", { detail: "Not authenticated" }, []],
    [
      "Spring",
      {
        errors: [
          {
            codes: ["NotNull.roles[0].url"],
            field: "roles[0].businessDetails.website",
            rejectedValue: "x",
            objectName: "credentials",
          },
        ],
      },
      [WEBSITE],
    ],
    [
      "Spring, as it is shipped",
      { timestamp: 1, status: 400, error: "Bad Request", message: "No", path: "/ocpi/2.2.1/credentials" },
      [],
    ],
    [
      "Jackson",
      {
        message:
          'JSON parse error (through reference chain: a.Credentials["roles"]->java.util.ArrayList[0]->a.Role["business_details"])',
      },
      ["roles.business_details"],
    ],
    [
      "Quarkus",
      { parameterViolations: [{ path: "post.arg0.roles[0].businessDetails", message: "must not be null", value: "" }] },
      [DETAILS],
    ],
    [
      "Symfony",
      { violations: [{ propertyPath: "roles[0].businessDetails", title: "This value should not be null." }] },
      [DETAILS],
    ],
    [
      "ASP.NET",
      { title: "One or more errors", errors: { "Roles[0].BusinessDetails": ["The field is required."] } },
      [DETAILS],
    ],
    [
      "ASP.NET, of a JSON path",
      { errors: { "$.roles[0].party_id": ["could not be converted"] } },
      ["roles[0].party_id"],
    ],
    [
      "NestJS",
      {
        statusCode: 400,
        message: ["roles.0.business_details.website must be a URL address", "url must be a URL address"],
      },
      [WEBSITE, "url"],
    ],
    [
      "NestJS, of a property that it does not know",
      { message: ["property gstin should not exist"] },
      ["roles.business_details.gstin"],
    ],
    [
      "class-validator",
      [
        {
          property: "roles",
          target: sent,
          children: [{ property: "0", children: [{ property: "business_details", constraints: {} }] }],
        },
      ],
      [DETAILS],
    ],
    [
      "ajv",
      [
        {
          instancePath: DETAILS.replace(/[[.]/g, "/").replace("]", ""),
          schemaPath: "#/a",
          params: { missingProperty: "website" },
        },
      ],
      [WEBSITE],
    ],
    [
      "ajv 6",
      { errors: [{ dataPath: ".roles[0].country_code", message: "should be string" }] },
      ["roles[0].country_code"],
    ],
    ["ajv, at the root", [{ instancePath: "", params: { missingProperty: "url" }, message: "must have it" }], ["url"]],
    ["Fastify", { message: "body/roles/0/business_details must have required property 'website'" }, [WEBSITE]],
    [
      "joi",
      { message: '"roles[0].business_details" is required', validation: { keys: ["roles.0.business_details"] } },
      [DETAILS],
    ],
    [
      "zod",
      { issues: [{ code: "invalid_type", path: ["roles", 0, "business_details", "website"], message: "Required" }] },
      [WEBSITE],
    ],
    ["zod, flat", { formErrors: [], fieldErrors: { url: ["Invalid url"] } }, ["url"]],
    [
      "express-validator",
      { errors: [{ location: "body", path: "roles[0].role", msg: "Invalid value", value: "url" }] },
      ["roles[0].role"],
    ],
    ["Django REST", { roles: [{ business_details: ["This field is required."] }] }, [DETAILS]],
    ["Django REST, of the second role", { roles: [{}, { party_id: ["Too long."] }] }, ["roles[1].party_id"]],
    ["Rails", { errors: { url: ["can't be blank"], roles: ["is invalid"] } }, ["url", "roles"]],
    ["marshmallow", { json: { roles: { 0: { business_details: ["Missing data for required field."] } } } }, [DETAILS]],
    [
      "Laravel",
      { message: "Invalid.", errors: { "roles.0.business_details.website": ["The field is required."] } },
      [WEBSITE],
    ],
    [
      "JSON:API",
      { errors: [{ source: { pointer: "/roles/0/country_code" }, detail: "is invalid" }] },
      ["roles[0].country_code"],
    ],
    ["RFC 7807", { "invalid-params": [{ name: "roles/0/partyId", reason: "too long" }] }, ["roles[0].party_id"]],
    [
      "jsonschema",
      { detail: "'website' is a required property - 'roles.0.business_details'" },
      ["roles.business_details.website", DETAILS],
    ],
    ["serde", "Failed to read the body: roles[0]: missing field `business_details` at line 1 column 20", [DETAILS]],
    [
      "gin",
      "Key: 'Credentials.Roles[0].BusinessDetails.Website' Error:Field validation for 'Website' failed",
      [WEBSITE],
    ],
    [
      "a crash in JavaScript",
      { message: "Cannot read properties of undefined (reading 'business_details')" },
      ["roles.business_details"],
    ],
    [
      "an OCPI answer with its errors in data",
      { message: "Invalid", data: [{ field: "PartyId" }] },
      ["roles.party_id"],
    ],
    ["an echo", { error: "Bad Request", body: sent, data: sent, request: sent }, []],
    ["an echo alone", sent, []],
    ["an error by its name", { error: { name: "ValidationError", message: "no" } }, []],
    ["words", { message: "Invalid token, see the url of this role" }, []],
    ["a place of the server's", { error: "Not Found", message: "Cannot POST /ocpi/roles/url" }, []],
    [
      "what is no field of ours",
      { errors: [{ field: "secret.abc" }, { loc: ["header", "x"] }, { field: "roles[123456]" }] },
      ["roles"],
    ],
  ];
  for (const [framework, body, fields] of shapes) {
    it(`are named to the form of ${framework}`, () => assert.deepEqual(refusedFields(body), fields));
  }

  it("are names of ours alone, whatever the body holds", () => {
    const names =
      /^(?:(?:token|url|roles|role|country_code|party_id|business_details|name|website|logo|gstin|thumbnail|category|type|width|height|\[\d\d?\])(?:\.|(?=\[)|$)|(?<=\])\.?)+$/;
    const name = fc.constantFrom("roles", "Url", "businessDetails", "loc", "errors", "field", "message", "0", "token");
    const text = fc.oneof(
      hostileText,
      name,
      fc.array(fc.oneof(name, hostileText)).map((parts) => parts.join(".")),
    );
    const { body } = fc.letrec((tie) => ({
      body: fc.oneof(
        { depthSize: "small" },
        text,
        fc.array(tie("body")),
        fc.dictionary(fc.oneof(name, text), tie("body")),
      ),
    }));
    fc.assert(
      fc.property(body, (value) => {
        for (const field of refusedFields(value)) assert.match(field, names);
      }),
      { numRuns: 2000 },
    );
  });

  it("are found in no time, and are few", () => {
    const begun = performance.now();
    const many = Array.from({ length: 300_000 }, () => ({ loc: ["roles", 0, "url"], msg: "'url' ".repeat(10) }));
    assert.ok(refusedFields(many).length <= 8);
    refusedFields("roles.0.".repeat(600_000));
    refusedFields({ [`${"roles.".repeat(600_000)}`]: [".".repeat(5_000_000)] });
    // A search that goes back would take minutes; a busy machine takes a second or two.
    assert.ok(performance.now() - begun < 20_000);
  });
});

describe("the advice on fields that the hub refuses", () => {
  const naming = (...fields: string[]): ResponseSummary => ({
    url: "https://hub.example/ocpi/2.2.1/credentials",
    method: "POST",
    httpStatus: 422,
    statusCode: undefined,
    statusMessage: undefined,
    error: undefined,
    body: "json",
    fields,
  });

  it("names what carries them", () => {
    const fields = naming("token", "url", "roles[0].party_id", WEBSITE);
    assert.equal(
      adviceOnFields(fields, actionWords),
      "Add or correct what the hub names: `platform-token`, `platform-url`, `roles` → `party_id` in `ocpi.yml` (or `party-id`) and `roles` → `business_details` → `website` in `ocpi.yml`.",
    );
    assert.equal(
      adviceOnFields(fields, editorWords),
      "Add or correct what the hub names: the platform token, `platform.url`, `roles` → `party_id` in `ocpi.yml` and `roles` → `business_details` → `website` in `ocpi.yml`.",
    );
  });
});
