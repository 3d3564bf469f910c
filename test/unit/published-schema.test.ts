import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { publishedSchema } from "../../src/core/config/published-schema.ts";

type Node = { readonly [key: string]: Node };

describe("the published JSON Schema of ocpi.yml", () => {
  const schema = publishedSchema() as unknown as Node;
  const connection = schema["properties"]?.["connections"]?.["additionalProperties"];

  it("is the one in the repository", () => {
    const file = readFileSync(new URL("../../schemas/ocpi.schema.json", import.meta.url), "utf8");
    assert.deepEqual(JSON.parse(file), schema);
  });

  it("knows every key, each with a word about it, and no other", () => {
    const described = (node: Node | undefined, path: string): void => {
      for (const [key, value] of Object.entries(node?.["properties"] ?? {})) {
        assert.equal(typeof value["description"], "string", `${path}.${key}`);
        described(value, `${path}.${key}`);
        described(value["items"], `${path}.${key}`);
      }
    };
    described(connection, "connection");
    assert.deepEqual(connection?.["additionalProperties"], false);
  });

  it("takes ids as editors read them", () => {
    const role = connection?.["properties"]?.["platform"]?.["properties"]?.["roles"]?.["items"]?.["properties"];
    assert.deepEqual(role?.["party_id"]?.["type"], ["string", "number"]);
    assert.deepEqual(role?.["country_code"]?.["type"], "string");
    assert.deepEqual(schema["properties"]?.["version"]?.["enum"], [1, "1"]);
  });
});
