import { error, warning } from "./entry.ts";
import { quoted } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";

/** Why a file can be no vault's command, as far as that is seen without starting it. */
export type UnusableCommand = "outside" | "missing" | "no-file" | "not-executable";

const unusable: Readonly<Record<UnusableCommand, (path: string) => Said>> = {
  outside: (path) => ({
    message: [`The input \`vault-command\` is ${path}, which leads out of the workspace.`],
    fix: "Write a path that begins in your repository, or an absolute one.",
  }),
  missing: (path) => ({
    message: [
      `The input \`vault-command\` is ${path}, and there is no such file.`,
      "It is one path, from the workspace or absolute: no shell reads it, so it takes no options, and `PATH` is not searched.",
    ],
    fix: "Correct the path. If it is a file of your repository, the job needs `actions/checkout` before this step.",
  }),
  "no-file": (path) => ({
    message: [`The input \`vault-command\` is ${path}, which is no file.`],
    fix: "Name the program itself.",
  }),
  "not-executable": (path) => ({
    message: [`The input \`vault-command\` is ${path}, which may not be executed.`],
    fix: "Make it executable: `chmod +x` here, and `git update-index --chmod=+x` with its path in your repository.",
  }),
};

/** The command that keeps the hub token elsewhere. */
export const vaultCommandFindings = {
  "vault-command-unusable": error(
    "INPUT",
    "you",
    OURS,
    ({ path, why }: { path: string; why: UnusableCommand }, telling) =>
      telling.words.ofPipeline(unusable[why](quoted(path))),
  ),
  "vault-command-prints": warning("VAULT", "you", OURS, ({ place }: { place: string }, { words }) =>
    words.ofPipeline({
      message: [
        `The vault command printed the hub token when it was given it for the ${place}.`,
        "What it printed was dropped here, but whoever else calls it may show or keep it.",
      ],
      fix: "Have the vault command print nothing but a look: send what its tools print to `/dev/null`.",
    }),
  ),
};
