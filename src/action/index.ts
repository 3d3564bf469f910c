import { argv } from "node:process";
import { main } from "./main.ts";
import { beginState } from "./step-state.ts";

// Nothing is awaited here: the parts that are loaded later import from this file, and would wait for its end.
if (argv[2] === "post") void import("./finish.ts").then(async ({ finish }) => finish());
else {
  beginState();
  void main();
}
