import { parentPort } from "node:worker_threads";
import { startForGood } from "./address.ts";
import { deskSwitches, Switchboard, type DeskSwitch } from "./switchboard.ts";

/** The Hub changes a party's status by itself, too, such as after a health probe. */
const LOOK_MS = 250;

/**
 * The sandbox as a thread of another program's process: it says where it is, takes the orders of the desk, says how things are
 * whenever that changes, and runs until it is terminated. The editor
 * starts it like this, because an extension host is shared: its globals, its `fetch` with the user's proxy, and its time
 * belong to every extension in it.
 */
const { hub, platform, address } = await startForGood();
const switchboard = new Switchboard(hub, platform, address.party);
let told = "";

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(address);
parentPort?.on("message", ({ which, on }: { which: DeskSwitch; on: boolean }) => {
  switchboard.press(which, on);
  tell();
});
tell();
setInterval(tell, LOOK_MS);

function tell(): void {
  const desk = { ...switchboard.state, switches: deskSwitches };
  const text = JSON.stringify(desk);
  if (text === told) return;
  told = text;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage({ desk });
}
