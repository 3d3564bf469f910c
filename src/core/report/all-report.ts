import { list } from "../findings/prose.ts";
import type { Words } from "../findings/words.ts";
import { jsonText } from "../ocpi/escape.ts";
import type { RunRecord } from "../record/record.ts";
import { results, type Result } from "../record/result.ts";
import { connectionRow, worstFirst, type ConnectionRow } from "./connection-row.ts";
import { reportDocument } from "./document.ts";
import { junitFailure } from "./junit.ts";
import { essentialParts } from "./markdown.ts";

/** What of each connection is wanted beside its row: the report keeps no more than its faces show. */
export interface Wanted {
  /** The whole document of each, for a file of JSON. */
  readonly documents: boolean;
  /** The page of each that fails, however many they are: for a file of Markdown. A step summary has room for some. */
  readonly pages: boolean;
  /** What failed in each, for a file of JUnit. */
  readonly failures: boolean;
}

/** What is kept of a connection. */
export interface KeptConnection {
  readonly row: ConnectionRow;
  /** Its report, as one line of JSON. */
  document: string | undefined;
  /** Of one that fails: what a person needs of it, in Markdown. */
  readonly page: string | undefined;
  readonly failure: string | undefined;
}

// An output that is longer is cut to the essentials, and a step summary has one megabyte.
const DOCUMENTS_LIMIT = 100_000;
const PAGES_LIMIT = 900_000;

/** The report of a run over many connections. Of each no more is kept than is shown of it. */
export class AllReport {
  readonly #words: Words;
  readonly #wanted: Wanted;
  readonly #kept: KeptConnection[] = [];
  #documentsLength = 0;
  #pagesLength = 0;

  constructor(words: Words, wanted: Wanted) {
    this.#words = words;
    this.#wanted = wanted;
  }

  /** Takes in what came of a connection, and gives its row. */
  add(run: RunRecord): ConnectionRow {
    const row = connectionRow(run);
    this.#kept.push({
      row,
      document: this.#document(run),
      page: row.passes ? undefined : this.#page(run),
      failure: row.passes || !this.#wanted.failures ? undefined : junitFailure(run),
    });
    return row;
  }

  /** Brings the connections into the order of the config: several are looked at at a time, and each ends when it ends. */
  arrange(names: readonly string[]): void {
    const places = new Map(names.map((name, place) => [name, place]));
    const placeOf = ({ row }: KeptConnection): number => places.get(row.connection) ?? names.length;
    this.#kept.sort((a, b) => placeOf(a) - placeOf(b));
  }

  /** The connections, the worst first, and equals in the order in which they stand. */
  get worstFirst(): readonly KeptConnection[] {
    return worstFirst(this.#kept);
  }

  #document(run: RunRecord): string | undefined {
    const isTooLong = this.#documentsLength > DOCUMENTS_LIMIT;
    if (!this.#wanted.documents && isTooLong) return undefined;
    const text = jsonText(reportDocument(run));
    this.#documentsLength += text.length;
    // From here on no output can hold them all.
    if (!this.#wanted.documents && this.#documentsLength > DOCUMENTS_LIMIT) {
      for (const kept of this.#kept) kept.document = undefined;
      return undefined;
    }
    return text;
  }

  #page(run: RunRecord): string | undefined {
    if (!this.#wanted.pages && this.#pagesLength > PAGES_LIMIT) return undefined;
    const text = essentialParts(run, this.#words).join("\n\n");
    this.#pagesLength += text.length;
    return text;
  }
}

/** A run over many connections in one line: how many there are of each result, and the worst. */
export function allHeadline(all: readonly KeptConnection[]): string {
  const counted = results.flatMap((result) => {
    const count = all.filter(({ row }) => row.result === result).length;
    return count === 0 ? [] : [{ result, count }];
  });
  const failing = all.filter(({ row }) => !row.passes).length;
  const [worst] = all;
  const total = `${all.length} ${all.length === 1 ? "connection" : "connections"}`;
  const told = list(counted.map(({ result, count }) => `${count} ${resultWords[result]}`));
  if (failing === 0 || worst === undefined) return `Nothing fails in ${total}: ${told}.`;
  return `Of ${total} ${failing} ${failing === 1 ? "fails" : "fail"}: ${told}. The worst is \`${worst.row.connection}\`. ${worst.row.headline}`;
}

const resultWords: Readonly<Record<Result, string>> = {
  connected: "connected",
  registered: "registered",
  done: "done",
  "not-ready": "not ready",
  refused: "refused",
  unreachable: "unreachable",
  "in-doubt": "in doubt",
  unstored: "not stored",
  cancelled: "cancelled",
  invalid: "invalid",
};

/** The report as JSON, in pieces: with hundreds of connections it may have megabytes. */
export function* allDocument(all: readonly KeptConnection[]): Generator<string> {
  yield `{"schema":1,"result":${JSON.stringify(worstResult(all))},"connections":[`;
  for (const [index, { row, document }] of all.entries()) {
    yield `${index === 0 ? "\n" : ",\n"}${document ?? essentialDocument(row)}`;
  }
  yield "\n]}\n";
}

/** The same as one line, for an output: above 100 kB the essentials of each, the worst first, as far as there is room. */
export function allDocumentWithin(all: readonly KeptConnection[], limit = DOCUMENTS_LIMIT): string {
  const head = `{"schema":1,"result":${JSON.stringify(worstResult(all))},"connections":[`;
  const whole = all.flatMap(({ document }) => (document === undefined ? [] : [document]));
  const isWhole = whole.length === all.length && fits(whole, limit - head.length - 2);
  const texts = isWhole
    ? whole
    : within(
        all.map(({ row }) => essentialDocument(row)),
        limit - head.length - 2,
      );
  return `${head}${texts.join(",")}]}`;
}

/** The results as an output: one entry for each connection, the worst first, as far as 100 kB have room. */
export function resultsWithin(all: readonly KeptConnection[], limit = DOCUMENTS_LIMIT): string {
  const entries = all.map(({ row }) =>
    jsonText({
      connection: row.connection,
      result: row.result,
      connection_status: row.connectionStatus,
      first_finding: row.first?.message ?? null,
    }),
  );
  return `[${within(entries, limit - 2).join(",")}]`;
}

/** The result of the worst. */
export function worstResult([worst]: readonly KeptConnection[]): Result {
  return worst?.row.result ?? "done";
}

function essentialDocument({ connection, result, connectionStatus, first }: ConnectionRow): string {
  return jsonText({
    schema: 1,
    connection,
    result,
    connection_status: connectionStatus,
    findings: first === undefined ? [] : [first],
  });
}

function fits(texts: readonly string[], limit: number): boolean {
  return within(texts, limit).length === texts.length;
}

/** As many of the first texts as have room, with a comma between them. Sizes are bytes. */
function within(texts: readonly string[], limit: number): readonly string[] {
  let size = -1;
  const end = texts.findIndex((text) => (size += Buffer.byteLength(text) + 1) > limit);
  return end < 0 ? texts : texts.slice(0, end);
}
