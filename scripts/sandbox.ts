import { sandboxEmsp } from "../src/sandbox/party.ts";
import { SandboxPlatform } from "../src/sandbox/platform.ts";
import { startSandbox } from "../src/sandbox/sandbox.ts";

/** Leaves the sandbox running until Ctrl-C, and prints what is needed to use it. */
const [sandbox, emsp] = await Promise.all([startSandbox(), SandboxPlatform.start(0, { role: "EMSP" })]);
const { hub, platform, github, inputs, env } = sandbox;
hub.admitPlatform(emsp.url);
const emspInputs = {
  ...inputs,
  "platform-url": emsp.url,
  role: sandboxEmsp.role,
  "party-id": sandboxEmsp.party_id,
  "business-name": "Your eMSP Ltd",
  "initial-token": hub.issueInitialToken(sandboxEmsp),
  "platform-token": emsp.token,
};

const variables: Readonly<Record<string, string>> = {
  "initial-token": "OCPI_INITIAL_TOKEN",
  "platform-token": "OCPI_PLATFORM_TOKEN",
  "github-token": "OCPI_SECRETS_TOKEN",
};
const emspVariables = {
  ...variables,
  "initial-token": "OCPI_EMSP_INITIAL_TOKEN",
  "platform-token": "OCPI_EMSP_PLATFORM_TOKEN",
};
const quoted = (text: string): string => (/[^\w:/.-]/.test(text) ? `'${text}'` : text);
type Texts = Readonly<Record<string, string>>;
const exportsOf = (values: Texts, names: Texts): string =>
  Object.entries(names)
    .map(([name, variable]) => `export ${variable}=${quoted(values[name] ?? "")}`)
    .join("\n");
const givenOf = (values: Texts, names: Texts): string[] =>
  Object.entries(values).map(([name, value]) => {
    const variable = names[name];
    return `${name}=${variable === undefined ? quoted(value) : `env:${variable}`}`;
  });
const given = givenOf(inputs, variables);
const party = given.filter((line) => /^(?:hub-url|role|country-code|party-id|business-name)=/.test(line));
const change = "curl -X POST -H 'X-Sandbox-Desk: 1'";
const command = (lines: readonly string[]): string => ["npm run -s action --", ...lines].join(" \\\n  ");

process.stdout.write(`A sandbox on this machine. Its tokens are worth nothing beyond it. Ctrl-C stops it.

  ChargeIndia Hub  ${hub.origin}
  your platform    ${platform.origin}
  an eMSP's        ${emsp.origin}
  GitHub           ${github.origin}

The Hub takes a token in the header as it is, not in Base64, as its documentation shows. Each platform takes both.

In another terminal, first:

export GITHUB_API_URL=${env["GITHUB_API_URL"]} GITHUB_REPOSITORY=${env["GITHUB_REPOSITORY"]}
${exportsOf(inputs, variables)}

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

# A partner for your CPO, IN*ABC: the eMSP IN*XYZ. Register it, too:
${exportsOf(emspInputs, emspVariables)}
${command(["command=exchange", "hub-token-secret=OCPI_EMSP_HUB_TOKEN", ...givenOf(emspInputs, emspVariables)])}

# Let traffic pass between the two, and no more; without -d, between IN*ABC and every partner:
${change} ${hub.origin}/desk/parties/IN/ABC/routing -d '{"with":"IN*XYZ"}'
curl -X DELETE -H 'X-Sandbox-Desk: 1' ${hub.origin}/desk/parties/IN/ABC/routing -d '{"with":"IN*XYZ"}'

# What each platform was sent:
curl ${platform.origin}/desk
curl ${emsp.origin}/desk

# The Hub calls the platforms above and no other address. Your own, before you register it:
${change} ${hub.origin}/desk/platforms -d '{"url":"http://127.0.0.1:8080"}'

# Reset the registration, with a new initial token; or hand one to another party:
export OCPI_INITIAL_TOKEN=$(curl -sf -X POST -H 'X-Sandbox-Desk: 1' -H 'Accept: text/plain' ${hub.origin}/desk/parties/IN/ABC/reset/initial-token)
${change} ${hub.origin}/desk/initial-tokens -d '{"role":"EMSP","country_code":"IN","party_id":"QRS"}'

After a reset, forget the old hub token:

curl -X DELETE -H 'X-Sandbox-Desk: 1' ${github.origin}/desk/secrets/OCPI_HUB_TOKEN
`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void Promise.all([sandbox.stop(), emsp.stop()]).then(() => process.exit(0)));
}
