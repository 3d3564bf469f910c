/** Whatever the environment says, a certificate is verified: NODE_TLS_REJECT_UNAUTHORIZED has no say here. */
export const VERIFIED = { rejectUnauthorized: true } as const;

/** By which Node, and every library on it, goes without verification. */
const SWITCH = "NODE_TLS_REJECT_UNAUTHORIZED";

/**
 * Takes the switch out of the environment by which certificates would not be verified, for every connection of this process:
 * to the hub, the platform, a proxy and GitHub. Node looks at it whenever a connection begins.
 * @returns whether verification was switched off.
 */
export function insistOnCertificates(env: NodeJS.ProcessEnv): boolean {
  const wasOff = env[SWITCH] === "0";
  delete env[SWITCH];
  return wasOff;
}
