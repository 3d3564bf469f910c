import { preflight as look } from "../flows/preflight.ts";
import { rehearseTraffic as rehearse } from "../flows/rehearse.ts";
import { aboutConnection } from "./target.ts";

/** Calls the platform as the Hub will, before there is a registration or after. */
export const preflight = aboutConnection(async ({ flow }, entry) => look(flow, entry));

/** Makes the Hub's own calls on the platform, after a question. */
export const rehearseTraffic = aboutConnection(async ({ flow }, entry) => rehearse(flow, entry));
