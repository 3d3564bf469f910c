import { fileURLToPath } from "node:url";
import { writtenForms } from "../../../src/core/ocpi/token-forms.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import type { Sandbox } from "../../../src/sandbox/sandbox.ts";
import type { Editor } from "./editor.ts";
import type { View } from "./view.ts";

/** The repository, which is the extension's folder too. */
export const repository = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");

/** The packed extension, as `npm run package` leaves it. */
export const vsix = `${repository}/ocpi-onboarding.vsix`;

/** `ocpi.yml` with connections of these names to a sandbox. */
export function configOf(
  { hub, platform }: { hub: Pick<Sandbox["hub"], "origin">; platform: Pick<Sandbox["platform"], "url"> },
  ...names: string[]
): string {
  const connections = (names.length === 0 ? ["chargeindia"] : names).map(
    (name) => `  ${name}:
    hub:
      url: ${hub.origin}
    platform:
      url: ${platform.url}
      roles:
        - role: CPO
          country_code: IN
          party_id: ABC
          business_details:
            name: Your CPO Ltd
`,
  );
  return `version: 1\nconnections:\n${connections.join("")}`;
}

/** The view *Connections*, shown. */
export async function connectionsView(editor: Editor): Promise<View> {
  return editor.view("OCPI", "Connections").open();
}

/** Answers the two boxes of an exchange, which must not show what is typed. */
export async function giveTokens(editor: Editor, sandbox: Sandbox, connection = "chargeindia"): Promise<void> {
  for (const [title, token] of [
    ["initial token", sandbox.initialToken],
    ["platform token", sandbox.platform.token],
  ] as const) {
    const box = await editor.inputBox(new RegExp(`^${connection}: ${title}`));
    await box.assertPassword();
    await box.accept(token);
  }
}

/** Runs *Exchange Credentials* from the palette, and answers its boxes. */
export async function exchange(editor: Editor, sandbox: Sandbox): Promise<void> {
  await editor.run("OCPI: Exchange Credentials");
  await giveTokens(editor, sandbox);
}

/** The token that the hub issued to the sandbox's party. */
export function issuedToken({ hub }: Sandbox): string {
  return hub.issuedToken(sandboxParty) ?? "";
}

/** The requests to the hub that could change something there. */
export function unsafeRequests({ hub }: Sandbox): string[] {
  return hub.server.requests.filter(({ method }) => method !== "GET").map(({ method }) => method);
}

/**
 * No log of the editor holds a token of this sandbox: not as it is, not encoded or escaped, and not half of it.
 * @throws AssertionError otherwise; its message holds no token either
 */
export function assertNoTokenLogged(editor: Editor, sandbox: Sandbox, ...more: string[]): void {
  const tokens = [sandbox.initialToken, sandbox.platform.token, issuedToken(sandbox), ...more].filter(
    (token) => token !== "",
  );
  editor.assertNotLogged(...tokens.flatMap(formsOf));
}

function formsOf(token: string): string[] {
  const half = Math.ceil(token.length / 2);
  return [...writtenForms(token), token.slice(0, half), token.slice(-half)];
}
