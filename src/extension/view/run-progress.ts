import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ProgressHandle } from "../state/runner.ts";

/**
 * Shows that something goes on, until it is ended: in the view, whose nodes say what, where it can be seen; otherwise as a
 * notification with a button that cancels.
 */
export function showProgress(title: string, isViewVisible: boolean, cancel: () => void): ProgressHandle {
  const { promise, resolve } = Promise.withResolvers<void>();
  let report = (_message: string): void => undefined;
  const options: vscode.ProgressOptions = isViewVisible
    ? { location: { viewId: "ocpi.connections" } }
    : { location: vscode.ProgressLocation.Notification, cancellable: true, title: l10n.t("OCPI: {0}", title) };
  void vscode.window.withProgress(options, async (progress, token) => {
    report = (message) => progress.report({ message });
    token.onCancellationRequested(() => {
      report(l10n.t("waiting for what the Hub was asked already"));
      cancel();
    });
    await promise;
  });
  return { step: (message) => report(message), end: resolve };
}
