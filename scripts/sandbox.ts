import type { Party } from "../src/core/ocpi/party.ts";
import type { SandboxHub } from "../src/sandbox/hub.ts";
import { partyIn, sandboxRole, type SandboxRole } from "../src/sandbox/party.ts";
import { SandboxPlatform } from "../src/sandbox/platform.ts";
import { startSandbox } from "../src/sandbox/sandbox.ts";

/**
 * Leaves a sandbox running until Ctrl-C, and prints the way from nothing to a go-live sheet as commands to copy: for a CPO, or
 * for an eMSP with the argument `EMSP`. The partner on the other side of the Hub is registered already.
 */
const role = sandboxRole((process.argv[2] ?? "").replace(/^role=/, "").toUpperCase());
if (role === undefined) {
  process.stderr.write("Write npm run sandbox for a CPO, or npm run sandbox -- EMSP for an eMSP.\n");
  process.exit(2);
}
const otherRole: SandboxRole = role === "CPO" ? "EMSP" : "CPO";
const [sandbox, partner] = await Promise.all([
  startSandbox({}, {}, { role }),
  SandboxPlatform.start(0, { role: otherRole }),
]);
const { hub, platform, github, party, inputs, env } = sandbox;
const other = partyIn(otherRole);
await registerPartner(hub, partner, other);

const nameOf = ({ country_code, party_id }: Party): string => `${country_code}*${party_id}`;
const [own, theirs] = [nameOf(party), nameOf(other)];
const called = { CPO: "CPO", EMSP: "eMSP" };

const change = "curl -X POST -H 'X-Sandbox-Desk: 1'";
const parties = `${hub.origin}/desk/parties/${party.country_code}/${party.party_id}`;
const enableRouting = `${change} ${parties}/routing -d '{"with":"${theirs}"}'`;
const disableRouting = enableRouting.replace("POST", "DELETE");
const [initial, ofPlatform, ofHub, ofGitHub] = [
  "initial-token=env:OCPI_INITIAL_TOKEN",
  "platform-token=env:OCPI_PLATFORM_TOKEN",
  "hub-token=env:OCPI_HUB_TOKEN",
  "github-token=env:OCPI_SECRETS_TOKEN",
];
const action = (command: string, ...given: readonly string[]): string =>
  [`npm run -s action -- command=${command} config=sandbox.yml`, ...given].join(" \\\n  ");
const ofOwn = `-H "Authorization: Token $OCPI_HUB_TOKEN"`;
const pushed = `-X PUT -H 'Content-Type: application/json' -d @examples/samples/location.json`;
const ownCalls = [
  `curl -i ${ofOwn} ${hub.origin}/ocpi/versions`,
  role === "CPO"
    ? `curl -i ${ofOwn} ${pushed} ${hub.origin}/ocpi/2.2.1/locations/IN/ABC/BLR-KORAMANGALA-01`
    : `curl -i ${ofOwn} '${hub.origin}/ocpi/2.2.1/locations?offset=0&limit=1'`,
];
const exported = (name: string, value = ""): string =>
  `export ${name}=${/[^\w:/.-]/.test(value) ? `'${value}'` : value}`;

