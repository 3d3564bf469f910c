import { hostileTexts } from "./hostile-texts.ts";
import { runFrame, silentPorts } from "./silent-run.ts";
import type { Finding } from "../../src/core/findings/catalogue.ts";
import type { Words } from "../../src/core/findings/words.ts";
import { untouched } from "../../src/core/onboarding/outcome.ts";
import { recordOf } from "../../src/core/onboarding/perform-run.ts";
import { Run } from "../../src/core/onboarding/run.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import type { RequestRecord } from "../../src/core/record/request.ts";

const at = new Date("2026-11-23T10:02:00Z");

// What a peer, a file or GitHub says, wherever a finding has it.
const foreignFields = new Set(
  "url statusMessage error value key detail path event offered version module party listed got contentType capsule".split(
    " ",
  ),
);

/** Hostile texts, one after the other, beginning with one of them. */
function hostileFrom(first: number): () => string {
  let index = first;
  return () => hostileTexts[index++ % hostileTexts.length] ?? "";
}

/** The same, with a hostile text wherever a text is foreign. */
function spoilt<T>(value: T, text: () => string, isForeign = false): T {
  if (typeof value === "string") return (isForeign ? text() : value) as T;
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => spoilt(item, text, isForeign)) as T;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, spoilt<unknown>(inner, text, foreignFields.has(key))]),
  ) as T;
}

/**
 * A run that met a hub, a platform and a file in which every text is a hostile one.
 * @param first the text of `hostileTexts` that is met first.
 */
export function runAmong(findings: readonly Finding[], first: number, voice: Words): RunRecord {
  const run = new Run(silentPorts(at), chargeindia, voice);
  const next = hostileFrom(first);
  const text = next();
  run.found(findings.map((finding) => spoilt(finding, next)));
  const record = recordOf(run, { ...untouched("refused"), reason: findings[0] }, runFrame);
  const party = { role: text, country_code: text, party_id: text };
  const request: RequestRecord = {
    peer: "hub",
    method: "GET",
    url: `https://hub.example.com/${text}`,
    attempt: 1,
    encoding: "plain",
    httpStatus: undefined,
    statusCode: undefined,
    statusMessage: text,
    requestId: text,
    at,
    durationMs: 1,
    error: text,
  } as RequestRecord;
  return {
    ...record,
    parties: [{ party, status: "PLANNED", lastUpdated: text }],
    ownParties: [party],
    hub: { ...record.hub, url: text, version: text, endpoints: [{ identifier: text, role: text, url: text }] },
    requests: [request, { ...request, method: "POST", url: text }, { ...request, httpStatus: 500 }],
  } as RunRecord;
}
