import { BlockList, isIP } from "node:net";

// IANA's registries of special-purpose addresses (RFC 6890): what is not routed on the internet.
const special = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  special.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 127],
  ["100::", 64],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  special.addSubnet(net, bits, "ipv6");

/** Whether an IP address is one of the internet. An IPv4 address in IPv6 form counts as what it is. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !special.check(address, family === 6 ? "ipv6" : "ipv4");
}

// Names that documentation uses, and that lead to no platform.
const placeholders = /(?:^|\.)(?:example\.(?:com|org|net)|your-platform\.com|your-company\.com)$/;
// RFC 6761, RFC 6762, RFC 8375, and what clusters and offices use.
const internalNames = /(?:^|\.)(?:localhost|local|internal|lan|home|corp|intranet|localdomain|svc|home\.arpa)$/;

/** What is wrong with a host that has to be reached from the internet. */
export type HostFault = "private" | "placeholder";

/** What is wrong with the host of a URL that a hub has to reach, as far as its name says. */
export function hostFault(url: URL): HostFault | undefined {
  // A name may end with the dot of the root: it is the same name (RFC 1034, 3.1).
  const host = url.hostname.replace(/^\[|\]$|\.$/g, "").toLowerCase();
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : "private";
  if (placeholders.test(host)) return "placeholder";
  return internalNames.test(host) || !host.includes(".") ? "private" : undefined;
}
