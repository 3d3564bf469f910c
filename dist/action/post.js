import { argv, env } from "node:process";
/**
 * The entry of the post step. Most runs leave nothing to finish, and then nothing is loaded. A file of its own, because
 * a runner does not say which step it starts, and a run that was killed before its first word must not begin anew.
 */
const phase = env["STATE_phase"] ?? "";
const told = env["STATE_told"] === "true";
// A token that was stored by a run that told nothing of it is worth a word.
const isOver = told
    ? ["", "stored", "ended", "posting"].includes(phase)
    : ["", "ended"].includes(phase) && env["STATE_kept"] !== "true";
if (!isOver) {
    argv[2] = "post";
    await import("./index.js");
}
