import { argv } from "node:process";
import { finish } from "./finish.ts";
import { main } from "./main.ts";
import { beginState } from "./step-state.ts";

if (argv[2] === "post") await finish();
else {
  beginState();
  await main();
}
