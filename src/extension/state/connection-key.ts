/** Which connection it is: the same name in two folders is two connections. */
export interface ConnectionKey {
  /** The URI of its `ocpi.yml`. */
  readonly config: string;
  readonly name: string;
}

/** A connection's key as one text. */
export function idOf({ config, name }: ConnectionKey): string {
  return `${config}#${name}`;
}
