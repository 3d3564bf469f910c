import { parse } from "yaml";
import { commands, type Command } from "../../src/action/inputs.ts";
import { commandsOf, requiredBy } from "./command-inputs.ts";
import { inputGroups } from "./input-groups.ts";
import { cell, GENERATED, table } from "./page.ts";

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** What each command is for, and what it changes. */
const purposes: Readonly<Record<Command, readonly [what: string, changes: string]>> = {
  exchange: [
    "registers your platform, and stores the hub token; once you are registered, it only reads",
    "the hub, the secrets",
  ],
  verify: ["checks that the hub lists you as CONNECTED, and your partners, too", "nothing"],
  preflight: ["calls your platform as the hub will", "nothing"],
  receivers: ["lists the URLs at which the hub calls you, and tries each without a token", "nothing"],
  rehearse: [
    "makes the hub's own calls on your platform, and writes the go-live sheet",
    "your platform, only with `allow-test-writes`",
  ],
  rotate: ["replaces the platform token at the hub", "the hub; the secret, if the hub issues a new hub token"],
  update: ["sends the hub your current URL and roles", "the hub; the secret, if the hub issues a new hub token"],
  recover: ["stores the hub token from a recovery capsule", "the secrets"],
  plan: ["spreads the connections of `ocpi.yml` over the jobs of a matrix", "nothing"],
  unregister: ["ends the registration, where the hub has a DELETE for that", "the hub, the secrets"],
};

/** `docs/reference.md`: the commands, inputs and outputs of the Action, from the text of `action.yml`. */
export function actionReference(text: string): string {
  const action = parse(text) as ActionFile;
  const names = Object.keys(action.inputs);
  const required = (command: Command): string =>
    requiredBy(command, names)
      .filter((name) => name !== "country-code" && name !== "party-id" && name !== "business-name")
      .map((name) => (name === "role" ? "your party" : `\`${name}\``))
      .join(", ");
  return [
    "# Reference of the Action",
    GENERATED("action.yml"),
    [
      "- [Commands](#commands)",
      "- [Inputs](#inputs)",
      ...inputGroups(text).map(({ title }) => `  - [${title.replaceAll("`", "")}](#${anchorOf(title)})`),
      "- [Outputs](#outputs)",
      "- [Which events run it](#which-events-run-it)",
      "- [What it needs, and what it costs](#what-it-needs-and-what-it-costs)",
      "- [The report](#the-report)",
    ].join("\n"),
    "The keys of `ocpi.yml` have [a page of their own](config.md). So have [the results](results.md) and [the checks](checks.md).",
    "## Commands",
    'The input `command` says what to do. "Required" holds as far as `ocpi.yml` does not say it. *Your party* is `role`, `country-code`, `party-id` and `business-name`.',
    table(
      ["Command", "What it does", "What it changes", "Required inputs"],
      commands.map((command) => [`\`${command}\``, ...purposes[command], required(command)]),
    ),
    [
      "- `exchange` needs `initial-token` in the first run, and `hub-token` in every later one.",
      "- `recover` finds the hub and the parties in the capsule.",
      "- `github-token` is required where something is stored. A later `exchange` only reads, and needs none.",
    ].join("\n"),
    "## Inputs",
    ...inputGroups(text).flatMap(({ title, inputs }) => [
      `### ${title}`,
      table(
        ["Input", "Default", "Meaning", "Commands"],
        inputs.map((name) => {
          const { description, default: standard } = action.inputs[name] ?? { description: "" };
          return [
            `\`${name}\``,
            standard === undefined ? "" : `\`${standard}\``,
            cell(description),
            commandsOf(name) ?? "all",
          ];
        }),
      ),
    ]),
    "Durations are written `30s`, `2m` or `1h`.",
    "## Outputs",
    "They are set also when the step fails.",
    table(
      ["Output", "Meaning"],
      Object.entries(action.outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]),
    ),
    "## Which events run it",
    "What changes something runs on `workflow_dispatch`, `repository_dispatch`, `schedule`, `push`, `release` and `deployment`, and outside GitHub. On every other event, such as `pull_request`, it is refused.",
    "`verify`, `preflight`, `receivers`, `plan`, and `rehearse` without consent run on every event. On the others they send a token only to a host that an input names: `hub-url`, `platform-url`.",
    "## What it needs, and what it costs",
    [
      "- The runner must be 2.327.1 or newer, which brings Node 24. Linux, macOS and Windows runners work alike: the Action is JavaScript, and starts no program.",
      "- A step downloads about 4.5 MB. It installs nothing, and needs no `setup-node`.",
      "- The job needs no `permissions`, but for `contents: read` to check out `ocpi.yml`, and `issues: write` for `track-issue`.",
      "- There is no telemetry. The Action talks to the hub, your platform and GitHub's API alone.",
    ].join("\n"),
    "## The report",
    "The output `report`, and a file that ends in `.json` under `report-path`, hold one JSON document with `schema: 1`. It never holds a token. Above 100 kB the output is cut to the essentials; the file is whole.",
    table(
      ["Key", "What it holds"],
      [
        ["`tool`, `command`, `connection`, `profile`", "what ran, and for which connection"],
        ["`result`, `connection_status`", "how it ended: [results](results.md)"],
        [
          "`started_at`, `finished_at`, `correlation_id`, `run_url`",
          "when, and the id that every request of the run carried",
        ],
        ["`hub`, `platform`", "URL, party, version, endpoints"],
        ["`parties`", "your parties, with the hub's status of each"],
        ["`steps`", "`id`, `title`, `status` and `duration_ms` of each step"],
        [
          "`findings`",
          "`check`, `severity`, `who`, `message`, `fix`, `source` and `step` of each, the most severe first",
        ],
        ["`requests`", "method, URL, status, ids and time of each request"],
        ["`receivers`", "the URLs at which the hub calls you, with what a call without a token was answered"],
        ["`handover`", "the message for the account team: `subject` and `text`"],
        ["`rehearsal`", "the lines of the go-live sheet"],
      ],
    ),
  ].join("\n\n");
}

/** The anchor of a heading, as GitHub makes it. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
}
