import { bySeverity } from "../findings/finding.ts";
import { jsonText } from "../ocpi/escape.ts";
import type { Endpoint } from "../ocpi/versions.ts";
import type { RunRecord } from "../record/record.ts";
import { handover, hasMessage } from "./handover.ts";
import type { PartnerStatus } from "../record/result.ts";
import type { PartnerDocument, ReportDocument } from "./report.ts";

/** The run as the report's JSON document. */
export function reportDocument(run: RunRecord): ReportDocument {
  return {
    schema: 1,
    tool: run.tool,
    command: run.command,
    connection: run.connection,
    profile: run.profile.name,
    result: run.result,
    connection_status: run.connectionStatus,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt.toISOString(),
    correlation_id: run.correlationId,
    ...given("run_url", run.runUrl),
    hub: {
      url: run.hub.url,
      party: run.hub.party ?? null,
      version: run.hub.version,
      token_encoding: run.hub.encoding ?? null,
      endpoints: run.hub.endpoints.map(endpointOf),
    },
    parties: run.parties.map(({ party, status, lastUpdated }) => ({
      role: party.role,
      country_code: party.country_code,
      party_id: party.party_id,
      status,
      last_updated: lastUpdated ?? null,
    })),
    ...given("partners", run.partners.length === 0 ? undefined : run.partners.map(partner)),
    steps: run.steps.map((step) => ({
      id: step.id,
      title: step.title,
      status: step.status,
      duration_ms: step.durationMs,
    })),
    findings: bySeverity(run.findings).map((finding) => ({
      check: finding.check,
      severity: finding.severity,
      who: finding.who,
      message: finding.message.join(" "),
      ...given("fix", finding.fix === undefined ? undefined : [finding.fix, finding.snippet ?? ""].join("\n").trim()),
      source: finding.source,
      step: finding.step,
    })),
    requests: run.requests.map((request) => ({
      method: request.method,
      url: request.url,
      attempt: request.attempt,
      ...given("http_status", request.httpStatus),
      ...given("status_code", request.statusCode),
      ...given("status_message", request.statusMessage),
      request_id: request.requestId,
      duration_ms: request.durationMs,
      ...given("error", request.error),
    })),
    ...given("platform", platformOf(run)),
    receivers: run.receivers,
    ...given("rehearsal", rehearsalOf(run)),
    handover: hasMessage(run) ? handover(run) : { subject: "", text: "" },
  };
}

function platformOf({ platform, platformUrl }: RunRecord): ReportDocument["platform"] | undefined {
  if (platform === undefined || platformUrl === undefined) return undefined;
  const { version = null, endpoints } = platform;
  return { url: platformUrl, version, endpoints: endpoints.map(endpointOf) };
}

function rehearsalOf({ rehearsal }: RunRecord): ReportDocument["rehearsal"] | undefined {
  if (rehearsal.length === 0) return undefined;
  return rehearsal.map(({ step, expected, got, verdict, why, correlationId }) => ({
    step,
    expected,
    got,
    verdict,
    ...given("why", why),
    ...given("correlation_id", correlationId),
  }));
}

function endpointOf({ identifier, role, url }: Endpoint): ReportDocument["hub"]["endpoints"][number] {
  return { identifier, ...given("role", role), url: url.slice(0, URL_LIMIT) };
}

function partner({ party, status, lastUpdated, visible }: PartnerStatus): PartnerDocument {
  return {
    role: party.role,
    country_code: party.country_code,
    party_id: party.party_id,
    status,
    last_updated: lastUpdated ?? null,
    ...given("visible", visible),
  };
}

/** An object with the key when the value is there, and without it when it is not: JSON has no undefined. */
function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

// OCPI's URLs have 255 characters at most.
const URL_LIMIT = 500;
// An Action's outputs share one megabyte.
const ESSENTIALS_LIMIT = 100_000;

/** The document as one line of JSON; above 100 kB without what is longest and matters least. */
export function reportJson(document: ReportDocument): string {
  const whole = jsonText(document);
  if (Buffer.byteLength(whole) <= ESSENTIALS_LIMIT) return whole;
  const lastOnes = document.requests.length - 20;
  return jsonText({
    ...document,
    requests: document.requests.filter(({ method }, index) => method !== "GET" || index >= lastOnes),
    parties: document.parties.slice(0, 200),
    ...given("partners", document.partners?.slice(0, 200)),
    findings: document.findings.slice(0, 50),
    hub: { ...document.hub, endpoints: [] },
  });
}
