import type { PlatformEndpoint, PlatformSwitches } from "./switches.ts";

type Interfaces = readonly (readonly [module: string, role: string])[];

const CPO: Interfaces = [
  ["locations", "SENDER"],
  ["tariffs", "SENDER"],
  ["sessions", "SENDER"],
  ["cdrs", "SENDER"],
  ["tokens", "RECEIVER"],
  ["commands", "RECEIVER"],
];

// A mirror image. OCPI 2.2.1 terminology, "Typical implementation of modules".
const EMSP: Interfaces = CPO.map(([module, role]) => [module, role === "SENDER" ? "RECEIVER" : "SENDER"]);

/** What a platform of this role has. Whose it is, has `credentials` and `hubclientinfo` all the same. */
export function endpointsOf(role: PlatformSwitches["role"], base: string): PlatformEndpoint[] {
  const modules: Interfaces = [
    ["credentials", "RECEIVER"],
    ...(role === "EMSP" ? [] : CPO),
    ...(role === "CPO" ? [] : EMSP),
    ["hubclientinfo", "RECEIVER"],
  ];
  return modules.map(([identifier, side]) => ({ identifier, role: side, url: `${base}/${identifier}` }));
}
