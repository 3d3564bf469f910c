import type { Context } from "hono";
import type { Bindings } from "./bindings.ts";

/** The ids of a request, as its answer repeats them. OCPI 2.2.1 transport_and_format, "Unique message IDs". */
export function echoed({ req }: Context<Bindings>): Record<string, string> {
  return repeated(req.header(), { "x-request-id": "x-request-id", "x-correlation-id": "x-correlation-id" });
}

/** The routing headers of a request, as its answer swaps them. OCPI 2.2.1 transport_and_format, "Message Routing Headers". */
export function swapped({ req }: Context<Bindings>): Record<string, string> {
  return repeated(req.header(), {
    "ocpi-to-party-id": "ocpi-from-party-id",
    "ocpi-to-country-code": "ocpi-from-country-code",
    "ocpi-from-party-id": "ocpi-to-party-id",
    "ocpi-from-country-code": "ocpi-to-country-code",
  });
}

/** The headers of the answer, by their names, and what each is a repetition of. */
function repeated(
  sent: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, source]) => {
      const value = sent[source];
      return value === undefined || value === "" ? [] : [[name, value]];
    }),
  );
}
