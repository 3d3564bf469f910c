import type { CommandFault } from "../ports.ts";

/** What a vault's command answered, as a phrase after `it answered`. What it printed is no part of that. */
export function commandAnswer(fault: CommandFault): string {
  const to = `to \`${fault.word}\``;
  switch (fault.how) {
    case "exit":
      return `exit code ${fault.code} ${to}`;
    case "signal":
      return `nothing ${to}: ${fault.signal} ended it`;
    case "timeout":
      return `nothing ${to} for ${fault.seconds} seconds, and was ended then`;
    case "unstartable":
      return `nothing ${to}: the system did not start it (${fault.code})`;
    case "no-look":
      return `${to} what is no look`;
    case "stopped":
      return `nothing ${to} before this run was stopped`;
  }
}

/** What to look at after that; whole. */
export function lookAtCommand({ word, ...fault }: CommandFault): string {
  switch (fault.how) {
    case "exit":
      return `run it by hand with the word \`${word}\`: what it prints is not shown here, and its own tool may say what it lacks.`;
    case "signal":
      return "look for what ends processes on this runner, such as a limit of memory.";
    case "timeout":
      return "find out what it waits for: it has no terminal, a tool that asks for a login never ends, and each word has 30 seconds.";
    case "unstartable":
      return "check that the file is there and executable, and that its first line names its interpreter, such as `#!/bin/sh`.";
    case "no-look":
      return "have `look` print two lines and nothing else: `secret=absent` or `secret=present`, and `lock=absent` or `lock=` with the lock's age in whole seconds. What it printed is not shown, because it may be a token.";
    case "stopped":
      return "let it come to its end.";
  }
}
