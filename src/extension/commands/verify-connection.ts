import { verifyConnection as verify } from "../flows/verify.ts";
import { aboutConnection } from "./target.ts";

/** Looks whether the connection works. */
export const verifyConnection = aboutConnection(async ({ flow }, entry) => verify(flow, entry));
