import { publishedSchema } from "../../src/core/config/published-schema.ts";
import { GENERATED, table } from "./page.ts";

/** As much of a JSON Schema as ours has. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
}

/** What each key is called whose name is the user's own. */
const names: Readonly<Record<string, string>> = { connections: "<name>", receivers: "<module>" };

/** `docs/config.md`: every key of `ocpi.yml`, from its schema, after an example of all of them. */
export function configReference(): string {
  const rows = rowsOf(publishedSchema() as Schema, []);
  return [
    "# `ocpi.yml`: every key",
    GENERATED("the schema of ocpi.yml in src/core/config/schema.ts"),
    "`ocpi.yml` describes your connections: which hub, which platform, which parties. The Action and the VS Code extension read the same file. **Tokens are never written in it.** A token in it is an error that says where tokens go.",
    "```yaml\n" + EXAMPLE + "```",
    "The Action looks for `ocpi.yml` in the repository's root. The input `config` names another path. The job has to check the repository out first. An input of the Action that is given wins over the file, and the run says so.",
    "## Keys",
    table(["Key", "Meaning", "Values"], rows),
    "## Rules",
    [
      "- The name of a connection has lower-case letters, digits and dashes. `all` is reserved.",
      "- Ids are read as they are written: `1E5` and `007` are texts. Quotes are not needed.",
      "- The file is at most 256 kB. At most 100 problems of it are shown.",
      "- An unknown key is an error. Under `business_details` fields that a hub adds, such as `gstin`, are sent along.",
      "- YAML anchors and merge keys work.",
    ].join("\n"),
    "The JSON Schema is [schemas/ocpi.schema.json](../schemas/ocpi.schema.json). An editor finds it by the comment in the first line of the example.",
  ].join("\n\n");
}

/** An example that has every key. A test reads it with the schema. */
const EXAMPLE = `# yaml-language-server: $schema=https://raw.githubusercontent.com/ocpi-onboarding/ocpi-onboarding/v1/schemas/ocpi.schema.json
version: 1
connections:
  chargeindia:
    hub:
      profile: chargeindia
      url: https://hub.chargeindia.com
      token_encoding: auto
      party: IN*CIH
      allowed_origins: []
    platform:
      url: https://your-platform.com/ocpi/2.2.1
      roles:
        - role: CPO
          country_code: IN
          party_id: ABC
          business_details: { name: Your CPO Ltd, website: https://your-platform.com, gstin: 29ABCDE1234F1Z5 }
    receivers: # only where the hub calls you at other paths than your version details list
      commands: https://your-platform.com/hub/commands
    routing: # your partners; the message for the account team asks for the routing to them
      - { role: EMSP, country_code: IN, party_id: XYZ }
`;

function rowsOf(schema: Schema, path: readonly string[]): string[][] {
  const { properties = {}, items, additionalProperties, anyOf } = schema;
  const open = anyOf?.map((one) => one.additionalProperties).find((one) => typeof one === "object");
  const values = typeof additionalProperties === "object" ? additionalProperties : open;
  return [
    ...Object.entries(properties).flatMap(([name, one]) => {
      const here = [...path, name];
      const isRequired = schema.required?.includes(name) === true;
      return [
        [`\`${here.join(".")}\``, `${isRequired ? "Required. " : ""}${one.description ?? ""}`, valuesOf(one)],
        ...rowsOf(one, here),
      ];
    }),
    ...(items === undefined ? [] : rowsOf(items, [...path.slice(0, -1), `${path.at(-1)}[]`])),
    ...(values === undefined || Object.keys(values).length === 0
      ? []
      : ownRows(values, [...path, names[path.at(-1) ?? ""] ?? "<name>"])),
  ];
}

/** A key whose name is the user's own: it has a line of its own where it holds no other keys. */
function ownRows(values: Schema, path: readonly string[]): string[][] {
  const below = rowsOf(values, path);
  return below.length > 0 ? below : [[`\`${path.join(".")}\``, "", valuesOf(values)]];
}

function valuesOf({ enum: those, examples = [], type, anyOf }: Schema): string {
  const code = (value: unknown): string => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
  if (those !== undefined) return [...new Set(those.map((value) => code(String(value))))].join(", ");
  if (examples.length > 0) return `such as ${examples.map(code).join(" or ")}`;
  if (type === "object" || anyOf !== undefined) return "keys";
  return type === "array" ? "a list" : "a text";
}
