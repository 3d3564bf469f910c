import { randomUUID } from "node:crypto";
import type { Random } from "../core/ports.ts";

/** The machine's own randomness. */
export const random: Random = { uuid: () => randomUUID(), fraction: () => Math.random() };
