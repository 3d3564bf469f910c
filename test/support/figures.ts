/** Figures that a suite prints below its tests. */
export function indented(figures: string): string {
  return `\n${figures
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n")}\n\n`;
}
