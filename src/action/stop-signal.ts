/** A runner that cancels a job sends SIGINT and then SIGTERM. */
export function stopSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  // Breakage: a run that is cancelled ends at once
  const stop = (): void => controller.abort();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return { signal: controller.signal, release: () => process.off("SIGINT", stop).off("SIGTERM", stop) };
}
