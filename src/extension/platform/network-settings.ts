/** The part of VS Code's configuration that we use: `getConfiguration("http")` is one. */
export interface HttpSettings {
  get(key: string): unknown;
}

// Where `http.proxy` is empty VS Code takes what the operating system says, and these (@vscode/proxy-agent).
const variables = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"];

/**
 * Which of the editor's network settings apply, as a line of the log: the first question behind a proxy. A proxy's user
 * name and password are left out.
 */
export function networkLine(http: HttpSettings, environment: Readonly<Record<string, string | undefined>>): string {
  const proxy = http.get("proxy");
  const noProxy = http.get("noProxy");
  const set = variables.filter((name) => (environment[name] ?? environment[name.toLowerCase()] ?? "") !== "");
  const settings = {
    "http.proxy": typeof proxy === "string" && proxy !== "" ? withoutLogin(proxy) : "not set",
    "http.noProxy": Array.isArray(noProxy) && noProxy.length > 0 ? `${noProxy.length} hosts` : "not set",
    ...Object.fromEntries(plain.map((name) => [`http.${name}`, String(http.get(name) ?? "not known")])),
    "variables that are set": set.length === 0 ? "none" : set.join(", "),
  };
  const told = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  return `Network settings of VS Code: ${told.join("; ")}.`;
}

const plain = ["proxySupport", "proxyStrictSSL", "systemCertificates"];

/** Scheme, host and port. Of what is no URL nothing is told: a password may be anywhere in it. */
function withoutLogin(proxy: string): string {
  const parsed = URL.parse(proxy);
  return parsed === null || parsed.host === "" ? "set, but not a URL" : `${parsed.protocol}//${parsed.host}`;
}
