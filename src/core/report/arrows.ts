import type { StepId } from "../findings/steps.ts";
import type { StepRecord } from "../record/record.ts";
import { isFailed, type PeerName, type RequestBegun, type RequestRecord } from "../record/request.ts";

/** A request, or several in a row that ended alike, as a sequence shows it: one arrow to a peer and what came back. */
export interface RequestArrow {
  readonly kind: "request";
  readonly at: Date;
  readonly to: PeerName;
  /** In the order in which they were made; one of them at least. */
  readonly requests: readonly [RequestRecord | RequestBegun, ...RequestRecord[]];
  /** Made with no token, or with a made-up one, to see whether that is refused. */
  readonly tests: "no token" | "a made-up token" | undefined;
  /** `waiting`: it is on its way. `unanswered`: nothing came back. `refused`: what came back is no success. */
  readonly outcome: "waiting" | "unanswered" | "refused" | "answered";
  /** What came back, each once: `200 / 1000`. */
  readonly answers: readonly string[];
}

/** What was done at the vault. */
interface VaultArrow {
  readonly kind: "vault";
  readonly at: Date;
  /** `store the hub token` */
  readonly act: string;
  readonly failed: boolean;
}

/** One thing that happened in a run, as a sequence shows it. */
export type Arrow = RequestArrow | VaultArrow;

const vaultActs: Partial<Record<StepId, string>> = {
  lock: "take the lock",
  keep: "store the hub token",
  unlock: "delete the lock",
};

const byTime = (a: Pick<Arrow, "at">, b: Pick<Arrow, "at">): number => a.at.getTime() - b.at.getTime();

/**
 * What happened in a run, in its order.
 * @param begun requests that are on their way.
 */
export function arrowsOf(
  { steps, requests }: { readonly steps: readonly StepRecord[]; readonly requests: readonly RequestRecord[] },
  begun: readonly RequestBegun[] = [],
): Arrow[] {
  const vaults = steps.flatMap(vaultArrow);
  const onTheirWay = begun.map((request): Arrow => {
    const { at, peer: to } = request;
    return { kind: "request", at, to, requests: [request], tests: testOf(request), outcome: "waiting", answers: [] };
  });
  return [...requestsInRows(requests, vaults).map(rowArrow), ...vaults, ...onTheirWay].toSorted(byTime);
}

type Row = [RequestRecord, ...RequestRecord[]];

/**
 * The requests, with those to one peer in a row together that ended alike. What hub and platform are asked at the same time is a
 * row for each. What changes something at the hub stands alone, and ends every row.
 */
function requestsInRows(requests: readonly RequestRecord[], vaults: readonly VaultArrow[]): Row[] {
  const rows: Row[] = [];
  const open = new Map<PeerName, { readonly row: Row; readonly ending: Ending }>();
  for (const happened of [...requests, ...vaults].toSorted(byTime)) {
    if (!("method" in happened)) {
      open.clear();
      continue;
    }
    const { peer, method } = happened;
    const isChange = peer === "hub" && method !== "GET";
    if (isChange) open.clear();
    const ending = endingOf(happened);
    const before = open.get(peer);
    if (before?.ending === ending) before.row.push(happened);
    else {
      const row: Row = [happened];
      rows.push(row);
      if (!isChange) open.set(peer, { row, ending });
    }
  }
  return rows;
}

type Ending = "well" | "badly" | "without an answer";

function endingOf(request: RequestRecord): Ending {
  if (request.httpStatus === undefined) return "without an answer";
  return isFailed(request) ? "badly" : "well";
}

function rowArrow(row: Row): RequestArrow {
  const [request] = row;
  const outcome = request.httpStatus === undefined ? "unanswered" : isFailed(request) ? "refused" : "answered";
  const answers = outcome === "unanswered" ? [] : [...new Set(row.map(answerTo))];
  const tests = row.length > 1 ? undefined : testOf(request);
  return { kind: "request", at: request.at, to: request.peer, requests: row, tests, outcome, answers };
}

function answerTo({ httpStatus, statusCode }: RequestRecord): string {
  return `${httpStatus} / ${statusCode ?? "no OCPI answer"}`;
}

function testOf({ asks }: RequestBegun): RequestArrow["tests"] {
  return asks === "guard" ? "a made-up token" : asks === "entry" ? "no token" : undefined;
}

function vaultArrow({ id, startedAt, status }: StepRecord): VaultArrow[] {
  const act = vaultActs[id];
  return act === undefined ? [] : [{ kind: "vault", at: startedAt, act, failed: status === "failed" }];
}
