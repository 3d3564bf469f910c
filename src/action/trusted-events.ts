/**
 * The events that only people who may write to the repository bring about, with the files that are on a branch of its own;
 * outside GitHub there is none. On every other event, also on those that GitHub will have tomorrow, what is checked out or
 * what is run may be other people's. The list is part of the Action's contract.
 */
export const trustedEvents: ReadonlySet<string> = new Set([
  "",
  "workflow_dispatch",
  "repository_dispatch",
  "schedule",
  "push",
  "release",
  "deployment",
]);
