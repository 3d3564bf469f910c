/** The jobs that look at the platform, in one: they are loaded when one of them is asked for. */
export { preflight } from "./preflight.ts";
export { receivers } from "./receivers.ts";
export { rehearse } from "./rehearse.ts";
