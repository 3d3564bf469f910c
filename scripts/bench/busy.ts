/** How long this thread was busy with something, in milliseconds of processor time: what else the machine does is not in it. */
export async function busyMs(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
