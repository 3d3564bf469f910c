import { list } from "../findings/prose.ts";
import type { Who } from "../findings/sentence.ts";
import { requestToTry } from "../findings/request-to-try.ts";
import { partyName, partyWithRole } from "../ocpi/party.ts";
import { found, type RehearsedStep, type RunRecord } from "../record/record.ts";

/** What works of the traffic, with evidence, and who signs for what: the output `go-live`. */
export interface GoLiveSheet {
  readonly steps: readonly GoLiveStep[];
  readonly sign: readonly Signature[];
}

/** One line of the sheet. */
export interface GoLiveStep {
  readonly step: string;
  readonly expected: string;
  /** What was answered; empty where it was not tried. */
  readonly got: string;
  readonly verdict: RehearsedStep["verdict"];
  readonly why?: string;
  readonly correlation_id?: string;
}

/** Something that a person confirms. */
interface Signature {
  readonly who: "your engineer" | "your developers" | "account team";
  readonly what: string;
}

/** The sheet of a rehearsal: what was rehearsed, what the hub shows, and what only a person can try or see. */
export function goLiveSheet(run: RunRecord): GoLiveSheet {
  const seen = [...run.rehearsal.map(lineOf), ...hubLines(run)];
  return { steps: [...seen, ...ownCalls(run)], sign: signatures(run, seen) };
}

function lineOf({ step, expected, got, verdict, why, correlationId }: RehearsedStep): GoLiveStep {
  return {
    step,
    expected,
    got,
    verdict,
    ...(why === undefined ? {} : { why: verdict === "fails" ? `${why} ${DEVELOPERS_ACT}` : why }),
    ...(correlationId === undefined ? {} : { correlation_id: correlationId }),
  };
}

const DEVELOPERS_ACT = "Who acts: your developers.";

/** What `verify` says of the connection, where it had a hub token. */
function hubLines(run: RunRecord): GoLiveStep[] {
  const { title, encoding } = run.hub;
  const takes = { step: `${title} takes the hub token`, expected: "the hub token opens what a made-up token does not" };
  const connected = run.ownParties.map((party) => ({
    step: `${title} lists ${partyWithRole(party)}`,
    expected: "CONNECTED",
  }));
  const verified = run.steps.some(({ id }) => id === "verify");
  if (!verified) {
    const isEnded = run.findings.some(({ finding }) => finding.code === "rehearsal-accepted");
    const why = isEnded
      ? "The rehearsal ended before that."
      : "No hub token was given: rehearse again with it, once you have it.";
    return [takes, ...connected].map((part) => ({ ...part, got: "", verdict: "not tried", why }));
  }
  const evidence = { correlation_id: run.correlationId };
  const because = whyUnverified(run);
  const opens: GoLiveStep =
    encoding === undefined
      ? { ...takes, got: "it does not open", verdict: "fails", ...because, ...evidence }
      : {
          ...takes,
          got: `it opens, ${encoding === "base64" ? "in Base64" : "as it is"}`,
          verdict: "works",
          ...evidence,
        };
  return [
    opens,
    ...connected.map((part, index): GoLiveStep => {
      const own = run.ownParties[index];
      const status = run.parties.find(
        ({ party }) => own !== undefined && partyWithRole(party) === partyWithRole(own),
      )?.status;
      if (status === "CONNECTED") return { ...part, got: status, verdict: "works", ...evidence };
      // A hub whose list need not have the caller shows nothing, and that says nothing.
      return run.profile.listsCaller && status !== undefined
        ? { ...part, got: status, verdict: "fails", ...because, ...evidence }
        : { ...part, got: status ?? "", verdict: "not tried", why: "The hub does not show it." };
    }),
  ];
}

function whyUnverified({ findings }: RunRecord): Pick<GoLiveStep, "why"> {
  const cause = findings.find(({ step, severity }) => step === "verify" && severity === "error");
  return cause === undefined ? {} : { why: `${cause.message[0]} Who acts: ${actors[cause.who]}.` };
}

const actors: Readonly<Record<Who, Signature["who"]>> = {
  you: "your engineer",
  platform: "your developers",
  "account-team": "account team",
  // The hub's operator is reached through them.
  hub: "account team",
};

const BY_PERSON = "Only your platform can make this call: have it made there, and sign for it.";

