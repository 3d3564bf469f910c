import type { Connection } from "../../core/onboarding/connection.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { ConnectionFacts, ConnectionState } from "../state/connection-state.ts";
import type { Listed } from "../state/hub-parties.ts";
import type { DeskSwitch } from "../state/sandbox-hub.ts";

/** A node of the sidebar, as data: what VS Code makes a TreeItem of. */
export interface TreeNode {
  /** Stable: a path of names, never a time or a label, so that a refresh keeps selection and reading position. */
  readonly id: string;
  /** Whose node it is; undefined for folders. */
  readonly key: ConnectionKey | undefined;
  readonly label: string;
  /** The status as a word: colour and shape only repeat it. */
  readonly description: string;
  /** A codicon's name and a theme colour. */
  readonly icon: string;
  readonly colour: string | undefined;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** The kind first, then what can be done with it: matched by when-clauses. */
  readonly contextValue: string;
  readonly children: readonly TreeNode[];
  readonly expanded: boolean;
  /** What *Copy URL* copies. */
  readonly url?: string;
  /** The line of the checklist that *Mark as Done* is about. */
  readonly line?: string;
  /** A switch of the sandbox's desk, with a box to tick. */
  readonly deskSwitch?: { readonly which: DeskSwitch; readonly checked: boolean };
  /** A click on it opens the report. VS Code expands no node that opens something, so only what has no children does. */
  readonly opensReport?: boolean;
}

/** Every word that a node's `contextValue` may hold. */
export const viewItemWords = [
  "folder",
  "connection",
  "canExchange",
  "canVerify",
  "canPreflight",
  "canRehearse",
  "running",
  "planned",
  "watched",
  "hasReport",
  "hasTokens",
  "hasHubToken",
  "hasPlatformToken",
  "inFile",
  "step",
  "token",
  "needsToken",
  "versions",
  "details",
  "platform",
  "credentials",
  "verification",
  "group",
  "endpoint",
  "party",
  "parties",
  "receiver",
  "partner",
  "checklist",
  "line",
  "byPerson",
  "done",
  "desk",
  "switch",
] as const;

/** One connection as the sidebar shows it. */
export interface ConnectionView {
  readonly key: ConnectionKey;
  /** Its folder's name. */
  readonly folder: string;
  readonly source: "file" | "sandbox";
  /** Undefined where `ocpi.yml` has errors. */
  readonly connection: Connection | undefined;
  readonly platformUrl: string | undefined;
  readonly state: ConnectionState;
  readonly facts: ConnectionFacts;
  /** The parties that the hub lists, if they were asked for. */
  readonly listed?: Listed | undefined;
  /** The connections beside it are at other hubs, too: its row says at which it is. */
  readonly amongHubs?: boolean | undefined;
}

/** A node that says nothing but its label. */
export function plainNode(
  id: string,
  key: ConnectionKey | undefined,
  label: string,
  icon: string,
  contextValue: string,
): TreeNode {
  return {
    id,
    key,
    label,
    description: "",
    icon,
    colour: undefined,
    tooltip: label,
    spoken: label,
    contextValue,
    children: [],
    expanded: false,
  };
}
