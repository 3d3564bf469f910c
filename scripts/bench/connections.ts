import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";

const lightHub = fileURLToPath(new URL("light-hub.mjs", import.meta.url));

/** A hub in a process of its own, to which every token is good. */
export interface LightHub {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Starts such a hub. */
export async function startLightHub(): Promise<LightHub> {
  const child = spawn(process.execPath, [lightHub], { stdio: ["ignore", "pipe", "inherit"] });
  const [origin] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return {
    origin,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** So many connections at a hub, each with a party and a token of its own: the config and the input `hub-tokens`. */
export function manyConnections(count: number, hubUrl: string): { readonly config: string; readonly tokens: string } {
  const names = Array.from({ length: count }, (_none, index) => `c${String(index).padStart(4, "0")}`);
  const described = names.map(
    (name, index) => `  ${name}:
    hub: { url: "${hubUrl}" }
    platform: { roles: [{ role: CPO, country_code: IN, party_id: "${partyId(index)}", business_details: { name: CPO } }] }`,
  );
  const tokens = names.map(
    (name, index) => `${name}=hub_${hex(index, 1)}${hex(index, 2)}${hex(index, 3)}${hex(index, 4)}`,
  );
  return { config: `version: 1\nconnections:\n${described.join("\n")}\n`, tokens: tokens.join("\n") };
}

function partyId(index: number): string {
  return index.toString(36).toUpperCase().padStart(3, "0");
}

/** Eight digits that look like chance, and are the same each time. */
function hex(index: number, salt: number): string {
  return (Math.imul(index + 1, 2_654_435_761 ^ (salt * 40_503)) >>> 0).toString(16).padStart(8, "0");
}
