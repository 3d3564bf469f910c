/** Has the work done where these variables name the proxy, which an agent reads when it is made. */
export async function behindProxy(url: string, work: () => Promise<void>): Promise<void> {
  const variables = { http_proxy: url, https_proxy: url, no_proxy: "" };
  const former = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    for (const [name, value] of former) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