process.stdout
  .write(`A sandbox on this machine, for ${role === "CPO" ? "a CPO" : "an eMSP"}. Its tokens are worth nothing beyond it. Ctrl-C stops it.
${role === "CPO" ? "For an eMSP: npm run sandbox -- EMSP" : "For a CPO: npm run sandbox"}

  ChargeIndia Hub  ${hub.origin}
  your platform    ${platform.origin}, for ${own} (${called[role]})
  your partner's   ${partner.origin}, for ${theirs} (${called[otherRole]}), which is registered
  GitHub           ${github.origin}

The Hub takes a token in the header as it is, not in Base64, as its documentation shows. Each platform takes both.

FROM NOTHING TO A GO-LIVE SHEET

Copy the commands into another terminal, in the same folder, in this order. First the connection as a file, and what a workflow has as secrets:

cat > sandbox.yml <<'END'
version: 1
connections:
  sandbox:
    hub:
      url: ${hub.origin}
    platform:
      url: ${platform.url}
      roles:
        - role: ${party.role}
          country_code: ${party.country_code}
          party_id: ${party.party_id}
          business_details: { name: ${inputs["business-name"]} }
    routing:
      - { role: ${other.role}, country_code: ${other.country_code}, party_id: ${other.party_id} }
END
export GITHUB_API_URL=${env["GITHUB_API_URL"]} GITHUB_REPOSITORY=${env["GITHUB_REPOSITORY"]}
${exported("OCPI_INITIAL_TOKEN", inputs["initial-token"])}
${exported("OCPI_PLATFORM_TOKEN", inputs["platform-token"])}
${exported("OCPI_SECRETS_TOKEN", inputs["github-token"])}

1. Preflight: your platform is called as the Hub will call it. With the real Hub you do this before you have an initial token.

${action("preflight", ofPlatform)}

2. Exchange: your platform is registered, and the hub token is stored. The last line takes it from there, as a workflow reads a secret. The run asks you to
deliver the hub token to your platform; the sandbox's platform makes no calls of its own and needs none.

${action("exchange", initial, ofPlatform, ofGitHub)}
export OCPI_HUB_TOKEN=$(curl -sf ${github.origin}/desk/secrets/OCPI_HUB_TOKEN)

3. Receivers: the URLs for the account team. It enters them, and enables the routing to your partner. The last line does that at the sandbox's desk.

${action("receivers", ofPlatform)}
${enableRouting}

4. Rehearse: the Hub's own calls on your platform, at most one a second. With allow-test-writes you consent to test objects on it.

${action("rehearse", ofPlatform, ofHub, "allow-test-writes=127.0.0.1", "report-path=go-live.md")}

5. Verify: whether the connection works, and your partner is there.

${action("verify", ofPlatform, ofHub)}

6. Sign: go-live.md has the go-live sheet. Your platform itself has to make the calls that the sheet marks as "not tried"; here you make them in its place. Then
the three people whom the sheet names sign it. docs/go-live.md says more.

${ownCalls.join("\n")}

MORE TO TRY

The exchange again, with the hub token; it changes nothing:

${action("exchange", ofPlatform, ofGitHub, ofHub)}

The account team's desk. It answers on this machine alone, and changes something only with the header X-Sandbox-Desk: 1. Who is registered, and how:

curl ${hub.origin}/desk

Suspend your party, run step 5 again to see what it says, and take it back:

${change} ${parties}/suspend
${change} ${parties}/resume

Disable the routing to your partner${role === "EMSP" ? ", run step 5 again," : ""} and enable it again; without -d, to every partner:

${disableRouting}
${enableRouting}

What each platform was sent:

curl ${platform.origin}/desk
curl ${partner.origin}/desk

The Hub calls the platforms above and no other address. Tell it of your own before you register it:

${change} ${hub.origin}/desk/platforms -d '{"url":"http://127.0.0.1:8080"}'

Revoke the hub token; what step 5 says then has the way out:

${change} ${parties}/revoke

Begin again at step 2: reset your registration, which gives a new initial token, and forget the old hub token:

export OCPI_INITIAL_TOKEN=$(curl -sf -X POST -H 'X-Sandbox-Desk: 1' -H 'Accept: text/plain' ${parties}/reset/initial-token)
curl -X DELETE -H 'X-Sandbox-Desk: 1' ${github.origin}/desk/secrets/OCPI_HUB_TOKEN

An initial token for another party:

${change} ${hub.origin}/desk/initial-tokens -d '{"role":"EMSP","country_code":"IN","party_id":"QRS"}'
`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void Promise.all([sandbox.stop(), partner.stop()]).then(() => process.exit(0)));
}

/** Registers the partner by the two documented requests: POST with an initial token, PUT with the hub token. */
async function registerPartner(at: SandboxHub, its: SandboxPlatform, as: Party): Promise<void> {
  at.admitPlatform(its.url);
  const body = { token: its.token, url: its.url, roles: [{ ...as, business_details: { name: "Your partner" } }] };
  const send = async (method: string, token: string): Promise<unknown> => {
    const answer = await fetch(`${at.origin}/ocpi/2.2.1/credentials`, {
      method,
      headers: { authorization: `Token ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  await send("POST", at.issueInitialToken(as));
  await send("PUT", at.issuedToken(as) ?? "");
}
