/** A place in `ocpi.yml`, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value was given: an input of the face, or a place in the file. */
export interface Source {
  /** `hub-url`, or `connections.chargeindia.hub.url`. */
  readonly name: string;
  readonly file?: string | undefined;
  readonly position?: Position | undefined;
}
