import { parentPort } from "node:worker_threads";
import { startForGood } from "./address.ts";

/**
 * The sandbox as a thread of somebody else's process: it says where it is, and runs until it is terminated. The editor
 * starts it like this, because the HTTP server replaces the global `Request` and `Response`, and those of an extension host
 * belong to every extension in it.
 */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await startForGood());
