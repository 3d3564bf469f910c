import * as l10n from "@vscode/l10n";
import type { ConnectionKey } from "../state/connection-key.ts";

/** What there is to say instead of a report. */
export function noRunWords({ name }: ConnectionKey): string {
  return l10n.t("{0} was not checked yet: Preflight, Exchange Credentials or Verify Connection does.", name);
}
