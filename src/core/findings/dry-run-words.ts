import type { Said } from "./sentence.ts";
import type { DryRunWords, NextOfExchange, NoRehearsal } from "./words.ts";

/** Speaks of dry runs, which only a pipeline has: the editor does not carry these sentences. */
export const dryRunWords: DryRunWords = {
  would: (would) => ({
    message: [nextSteps[would.next], ...seen(would)],
    fix: advice[would.next] ?? "To do it, remove `dry-run: true` from the step, and start a new run.",
  }),
  delivers: () => ({
    message: [
      "The output `hub-token` is a made-up token, so that its delivery to your platform can be tried.",
      "It begins with `ocpi-rehearsal-`, and opens nothing.",
    ],
    fix: "See that the next step delivers the output `hub-token` to your platform, and that your platform keeps a text that begins with `ocpi-rehearsal-`. Your platform then holds a token that opens nothing, until the exchange delivers the real one in its place.",
  }),
  deliversNothing: ({ why }) => ({
    message: [`This dry run leaves the output \`hub-token\` empty: ${reasons[why]}`],
  }),
};

const advice: Readonly<Partial<Record<NextOfExchange["next"], string>>> = {
  try: "Check that `initial-token` is the whole token, and belongs to the hub at `hub-url` (test or production). If it does, remove `dry-run: true` from the step, and start a new run: at some hubs only the POST shows whether they take it.",
  ask: "When you have the initial token from the account team, pass it as `initial-token`, and start the dry run once more: then it looks at the hub, too. For the exchange itself remove `dry-run: true`.",
  verify: "Remove `dry-run: true` from the step when you like: with a `hub-token` an exchange only reads.",
};

/** By what the exchange would do first. */
const nextSteps: Readonly<Record<NextOfExchange["next"], string>> = {
  post: "A run without `dry-run` would send the POST that registers you.",
  try: "A run without `dry-run` would send the POST that registers you, although the hub refused the initial token for reading.",
  ask: "A run without `dry-run` could register as soon as it has an `initial-token`.",
  recover: "A run without `dry-run` would find out what became of an exchange that was interrupted.",
  confirm: "A run without `dry-run` would send the PUT that confirms the registration, which an earlier run left open.",
  store: "A run without `dry-run` would store the hub token out of the recovery capsule.",
  verify: "A run without `dry-run` would only check, as this one did.",
};

function seen({ next, lockPlace, isLeftBehind }: NextOfExchange): Said["message"][number][] {
  if (next === "verify")
    return ["A hub token was given, so nothing is sent that changes anything, and no lock is taken."];
  if (isLeftBehind) {
    return [
      ...(lockPlace === ""
        ? []
        : [`An earlier run left the ${lockPlace} behind as a note of that; a dry run does not touch it.`]),
      ...(next === "recover" ? ["The run would ask the hub with GETs, and send one POST at most."] : []),
    ];
  }
  return [
    ...(next === "ask" ? ["None was given, so this dry run did not check the hub."] : []),
    ...(lockPlace === "" ? [] : [`The ${lockPlace} could be written, so the hub token can be, too.`]),
  ];
}

/** Why nothing is delivered. */
const reasons: Readonly<Record<NoRehearsal["why"], string>> = {
  hidden: "`expose-hub-token` is not `true`, so an exchange would not hand its token on, either.",
  given: "a `hub-token` was given, and your platform may have it already.",
  stored: "there is a stored hub token, and your platform may have it already.",
  doubt: "an exchange was interrupted, and your platform may have its hub token already.",
  stopped: "an exchange would not come to its hub token.",
};
