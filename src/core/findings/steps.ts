/** The steps of a run, in their order: design of the exchange. */
export const stepTitles = {
  read: "Read the inputs",
  look: "Look at the hub, the platform and the secret store",
  samples: "Check the samples",
  platform: "Look at your platform",
  receivers: "Try the receivers",
  rehearse: "Rehearse the hub's calls",
  lock: "Take the lock",
  recover: "Find out what became of the exchange",
  post: "Exchange the credentials (POST)",
  keep: "Keep the hub token",
  prove: "Prove the hub token",
  confirm: "Confirm the registration (PUT)",
  unregister: "End the registration (DELETE)",
  forget: "Forget the hub token",
  unlock: "Give the lock back",
  verify: "Verify the connection",
  issue: "Keep the issue of the connection",
} as const;

/** A step of a run, as the report names it. */
export type StepId = keyof typeof stepTitles;
