import { startSandbox } from "../src/sandbox/sandbox.ts";

/** Leaves the sandbox running until Ctrl-C, and prints what is needed to use it. */
const sandbox = await startSandbox();
const { hub, platform, github, inputs, env } = sandbox;
const withLines = Object.entries(inputs).map(
  ([name, value]) => `  ${name}=${/[^\w:/.-]/.test(value) ? `'${value}'` : value}`,
);
process.stdout.write(`A sandbox on this machine. The tokens are worth nothing beyond it. Ctrl-C stops it.

  ChargeIndia Hub  ${hub.origin}
  your platform    ${platform.origin}
  GitHub           ${github.origin}

Exchange credentials in another terminal:

GITHUB_API_URL=${env["GITHUB_API_URL"]} GITHUB_REPOSITORY=${env["GITHUB_REPOSITORY"]} \\
npm run action -- command=exchange \\
${withLines.join(" \\\n")}

The account team's desk:

  curl ${hub.origin}/desk
  curl -X POST ${hub.origin}/desk/initial-tokens -d '{"role":"EMSP","country_code":"IN","party_id":"XYZ"}'
  curl -X POST ${hub.origin}/desk/parties/IN/ABC/{routing,activate,suspend,resume,revoke}
  curl -X POST ${hub.origin}/desk/parties/IN/ABC/reset/initial-token
`);
process.on("SIGINT", () => void sandbox.stop().then(() => process.exit(0)));
