import { argv } from "node:process";
import { finish } from "./finish.ts";
import { main } from "./main.ts";

if (argv[2] === "post") await finish();
else await main();
