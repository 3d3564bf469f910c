import type { PlatformEndpoint } from "../../src/sandbox/platform/switches.ts";

/** What a platform makes of its right endpoints before it lists them. */
type Listing = (endpoints: readonly PlatformEndpoint[]) => readonly PlatformEndpoint[];

/** Leaves a module out. */
export function without(module: string): Listing {
  return (endpoints) => endpoints.filter(({ identifier }) => identifier !== module);
}

/** Writes the interface roles in another way. */
export function withRoles(written: (role: string) => string): Listing {
  return (endpoints) =>
    endpoints.map((endpoint) =>
      endpoint.identifier === "credentials" ? endpoint : { ...endpoint, role: written(endpoint.role) },
    );
}

/** Lists them at another origin. */
export function at(origin: string): Listing {
  return (endpoints) =>
    endpoints.map((endpoint) => ({ ...endpoint, url: endpoint.url.replace(/^http:\/\/[^/]+/, origin) }));
}
