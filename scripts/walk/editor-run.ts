import { writeFileSync } from "node:fs";
import { startSandbox } from "../../src/sandbox/sandbox.ts";
import { follow } from "./trace.ts";
import { refuse } from "./refusal.ts";

/** A window of the editor in which the hub refuses an exchange, up to its tree, with each of our functions traced. */
const pattern = process.env["WALK_PATTERN"] ?? "(?!)";
const trace = follow(pattern);
const { EditorWindow, Profile } = await import("../../test/support/editor-window.ts");
const { exchange } = await import("../../src/extension/flows/exchange.ts");
const { connectionNode } = await import("../../src/extension/view/connection-node.ts");
const { viewsOf } = await import("../../src/extension/view/tree-model.ts");

const sandbox = await startSandbox();
const profile = new Profile();
refuse(sandbox.hub);
const window = new EditorWindow(profile);
const entry = await window.open(sandbox);
window.giveTokens(sandbox);
window.dialogs.pressed.push(["Exchange credentials", "Exchange"]);
await exchange(window.flow, entry);
const [view] = viewsOf([entry], window.connections);
if (view === undefined) throw new Error("The connection is gone.");
// As the view does for a connection of which something new is known.
const node = connectionNode(view, new Date());
if (!new RegExp(pattern).test(JSON.stringify(node))) throw new Error("The tree does not show the refusal.");
window.close();
profile.end();
await sandbox.stop();
writeFileSync(process.env["WALK_TRACE"] ?? "", JSON.stringify(trace));
process.exit(0);
