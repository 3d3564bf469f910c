import { startSandbox } from "../src/sandbox/sandbox.ts";

/** Leaves the sandbox running until Ctrl-C, and prints what is needed to use it. */
const sandbox = await startSandbox();
const { hub, platform, github, inputs, env } = sandbox;

const variables: Readonly<Record<string, string>> = {
  "initial-token": "OCPI_INITIAL_TOKEN",
  "platform-token": "OCPI_PLATFORM_TOKEN",
  "github-token": "OCPI_SECRETS_TOKEN",
};
const quoted = (text: string): string => (/[^\w:/.-]/.test(text) ? `'${text}'` : text);
const exports = Object.entries(variables).map(([name, variable]) => `export ${variable}=${quoted(inputs[name] ?? "")}`);
const given = Object.entries(inputs).map(([name, value]) => {
  const variable = variables[name];
  return `${name}=${variable === undefined ? quoted(value) : `env:${variable}`}`;
});
const party = given.filter((line) => /^(?:hub-url|role|country-code|party-id|business-name)=/.test(line));
const change = "curl -X POST -H 'X-Sandbox-Desk: 1'";
const command = (lines: readonly string[]): string => ["npm run -s action --", ...lines].join(" \\\n  ");

process.stdout.write(`A sandbox on this machine. Its tokens are worth nothing beyond it. Ctrl-C stops it.

  ChargeIndia Hub  ${hub.origin}
  your platform    ${platform.origin}
  GitHub           ${github.origin}

In another terminal, first:

export GITHUB_API_URL=${env["GITHUB_API_URL"]} GITHUB_REPOSITORY=${env["GITHUB_REPOSITORY"]}
${exports.join("\n")}

Exchange credentials:

${command(["command=exchange", ...given])}

Take the hub token that was stored, as a workflow would read it, and verify the connection:

export OCPI_HUB_TOKEN=$(curl -sf ${github.origin}/desk/secrets/OCPI_HUB_TOKEN)
${command(["command=verify", ...party, "hub-token=env:OCPI_HUB_TOKEN"])}

Run the exchange again with it; it only looks:

${command(["command=exchange", ...given, "hub-token=env:OCPI_HUB_TOKEN"])}

The account team's desk. It answers on this machine alone, and changes something only with the header X-Sandbox-Desk: 1:

curl ${hub.origin}/desk                                              # who is registered, and how
${change} ${hub.origin}/desk/parties/IN/ABC/suspend   # suspend your party
${change} ${hub.origin}/desk/parties/IN/ABC/resume    # and take it back
${change} ${hub.origin}/desk/parties/IN/ABC/revoke    # revoke the hub token
${change} ${hub.origin}/desk/parties/IN/ABC/routing   # enable routing

# The Hub calls the platform above and no other address. Your own, before you register it:
${change} ${hub.origin}/desk/platforms -d '{"url":"http://127.0.0.1:8080"}'

# Reset the registration, with a new initial token; or hand one to another party:
export OCPI_INITIAL_TOKEN=$(curl -sf -X POST -H 'X-Sandbox-Desk: 1' -H 'Accept: text/plain' ${hub.origin}/desk/parties/IN/ABC/reset/initial-token)
${change} ${hub.origin}/desk/initial-tokens -d '{"role":"EMSP","country_code":"IN","party_id":"XYZ"}'

After a reset, forget the old hub token:

curl -X DELETE -H 'X-Sandbox-Desk: 1' ${github.origin}/desk/secrets/OCPI_HUB_TOKEN
`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void sandbox.stop().then(() => process.exit(0)));
}
