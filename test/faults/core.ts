import { pathToFileURL } from "node:url";
import type * as commandVaultModule from "../../src/action/command-vault.ts";
import type * as redactionModule from "../../src/core/ocpi/redaction.ts";
import type * as tokenModule from "../../src/core/ocpi/token.ts";
import type * as capsuleHubModule from "../../src/core/onboarding/capsule-hub.ts";
import type * as capsuleModule from "../../src/core/onboarding/capsule.ts";
import type * as performRunModule from "../../src/core/onboarding/perform-run.ts";
import type * as registrationModule from "../../src/core/onboarding/registration.ts";
import type * as crashModule from "../../src/core/onboarding/finish-crashed-run.ts";
import type * as runModule from "../../src/core/onboarding/run.ts";
import type * as addressModule from "../../src/core/peer/hub-address.ts";
import type * as portsModule from "../../src/core/ports.ts";
import type * as hubsModule from "../../src/core/profiles/hubs.ts";
import type * as documentModule from "../../src/core/report/document.ts";
import type * as headlineModule from "../../src/core/report/headline.ts";
import type * as markdownModule from "../../src/core/report/markdown.ts";
import type * as crashReportModule from "../../src/core/report/crash-report.ts";
import type * as toDoModule from "../../src/core/report/to-do.ts";
import type * as scopeModule from "../../src/github/secret-scope.ts";
import type * as vaultModule from "../../src/github/secrets-vault.ts";

/** The parts of the product that the schedules run, from wherever they are: the sources, or a compiled copy. */
export interface Core {
  readonly performRun: typeof performRunModule;
  readonly registration: typeof registrationModule;
  readonly run: typeof runModule;
  readonly crash: typeof crashModule;
  readonly capsule: typeof capsuleModule;
  readonly capsuleHub: typeof capsuleHubModule;
  readonly token: typeof tokenModule;
  readonly redaction: typeof redactionModule;
  readonly hubs: typeof hubsModule;
  readonly address: typeof addressModule;
  readonly document: typeof documentModule;
  readonly markdown: typeof markdownModule;
  readonly headline: typeof headlineModule;
  readonly toDo: typeof toDoModule;
  readonly crashReport: typeof crashReportModule;
  readonly ports: typeof portsModule;
  readonly vault: typeof vaultModule;
  readonly commandVault: typeof commandVaultModule;
  readonly scope: typeof scopeModule;
}

const files: Readonly<Record<keyof Core, string>> = {
  performRun: "core/onboarding/perform-run",
  registration: "core/onboarding/registration",
  run: "core/onboarding/run",
  crash: "core/onboarding/finish-crashed-run",
  capsule: "core/onboarding/capsule",
  capsuleHub: "core/onboarding/capsule-hub",
  token: "core/ocpi/token",
  redaction: "core/ocpi/redaction",
  hubs: "core/profiles/hubs",
  address: "core/peer/hub-address",
  document: "core/report/document",
  markdown: "core/report/markdown",
  headline: "core/report/headline",
  toDo: "core/report/to-do",
  crashReport: "core/report/crash-report",
  ports: "core/ports",
  vault: "github/secrets-vault",
  commandVault: "action/command-vault",
  scope: "github/secret-scope",
};

/**
 * Loads the core from a folder that holds `core/`, `github/` and `action/`.
 * @param extension `.ts` for sources, `.js` for what tsc emitted.
 */
export async function loadCore(folder: string, extension: ".ts" | ".js"): Promise<Core> {
  const loaded = await Promise.all(
    Object.entries(files).map(async ([name, file]) => [
      name,
      (await import(pathToFileURL(`${folder}/${file}${extension}`).href)) as unknown,
    ]),
  );
  return Object.fromEntries(loaded) as Core;
}
