/** The commands that look at every connection in one step. */
export const commandsForAll = ["verify", "preflight"] as const;
/** One of them. */
export type CommandForAll = (typeof commandsForAll)[number];

/** Whether a command knows what `connection: all` means: a plan, too, spreads every connection over jobs. */
export function takesAll(command: string): boolean {
  return command === "plan" || commandsForAll.some((one) => one === command);
}
