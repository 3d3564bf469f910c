import { sameId, type OcpiObject } from "../fields.ts";
import { answered } from "../reply.ts";
import { authorize } from "./authorize.ts";
import { refusedFields, unknownObject } from "./client-owned.ts";
import { senderList, type PlatformInside } from "./cpo.ts";
import { objectReceivers } from "./receivers.ts";
import type { Route } from "./route.ts";
import { sampleTokens } from "./samples.ts";

/** The modules of an eMSP: its drivers' tokens to pull, and what CPOs send to receive. OCPI 2.2.1. */
export function emspRoutes({ switches, kept, partyOf, signal }: PlatformInside): Route[] {
  const tokens = (): OcpiObject[] => sampleTokens(partyOf("EMSP"));
  return [
    senderList("tokens", tokens, switches),
    {
      module: "tokens",
      path: "tokens/:id/authorize",
      methods: {
        POST: (call) =>
          authorize(
            {
              found: tokens().find(({ uid }) => sameId(uid, call.params["id"])),
              unknown: () => unknownObject({ kind: "token", unknown: 2004 }, call, switches),
              signal,
            },
            call.body,
            switches,
          ),
      },
    },
    ...objectReceivers(kept, switches),
    {
      module: "commands",
      path: "commands/:command/:id",
      methods: {
        POST: ({ params: { command = "", id = "" }, body }) => {
          const wrong = refusedFields(body, "commandResult", switches);
          if (wrong !== undefined) return wrong;
          kept.commandResults.push({ command, id, body: body as OcpiObject });
          return answered(null);
        },
      },
    },
  ];
}
