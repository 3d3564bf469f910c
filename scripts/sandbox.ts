import type { Party } from "../src/core/ocpi/party.ts";
import type { SandboxHub } from "../src/sandbox/hub.ts";
import { partyIn, sandboxRole, type SandboxRole } from "../src/sandbox/party.ts";
import { SandboxPlatform } from "../src/sandbox/platform.ts";
import { startSandbox } from "../src/sandbox/sandbox.ts";
import { Screen, standardOutput } from "../src/sandbox/screen.ts";

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
const ENVIRONMENT = "production";
github.addEnvironment(ENVIRONMENT);

const ask = "curl -sS";
const change = `${ask} -X POST -H 'X-Sandbox-Desk: 1' \\\n `;
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
  [`npm run -s action -- --quiet command=${command} config=sandbox.yml`, ...given].join(" \\\n  ");
const callOfOwn = `${ask} -w '\\nHTTP %{http_code}\\n' -H "Authorization: Token $OCPI_HUB_TOKEN" \\\n `;
const ownCalls = [
  `${callOfOwn} ${hub.origin}/ocpi/versions`,
  role === "CPO"
    ? `${callOfOwn} -X PUT -H 'Content-Type: application/json' \\\n  -d @examples/samples/location.json \\\n  ${hub.origin}/ocpi/2.2.1/locations/IN/ABC/BLR-KORAMANGALA-01`
    : `${callOfOwn} '${hub.origin}/ocpi/2.2.1/locations?offset=0&limit=1'`,
];
const exported = (name: string, value = ""): string =>
  `export ${name}=${/[^\w:/.-]/.test(value) ? `'${value}'` : value}`;
const exportedFrom = (name: string, command: string): string => `export ${name}=$(${command})`;

const screen = new Screen(standardOutput());
const say = (text: string): void => screen.text(`\n${text}`);
/** A command, or several in a row, to copy. */
const copy = (...lines: readonly string[]): void => screen.command(`\n${lines.join("\n")}`);

screen.title(`A sandbox on this machine, for ${role === "CPO" ? "a CPO" : "an eMSP"}`);
screen.text(`  ChargeIndia Hub  ${hub.origin}
  your platform    ${platform.origin}, for ${own} (${called[role]})
  your partner's   ${partner.origin}, for ${theirs} (${called[otherRole]}), which is registered
  GitHub           ${github.origin}, with an environment ${ENVIRONMENT}`);
say(`Its tokens are worth nothing beyond it. Ctrl-C stops it. ${role === "CPO" ? "For an eMSP: npm run sandbox -- EMSP" : "For a CPO: npm run sandbox"}
The Hub takes a token as it is, not in Base64, as its documentation shows. Each platform takes both.`);

screen.title("FROM NOTHING TO A GO-LIVE SHEET");
say(`Copy the commands into another terminal, in the same folder, in this order. First the connection as
a file, and what a workflow has as secrets:`);
copy(
  `cat > sandbox.yml <<'END'
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
END`,
  `export GITHUB_API_URL=${env["GITHUB_API_URL"]} GITHUB_REPOSITORY=${env["GITHUB_REPOSITORY"]}`,
  exported("OCPI_INITIAL_TOKEN", inputs["initial-token"]),
  exported("OCPI_PLATFORM_TOKEN", inputs["platform-token"]),
  exported("OCPI_SECRETS_TOKEN", inputs["github-token"]),
);

screen.title("1. Preflight");
screen.text(`Your platform is called as the Hub will call it.
With the real Hub you do this before you have an initial token.`);
copy(action("preflight", ofPlatform));

screen.title("2. Exchange");
screen.text(`Your platform is registered, and the hub token is stored. The last line reads it, as a workflow does
with a secret. With a real hub you would now save it in your platform, too.`);
copy(
  action("exchange", initial, ofPlatform, ofGitHub),
  exportedFrom("OCPI_HUB_TOKEN", `curl -sSf ${github.origin}/desk/secrets/OCPI_HUB_TOKEN`),
);

screen.title("3. Receivers");
screen.text(`The URLs for the account team, which enters them and enables the routing to your partner.
The last line does that at the sandbox's desk.`);
copy(action("receivers", ofPlatform), enableRouting);

screen.title("4. Rehearse, and sign");
screen.text(`The Hub's own calls on your platform, at most one a second. With allow-test-writes you consent to
test objects on it. The go-live sheet goes into go-live.md.`);
copy(action("rehearse", ofPlatform, ofHub, "allow-test-writes=127.0.0.1", "report-path=go-live.md"));
screen.text(`
Some lines of the sheet say "not tried": your platform itself has to make those calls. Here you make
them in its place. Then you, your developers and the account team sign. docs/go-live.md says more.`);
copy(...ownCalls);

screen.title("5. Verify");
screen.text("Whether the connection works, and your partner is there. A schedule does this from now on.");
copy(action("verify", ofPlatform, ofHub));

screen.title("MORE TO TRY");
say("The exchange again, with the hub token; it changes nothing:");
copy(action("exchange", ofPlatform, ofGitHub, ofHub));
say(`The account team's desk answers on this machine alone, and changes something only with the header
X-Sandbox-Desk: 1. Who is registered, and how:`);
copy(`${ask} ${hub.origin}/desk`);
say("Suspend your party, do step 5 again to see what it says, and take it back:");
copy(`${change} ${parties}/suspend`);
copy(`${change} ${parties}/resume`);
say("Take your platform down, do step 5 again after three seconds, and bring it back:");
copy(`${change} ${platform.origin}/desk/down`);
copy(`${change} ${platform.origin}/desk/up`);
say(
  `Disable the routing to your partner${role === "EMSP" ? ", do step 5 again" : ""}, and enable it again. Without -d: to all.`,
);
copy(disableRouting);
copy(enableRouting);
say("What each platform was sent:");
copy(`${ask} ${platform.origin}/desk`, `${ask} ${partner.origin}/desk`);
say("The Hub calls the platforms above and no other address. Tell it of your own before you register it:");
copy(`${change} ${hub.origin}/desk/platforms -d '{"url":"http://127.0.0.1:8080"}'`);
say("Revoke the hub token; what step 5 says then has the way out:");
copy(`${change} ${parties}/revoke`);
say(`Begin again at step 2: reset your registration, which gives a new initial token, and delete the old
hub token:`);
copy(
  exportedFrom(
    "OCPI_INITIAL_TOKEN",
    `curl -sSf -X POST -H 'X-Sandbox-Desk: 1' -H 'Accept: text/plain' \\\n  ${parties}/reset/initial-token`,
  ),
  `${change.replace("POST", "DELETE")} ${github.origin}/desk/secrets/OCPI_HUB_TOKEN`,
);
say(`Step 2 with the hub token in an environment, which a job reads only where it names it with
environment: ${ENVIRONMENT}. After the first one begin again with the lines above:`);
copy(
  action("exchange", initial, ofPlatform, ofGitHub, `store=environment store-environment=${ENVIRONMENT}`),
  exportedFrom(
    "OCPI_HUB_TOKEN",
    `curl -sSf \\\n  ${github.origin}/desk/environments/${ENVIRONMENT}/secrets/OCPI_HUB_TOKEN`,
  ),
);
say("An initial token for another party:");
copy(`${change} ${hub.origin}/desk/initial-tokens \\\n  -d '{"role":"EMSP","country_code":"IN","party_id":"QRS"}'`);
screen.text("");
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
