import { parentPort } from "node:worker_threads";
import { startForGood } from "./address.ts";

/**
 * The sandbox as a thread of another program's process: it says where it is, and runs until it is terminated. The editor
 * starts it like this, because an extension host is shared: its globals, its `fetch` with the user's proxy, and its time
 * belong to every extension in it.
 */
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await startForGood());
