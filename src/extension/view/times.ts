import * as l10n from "@vscode/l10n";

/** How long ago something was, as people say it: `just now`, `3 min ago`, `2 h ago`, `5 days ago`. */
export function ago(then: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - then.getTime()) / 60_000));
  if (minutes === 0) return l10n.t("just now");
  if (minutes < 60) return l10n.t("{0} min ago", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return l10n.t("{0} h ago", hours);
  return l10n.t("{0} days ago", Math.floor(hours / 24));
}
