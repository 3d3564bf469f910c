import type { VaultFailure } from "../ports.ts";

/** What could be done about the state that a killed run left. */
export type CrashOutcome =
  | { readonly did: "nothing" }
  | { readonly did: "withdrew" }
  | { readonly did: "gave-back" }
  | { readonly did: "restored-lock" }
  | { readonly did: "lost-note"; readonly failure: VaultFailure | undefined }
  | { readonly did: "left-lock"; readonly failure: VaultFailure | undefined }
  | { readonly did: "reported"; readonly request: "POST" | "PUT" | "DELETE" }
  | { readonly did: "stored" }
  | {
      readonly did: "kept-capsule";
      readonly capsule: string;
      readonly why: NotStored;
      readonly failure?: VaultFailure;
    };

/** Why a token that a capsule holds was not stored. */
export type NotStored =
  | "no-platform-token"
  | "unopened"
  | "no-token"
  | "secret-exists"
  | "vault"
  | "nowhere"
  | "other-place";
