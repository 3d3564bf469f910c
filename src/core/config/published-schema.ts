import * as z from "zod/mini";
import { configSchema, partyId } from "./schema.ts";

const ID = "https://raw.githubusercontent.com/ocpi-onboarding/ocpi-onboarding/v1/schemas/ocpi.schema.json";

/**
 * The JSON Schema of `ocpi.yml`, for editors. They read YAML's numbers as numbers, where we read every scalar as it was
 * written, so an id such as `123` is as good as a text.
 */
export function publishedSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(configSchema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.const === "1") {
        delete jsonSchema.const;
        delete jsonSchema.type;
        Object.assign(jsonSchema, { enum: [1, "1"] });
      } else if (zodSchema === partyId) Object.assign(jsonSchema, { type: ["string", "number"] });
    },
  });
  return { ...schema, $id: ID, title: "ocpi.yml", description: "Connections of OCPI platforms to hubs." };
}