const OWN_LOCATION =
  "To try the line itself, put a location of yours into location.json and its id in the place of LOCATION_ID.";

/** The other direction: what the platform itself calls first at the hub. A call of the runner's would say nothing about it. */
function ownCalls(run: RunRecord): GoLiveStep[] {
  const { profile, hub } = run;
  const encoding = hub.encoding ?? profile.encodings[0];
  const form = encoding === "base64" ? "in Base64" : "as it is";
  // Either layer may say no where the other says yes.
  const answer = "HTTP 200 or 201, and OCPI 1000 in the body";
  const line = (
    step: string,
    request: { readonly method: string; readonly url: string; readonly carries?: string } | undefined,
  ): GoLiveStep => ({
    step,
    expected:
      request === undefined
        ? `${answer}; the URL is in the hub's version details`
        : `${answer}, to: ${requestToTry({ ...request, encoding, variable: "OCPI_HUB_TOKEN" })}`,
    got: "",
    verdict: "not tried",
    why: request?.carries === undefined ? BY_PERSON : `${BY_PERSON} ${OWN_LOCATION}`,
  });
  const versions = versionsUrl(run);
  const locations = locationsUrl(run);
  return [
    line(
      `The platform's own first call to ${hub.title}, with the hub token ${form}`,
      versions === undefined ? undefined : { method: "GET", url: versions },
    ),
    ...run.ownParties.map((party) => {
      if (party.role !== "CPO") {
        const url = locations && `${locations}?offset=0&limit=1`;
        return line(`${partyWithRole(party)} pulls a location`, url === undefined ? undefined : { method: "GET", url });
      }
      const url = locations && `${locations}/${party.country_code}/${party.party_id}/LOCATION_ID`;
      return line(
        `${partyWithRole(party)} pushes a location`,
        url === undefined ? undefined : { method: "PUT", url, carries: "@location.json" },
      );
    }),
  ];
}

function versionsUrl({ hub, profile, requests }: RunRecord): string | undefined {
  const asked = requests.find(({ peer, asks }) => peer === "hub" && asks === "versions")?.url;
  if (asked !== undefined) return asked;
  return profile.paths === undefined || hub.url === "" ? undefined : hub.url + profile.paths.versions;
}

function locationsUrl({ hub, profile, ownParties }: RunRecord): string | undefined {
  // What a CPO pushes the hub receives.
  const side = ownParties.some(({ role }) => role === "CPO") ? "RECEIVER" : "SENDER";
  const listed = hub.endpoints.find(({ identifier, role }) => identifier === "locations" && role === side)?.url;
  if (listed !== undefined) return listed.replace(/\/$/, "");
  return profile.paths === undefined || hub.url === "" ? undefined : `${hub.url}${profile.paths.details}/locations`;
}

/** @param seen the lines that the run could see. */
function signatures(run: RunRecord, seen: readonly GoLiveStep[]): Signature[] {
  const { hub, profile, routing, receivers, ownParties } = run;
  const parties = list(ownParties.map(partyWithRole)) || "the party";
  const fails = seen.some(({ verdict }) => verdict === "fails");
  const leaves = found(run, "rehearsal-left", "rehearsal-open");
  const open = seen.some(({ verdict }) => verdict === "not tried");
  const partners =
    routing.length === 0 ? "its partners" : list(routing.map((party) => `${partyName(party)} (${party.role})`));
  return [
    {
      who: "your engineer",
      what: `The hub token is installed in the platform${fails ? "; what fails above is fixed, and was rehearsed again" : ""}${open ? "; what was not tried above was tried, or is not needed" : ""}.`,
    },
    {
      who: "your developers",
      what: `The platform itself made the calls above that only it can make, and got what is expected.${leaves ? " The test objects above are deleted, or may stay." : ""}`,
    },
    ...(receivers.length === 0
      ? []
      : [
          {
            who: "account team" as const,
            what: `${hub.title} has these URLs for ${parties}: ${receivers.map(({ method, url }) => `${method} ${url}`).join(", ")}`,
          },
        ]),
    ...(profile.routes || routing.length > 0
      ? [{ who: "account team" as const, what: `The routing rules between ${parties} and ${partners} are enabled.` }]
      : []),
  ];
}
