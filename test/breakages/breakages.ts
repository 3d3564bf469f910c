/** One deliberate mistake, made in what tsc emitted. */
export interface Breakage {
  readonly name: string;
  /** Relative to `lib`. */
  readonly file: string;
  /** Each text must stand there exactly once. */
  readonly changes: readonly (readonly [from: string, to: string])[];
}

const next = "core/onboarding/next.js";
const registration = "core/onboarding/registration.js";

/** Mistakes that somebody might make, in the order of the exchange. Each must break a guarantee. */
export const breakages: readonly Breakage[] = [
  {
    name: "no slot is taken",
    file: "github/secrets-vault.js",
    changes: [["async takeSlot() {", 'async takeSlot() {\n        return { ok: "taken" };']],
  },
  {
    name: "a slot that another run has counts as ours",
    file: "github/secrets-vault.js",
    changes: [['put.answer.status === 201 ? "taken" : "lost"', '"taken"']],
  },
  {
    name: "every slot counts as abandoned",
    file: "core/onboarding/slot.js",
    changes: [["5 * 60 * 1000", "-1"]],
  },
  {
    name: "the mark is written into the token's secret",
    file: "github/secrets-vault.js",
    changes: [["this.#slot = `${name}_PENDING`", "this.#slot = name"]],
  },
  {
    name: "a stored token is registered over",
    file: next,
    changes: [
      [
        'if (known.secret === "present")\n        return end("not-ready", "secret-exists");\n    if (known.slot === "another")\n        return end("in-doubt", "slot-held");\n    const abandoned',
        'if (known.slot === "another")\n        return end("in-doubt", "slot-held");\n    const abandoned',
      ],
      [
        'if (known.secret === "absent" && known.presented === "initial-token")',
        'if (known.presented === "initial-token")',
      ],
    ],
  },
  {
    name: "the POST is retried when its answer is lost",
    file: "core/peer/peer.js",
    changes: [
      [
        "arrived?.(answer);",
        'if (method === "POST" && answer.kind === "unanswered" && !answer.notSent && attempt < 2)\n            return this.#send(method, url, token, encoding, attempt + 1, body, signal, { secret, arrived });\n        arrived?.(answer);',
      ],
    ],
  },
  {
    name: "a lost answer is taken for a refusal",
    file: next,
    changes: [
      [
        'return known.recovery === "none" && known.presented === "initial-token" ? { do: "recover" } : end("in-doubt");',
        'return nothingChanged(known, "refused");',
      ],
    ],
  },
  {
    name: "a token in an answer that is an error is not looked for",
    file: "core/onboarding/meaning.js",
    changes: [
      [
        "const token = issuedToken(answer.text, ours);",
        "const token = isHttpSuccess(answer.httpStatus) ? issuedToken(answer.text, ours) : undefined;",
      ],
    ],
  },
  {
    name: "a token in a broken answer is not salvaged",
    file: "core/ocpi/issued-tokens.js",
    changes: [
      ["return [...new Set([...namedTokens(body, { strictly: true }), ...salvagedTokens(body)])];", "return [];"],
    ],
  },
  {
    name: "the capsule is not written to the state",
    file: "core/onboarding/keep.js",
    changes: [
      ['    run.keep({ phase: "captured", capsule });\n    run.knowToken(token);', "    run.knowToken(token);"],
    ],
  },
  {
    name: "the answer is logged before the token is durable",
    file: "core/peer/peer.js",
    changes: [
      [
        "arrived?.(answer);\n        this.#ports.observe({ asks, ...this.#record(method, url, encoding, attempt, requestId, at, answer, secret) });",
        "this.#ports.observe({ asks, ...this.#record(method, url, encoding, attempt, requestId, at, answer, secret) });\n        arrived?.(answer);",
      ],
    ],
  },
  {
    name: "the capsule is sealed with a key of nobody's",
    file: "core/onboarding/capsule.js",
    changes: [['createCipheriv("aes-256-gcm", key, iv)', 'createCipheriv("aes-256-gcm", randomBytes(32), iv)']],
  },
  {
    name: "the token is stored after the PUT",
    file: next,
    changes: [
      ['case "issued":\n            return { do: "store" };', 'case "issued":\n            return { do: "prove" };'],
      [
        'case "stored":\n            return { do: "prove" };',
        'case "stored":\n            return known.slot === "ours" ? { do: "release-slot" } : { do: "verify" };',
      ],
      [
        'case "confirmed":\n            return known.slot',
        'case "confirmed":\n            if (known.secret !== "present")\n                return { do: "store" };\n            return known.slot',
      ],
    ],
  },
  {
    name: "the token is stored without its last character",
    file: "github/secrets-vault.js",
    changes: [["const value = token.reveal();", "const value = token.reveal().slice(0, -1);"]],
  },
  {
    name: "a successor is stored before it is proven",
    file: "core/onboarding/confirm.js",
    changes: [
      [
        "return succeed(attempt, meaning.successor, previous);",
        "return replaceToken(attempt, meaning.successor, attempt.sight.encoding);",
      ],
    ],
  },
  {
    name: "the token of the PUT's answer is ignored",
    file: "core/onboarding/confirm.js",
    changes: [["return succeed(attempt, meaning.successor, previous);", 'return { registration: "confirmed" };']],
  },
  {
    name: "a rerun sends the PUT again",
    file: next,
    changes: [
      [
        'case "absent":\n        case "unread":\n            return { do: "verify" };',
        'case "absent":\n            return { do: "take-slot" };\n        case "unread":\n            return { do: "verify" };',
      ],
    ],
  },
  {
    name: "the slot is given back although something is in doubt",
    file: registration,
    changes: [
      [
        "return outcomeOf(attempt, step.result, step.because);",
        "{\n                await job.vault.releaseSlot(run.ports.cancelled);\n                return outcomeOf(attempt, step.result, step.because);\n            }",
      ],
    ],
  },
  {
    name: "the answer to the POST is printed",
    file: "core/onboarding/register.js",
    changes: [
      [
        "const meaning = meaningOf(",
        'run.line(answer.kind === "answered" ? answer.text : "");\n        const meaning = meaningOf(',
      ],
    ],
  },
  {
    name: "known tokens are not taken out of foreign texts",
    file: "core/ocpi/redaction.js",
    changes: [["const visible = visibleText(text);", "const visible = visibleText(text);\n        return visible;"]],
  },
  {
    name: "redirects are followed",
    file: "core/peer/peer.js",
    changes: [
      [
        "arrived?.(answer);",
        'const moved = answer.kind === "answered" && answer.httpStatus >= 300 && answer.httpStatus < 400 ? answer.headers.get("location") : null;\n        if (moved)\n            await receive(fetch, { method: "GET", url: new URL(moved, url).href, headers: { authorization: token.authorization(encoding) }, unsafe: false, signal: timeout });\n        arrived?.(answer);',
      ],
    ],
  },
  {
    name: "tokens go to every URL that the hub names",
    file: "core/peer/peer.js",
    changes: [["return keepsTokensSafe(url) && this.#settings.origins.includes(parsed.origin);", "return true;"]],
  },
  {
    name: "foreign text is printed as it is",
    file: "core/ocpi/escape.js",
    changes: [["return (visibleText(text)", "return text;\n    return (visibleText(text)"]],
  },
  {
    name: "the post step takes an interrupted exchange for one that never began",
    file: "core/onboarding/rescue.js",
    changes: [
      [
        'case "posting":',
        'case "posting":\n            return withdraw({ ...left, slot: "ours" }, means);\n        case "nothing":',
      ],
    ],
  },
  {
    name: "a slot is deleted without a second look at its age",
    file: "github/secrets-vault.js",
    changes: [
      ["if (slot.ok === undefined || agesOf(slot.ok, this.#clock).ageMs < olderThanMs)", "if (slot.ok === undefined)"],
    ],
  },
  {
    name: "nobody looks again whether a token is stored once the slot is taken",
    file: registration,
    changes: [
      [
        "const again = await job.vault.look(run.ports.cancelled);",
        'return { slot: "ours" };\n    const again = await job.vault.look(run.ports.cancelled);',
      ],
    ],
  },
  {
    name: "what another run was faster to take over is brought back",
    file: registration,
    changes: [["if (isThere)", "if (false)"]],
  },
  {
    name: "a slot that was taken over and is gone is not brought back",
    file: "core/onboarding/rescue.js",
    changes: [
      [
        'if (left.takenOver)\n                return left.slot === "asked" ? bringBack(means) : { did: "nothing" };',
        "",
      ],
    ],
  },
  {
    name: "a run that takes over sends its POST without a look",
    file: next,
    changes: [['known.recovery === "due" ? "recover" : "post"', '"post"']],
  },
  {
    name: "a token that the hub shows is kept without being proven",
    file: "core/onboarding/recover.js",
    changes: [
      ["candidate !== undefined && (await opensDetails(attempt, candidate, look.encoding))", "candidate !== undefined"],
    ],
  },
  {
    name: "a recovery goes on where nobody knows where the hub takes credentials",
    file: "core/onboarding/recover.js",
    changes: [
      [" || look.credentialsUrl === undefined", ""],
      ["hub.get(look.credentialsUrl,", "hub.get(attempt.credentialsUrl,"],
    ],
  },
  {
    name: "storing is not tried again",
    file: "github/secrets-vault.js",
    changes: [
      [
        "let put = await this.#repeated(() => this.#putOnce(this.#name, value), cancelled);",
        "let put = await this.#putOnce(this.#name, value);",
      ],
    ],
  },
  {
    name: "a key that GitHub has changed is not fetched anew",
    file: "github/secrets-vault.js",
    changes: [["            this.#key = undefined;\n", ""]],
  },
  {
    name: "one refusal of the previous token is believed",
    file: "core/onboarding/prove.js",
    changes: [["const REFUSALS_TO_BELIEVE = 2;", "const REFUSALS_TO_BELIEVE = 1;"]],
  },
  {
    name: "a token is proven by versions alone",
    file: "core/onboarding/prove.js",
    changes: [
      ["return isDoubtful && !(await versionsProve(known, encoding)) ? ofDetails : ofVersions;", "return ofVersions;"],
    ],
  },
  {
    name: "versions count as proof without a look whether they are open to everybody",
    file: "core/onboarding/look.js",
    changes: [
      [
        'return verdictOn(await hub.get(address.versions, NOBODYS, encoding, signal), profile) === "refused";',
        "return true;",
      ],
    ],
  },
  {
    name: "a refusal is believed because versions still open",
    file: "core/onboarding/register.js",
    changes: [["opened.map(", "opened.slice(0, 1).map("]],
  },
  {
    name: "only the plain form of a token is taken out of foreign texts",
    file: "core/ocpi/redaction.js",
    changes: [["[...writtenForms(plain), ...decodedForms(plain)]", "[plain]"]],
  },
  {
    name: "what arrived is noted, and the capsule is not",
    file: "action/step-state.js",
    changes: [['saveState("capsule", fits ? capsule : "");', 'saveState("capsule", "");']],
  },
  {
    name: "what arrives is not noted",
    file: "action/step-state.js",
    changes: [["append(entry) {", 'append(entry) {\n        if (entry.phase === "captured")\n            return;']],
  },
  {
    name: "the post step leaves a captured token where it is",
    file: "action/finish.js",
    changes: [["const story = ", 'if (left.phase === "captured")\n        return;\n    const story = ']],
  },
  {
    name: "a run that is cancelled ends at once",
    file: "action/main.js",
    changes: [["const stop = () => controller.abort();", "const stop = () => process.exit(130);"]],
  },
];
