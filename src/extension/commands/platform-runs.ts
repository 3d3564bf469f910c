import { preflight as look } from "../flows/preflight.ts";
import { aboutConnection } from "./target.ts";

/** Calls the platform as the Hub will, before there is a registration or after. */
export const preflight = aboutConnection(async ({ flow }, entry) => look(flow, entry));
