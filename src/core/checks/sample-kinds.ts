import * as z from "zod/mini";
import { isRecord } from "../ocpi/json.ts";
import { authorizationInfo } from "../ocpi/objects/authorization-info.ts";
import { cdr } from "../ocpi/objects/cdr.ts";
import { commandResponse } from "../ocpi/objects/command-response.ts";
import { connector } from "../ocpi/objects/connector.ts";
import { evse } from "../ocpi/objects/evse.ts";
import { location } from "../ocpi/objects/location.ts";
import { session } from "../ocpi/objects/session.ts";
import { tariff } from "../ocpi/objects/tariff.ts";
import { token } from "../ocpi/objects/token.ts";

/** An object of OCPI 2.2.1 that a platform sends or answers with. */
export interface SampleKind {
  readonly name:
    | "session"
    | "cdr"
    | "location"
    | "evse"
    | "connector"
    | "tariff"
    | "token"
    | "authorization"
    | "command";
  readonly schema: z.ZodMiniObject;
}

const kinds: readonly SampleKind[] = [
  { name: "session", schema: session },
  { name: "cdr", schema: cdr },
  { name: "location", schema: location },
  { name: "tariff", schema: tariff },
  { name: "token", schema: token },
  { name: "evse", schema: evse },
  { name: "connector", schema: connector },
  { name: "authorization", schema: authorizationInfo },
  { name: "command", schema: commandResponse },
];

// Objects of different kinds have them in common, so they tell nothing.
const common: ReadonlySet<string> = new Set(["country_code", "party_id", "id", "last_updated"]);

/** What tells an object of a kind from others: the fields that it must have, and all that it may have. */
const marks = kinds.map((kind) => {
  const fields = Object.entries(kind.schema.shape);
  const required = fields.filter(([name, schema]) => !common.has(name) && !z.safeParse(schema, undefined).success);
  return { kind, all: new Set(fields.map(([name]) => name)), required: required.map(([name]) => name) };
});

/**
 * What an object is, told from its fields: of the kinds of which it has at least half of the required fields, and to which at least
 * half of its own fields belong, the one of which it has most. Undefined where there is none.
 */
export function kindOf(value: unknown): SampleKind | undefined {
  if (!isRecord(value)) return undefined;
  const own = Object.keys(value);
  const scores = marks.map(({ kind, all, required }) => {
    const has = required.filter((name) => Object.hasOwn(value, name)).length;
    const belongs = own.filter((name) => all.has(name)).length;
    return { kind, has, fits: has * 2 >= required.length && belongs * 2 >= own.length };
  });
  return scores.filter(({ fits }) => fits).toSorted((a, b) => b.has - a.has)[0]?.kind;
}
