/** A way into the file: keys, and numbers in lists. */
export type Path = readonly PropertyKey[];

/** A path as people write it: `connections.chargeindia.platform.roles[0].party_id`. */
export function pathName(path: Path): string {
  return path.reduce<string>(
    (name, step) =>
      typeof step === "number" ? `${name}[${step}]` : name === "" ? String(step) : `${name}.${String(step)}`,
    "",
  );
}
