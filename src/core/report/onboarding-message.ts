import { bySeverity, type ReportedFinding } from "../findings/finding.ts";
import { list } from "../findings/prose.ts";
import { utcAndIst } from "../findings/times.ts";
import { doubtIn } from "../record/doubt.ts";
import type { OwnParty, RunRecord } from "../record/record.ts";
import { receiverLine } from "./receivers.ts";

/** A message to send: plain text, without any token. */
export interface Message {
  readonly subject: string;
  readonly text: string;
}

/** The message that asks the account team to register a partner that has no initial token yet: who applies, and with which platform. */
export function onboardingMessage(run: RunRecord): Message {
  const roles = list([...new Set(run.ownParties.map(({ role }) => role))]);
  const to = run.profile.hub === undefined ? "OCPI" : run.hub.title;
  const lines = [
    run.profile.hub === undefined ? "Hello," : `Hello ${run.hub.title} team,`,
    "",
    `We would like to connect our platform to you${roles === "" ? "" : `, as ${roles}`}.`,
    "",
    ...run.ownParties.map(applicantLine),
    ...(run.platformUrl === undefined ? [] : [`Our OCPI URL:   ${run.platformUrl}`]),
    `OCPI version:   ${run.hub.version}`,
    `Correlation id: ${run.correlationId}`,
    "",
    ...preflightLines(run),
    ...(run.receivers.length === 0 ? [] : ["", "You can call us at:", ...run.receivers.map(receiverLine)]),
    "",
    "Please:",
    "- register us, and tell us our country code and party id,",
    `- send us an initial token, and your OCPI URL${run.receivers.length === 0 ? "." : ","}`,
    ...(run.receivers.length === 0 ? [] : ["- record the URLs above for our party."]),
    "",
    "Thank you.",
  ];
  return { subject: `${to}: onboarding of a new partner${roles === "" ? "" : ` (${roles})`}`, text: lines.join("\n") };
}

/** Who applies: the company, its role, and the codes that it would like, if it named any. */
function applicantLine(party: OwnParty): string {
  const { business_details: business, role, country_code: country, party_id: id } = party;
  const wished = [country, id].filter((part) => part !== "").join("*");
  return `- ${business?.name || "our company"}, ${role}${wished === "" ? "" : `; if you can, as ${wished}`}`;
}

/** What a preflight came to. */
function preflightLines(run: RunRecord): string[] {
  const errors = bySeverity(run.findings).filter(({ severity, who }) => severity === "error" && who === "platform");
  const at = utcAndIst(run.finishedAt);
  const doubt = doubtIn(run);
  if (errors.length === 0) {
    return doubt === undefined
      ? [`- Our platform passed a preflight at ${at}.`]
      : [
          `- A preflight of our platform at ${at} found no error, and could not show everything: ${doubt.replaceAll("`", "")}`,
        ];
  }
  return [`- A preflight of our platform at ${at} found what we still have to fix:`, ...errors.map(preflightLine)];
}

function preflightLine({ check, message }: ReportedFinding): string {
  return `  ${check}: ${message[0].replaceAll("`", "")}`;
}
