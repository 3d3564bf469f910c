import { checkDistinct, checkToken } from "../core/checks/payload.ts";
import type { Finding } from "../core/findings/catalogue.ts";
import type { AnyToken } from "../core/ocpi/token.ts";
import {
  readDuration,
  tokenInputs,
  type Command,
  type DurationLimits,
  type Inputs,
  type TokenInput,
} from "./inputs.ts";
import { needs } from "./needs.ts";
import { notOneOf } from "./not-one-of.ts";
import type { RunnerContext } from "./runner-context.ts";

/** The inputs of a step as a task is read from them: each is checked when it is asked for, and its fault is kept. */
export class GivenInputs {
  readonly inputs: Inputs;
  readonly runner: RunnerContext;
  /** What is wrong with the inputs and the config. */
  readonly faults: Finding[] = [];

  constructor(inputs: Inputs, runner: RunnerContext) {
    this.inputs = inputs;
    this.runner = runner;
  }

  /** Checks the tokens that the command takes; that one is missing which it cannot do without is a fault. */
  checkTokens(command: Command): void {
    const { initialToken, platformToken, newPlatformToken, hubToken } = this.inputs;
    const taken = {
      "initial-token": this.taken(command, "initial-token", initialToken),
      "platform-token": this.taken(command, "platform-token", platformToken),
      "new-platform-token": this.taken(command, "new-platform-token", newPlatformToken),
      "hub-token": this.taken(command, "hub-token", hubToken),
    };
    for (const input of tokenInputs) {
      const token = taken[input];
      if (token === undefined && needs[command].tokens[input] === "needed") this.missing(input, true);
      if (token !== undefined)
        this.faults.push(...(isBlank(token) ? [{ code: "input-blank", input } as const] : checkToken(token, input)));
    }
    this.faults.push(...checkDistinct(taken));
  }

  /** A token that was given, where the command takes it. */
  taken<T extends AnyToken>(command: Command, input: TokenInput, token: T | undefined): T | undefined {
    return needs[command].tokens[input] === undefined ? undefined : token;
  }

  /** An input is missing: it may be a secret, which an event does not bring. */
  missing(input: string, secret: boolean): void {
    this.faults.push({
      code: "input-missing",
      input,
      secret,
      ...(this.runner.fromFork ? { hint: "fork" as const } : {}),
    });
  }

  /** Inputs that are given, and belong to another command. */
  reportMisplaced(
    command: Command,
    inputs: readonly { readonly input: string; readonly of: Command; readonly value: string }[],
  ): void {
    for (const { input, of, value } of inputs) {
      if (value !== "" && of !== command) this.faults.push({ code: "input-other-command", input, value, of, command });
    }
  }

  /** A duration in milliseconds; 0 where it is none. */
  duration(input: string, value: string, limits?: DurationLimits): number {
    const duration = readDuration(input, value, limits);
    if ("ms" in duration) return duration.ms;
    this.faults.push(duration.finding);
    return 0;
  }

  /** Whether an input says `true`. */
  flag(input: string, value: string): boolean {
    return this.oneOf(input, value.toLowerCase(), ["true", "false"]) === "true";
  }

  /** The value of an input that has a list of values; undefined where it is none of them. */
  oneOf<T extends string>(input: string, value: string, allowed: readonly T[]): T | undefined {
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.faults.push(notOneOf(input, value, allowed));
    return found;
  }
}

function isBlank(token: AnyToken): boolean {
  return token.reveal().trim() === "";
}
