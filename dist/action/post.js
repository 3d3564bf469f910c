import { argv, env } from "node:process";
/**
 * The entry of the post step. Most runs leave nothing to finish, and then nothing is loaded. A file of its own, because
 * a runner does not say which step it starts, and a run that was killed before its first word must not begin anew.
 */
const phase = env["STATE_phase"] ?? "";
const told = env["STATE_told"] === "true";
const isOver = ["", "stored", "ended"].includes(phase) || (told && phase === "posting");
if (!isOver) {
    argv[2] = "post";
    await import("./index.js");
}
