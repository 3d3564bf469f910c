import { isDeepStrictEqual } from "node:util";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { idOf, type ConnectionKey } from "../state/connection-key.ts";
import type { Connections } from "../state/connections.ts";
import type { HubParties } from "../state/hub-parties.ts";
import type { SandboxConnection } from "../state/sandbox-connection.ts";
import { MadeNodes } from "./made-nodes.ts";
import { sandboxDeskNode } from "./sandbox-desk-nodes.ts";
import { badgeOf, inOrder, treeOf, viewOf, viewsOf } from "./tree-model.ts";
import type { ConnectionView, TreeNode } from "./tree-node.ts";

// `checked 3 min ago` stays true.
const MINUTE_MS = 60_000;

/**
 * The view *Connections*. Its elements are the nodes' ids, so that a refresh of one node is a refresh of that one, and
 * selection, expansion and reading position stay.
 */
export class ConnectionsView implements vscode.TreeDataProvider<string>, vscode.Disposable {
  readonly #connections: Connections;
  readonly #parties: HubParties;
  readonly #sandbox: SandboxDesk | undefined;
  readonly #changed = new vscode.EventEmitter<string | undefined>();
  readonly #made = new MadeNodes();
  /** By the ids of the connections, as they are shown. */
  #shown = new Map<string, ConnectionView>();
  readonly #nodes = new Map<string, TreeNode>();
  readonly #parents = new Map<string, string>();
  readonly #view: vscode.TreeView<string>;
  readonly #disposables: vscode.Disposable[];
  readonly #followed = new Set<string>();
  readonly #toOpen = new Set<string>();
  #roots: readonly string[] = [];
  #order = "";
  #asked = false;
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(connections: Connections, parties: HubParties, sandbox?: SandboxDesk) {
    this.#connections = connections;
    this.#parties = parties;
    this.#sandbox = sandbox;
    this.#view = vscode.window.createTreeView("ocpi.connections", {
      treeDataProvider: this,
      showCollapseAll: true,
      // The sandbox says what is ticked: a box follows its desk.
      manageCheckboxStateManually: true,
    });
    const minute = setInterval(() => this.#passTime(), MINUTE_MS);
    this.#disposables = [
      this.#view,
      this.#changed,
      connections.onDidChange((key) => this.#refresh(key)),
      parties.onDidChange((key) => this.#refresh(key)),
      ...(sandbox === undefined ? [] : [sandbox.onDidChangeDesk(() => this.#refresh(undefined))]),
      this.#view.onDidChangeCheckboxState(({ items }) => {
        for (const [element, state] of items) {
          const which = this.#nodes.get(element)?.deskSwitch?.which;
          if (which !== undefined) sandbox?.press(which, state === vscode.TreeItemCheckboxState.Checked);
        }
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        this.sort();
        this.#passTime();
        this.#open();
      }),
      // A user who opens the list of parties wants to see it; VS Code restoring an open node asks for nothing.
      this.#view.onDidExpandElement(({ element }) => {
        const node = this.#nodes.get(element);
        if (node?.contextValue === "parties" && node.key !== undefined) parties.read(node.key);
      }),
      { dispose: () => clearInterval(minute) },
    ];
    this.#build(this.#views(), new Date());
  }

  get visible(): boolean {
    return this.#view.visible;
  }

  set message(message: string) {
    this.#view.message = message;
  }

  /** Brings a connection into sight, and opens it. */
  async show(key: ConnectionKey): Promise<void> {
    await this.#view.reveal(idOf(key), { select: true, focus: true, expand: true });
  }

  /** Puts first what needs the user, where many connections may have changed. */
  sort(): void {
    this.#refresh(undefined);
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose();
  }

  /** The node that a menu was opened on. */
  nodeOf(element: string): TreeNode | undefined {
    return this.#nodes.get(element);
  }

  getChildren(element?: string): string[] {
    if (element === undefined) {
      this.#asked = true;
      return [...this.#roots];
    }
    return this.#nodes.get(element)?.children.map(({ id }) => id) ?? [];
  }

  getParent(element: string): string | undefined {
    return this.#parents.get(element);
  }

  getTreeItem(element: string): vscode.TreeItem {
    const node = this.#nodes.get(element);
    if (node === undefined) return new vscode.TreeItem("");
    const item = new vscode.TreeItem(node.label);
    item.id = node.id;
    item.description = node.description;
    item.iconPath =
      node.colour === undefined
        ? new vscode.ThemeIcon(node.icon)
        : new vscode.ThemeIcon(node.icon, new vscode.ThemeColor(node.colour));
    item.tooltip = node.tooltip;
    item.contextValue = node.contextValue;
    item.accessibilityInformation = { label: node.spoken };
    if (node.deskSwitch !== undefined) {
      item.checkboxState = {
        state: node.deskSwitch.checked ? vscode.TreeItemCheckboxState.Checked : vscode.TreeItemCheckboxState.Unchecked,
        tooltip: node.tooltip,
      };
    }
    if (node.opensReport === true) item.command = { command: "ocpi.openReport", title: "", arguments: [node.id] };
    item.collapsibleState =
      node.children.length === 0
        ? vscode.TreeItemCollapsibleState.None
        : node.expanded
          ? vscode.TreeItemCollapsibleState.Expanded
          : vscode.TreeItemCollapsibleState.Collapsed;
    return item;
  }

  #refresh(key: ConnectionKey | undefined): void {
    const now = new Date();
    const one = key === undefined ? undefined : this.#oneView(key);
    // What happens to one connection moves no row: it is the one that the user looks at. Of hundreds the others are not looked at.
    const views = one === undefined ? this.#views() : [one];
    if (one !== undefined || this.#orderOf(views) === this.#order) {
      for (const view of views) this.#show(this.#made.nodeOf(view, now));
      for (const node of this.#desk()) this.#show(node);
    } else this.#build(views, now);
    this.#view.badge = badgeOf([...this.#shown.values()]);
    if (one !== undefined) this.#follow(one);
  }

  /** A run that the user began has failed: its node is opened, also where the user had closed it before. */
  #follow({ key, facts, state }: ConnectionView): void {
    const id = idOf(key);
    if (facts.live !== undefined) this.#followed.add(id);
    if (state.kind === "running" || !this.#followed.delete(id)) return;
    const node = this.#nodes.get(id);
    if (node?.expanded !== true) return;
    for (const { id: opened, children } of [...node.children.filter(({ expanded }) => expanded), node])
      if (children.length > 0) this.#toOpen.add(opened);
    this.#open();
  }

  /** Opens what is to be opened once it is seen: to reveal a node would bring the view into sight, which no run may do. */
  #open(): void {
    if (!this.#view.visible) return;
    // The last one is the connection itself, which is to be seen with its name.
    for (const id of this.#toOpen) {
      // It may have gone in the meantime.
      void Promise.resolve(this.#view.reveal(id, { select: false, focus: false, expand: true })).catch(() => undefined);
    }
    this.#toOpen.clear();
  }

  /**
   * VS Code is told of a node only if it is another one than before, and of none above it: a click must not meet a tree that
   * is being made anew.
   */
  #show(node: TreeNode): void {
    const before = this.#nodes.get(node.id);
    if (isDeepStrictEqual(node, before)) return;
    if (before === undefined || !isSameButBelow(node, before)) {
      this.#replace(node);
      return;
    }
    this.#nodes.set(node.id, node);
    for (const child of node.children) this.#show(child);
  }

  #build(views: readonly ConnectionView[], now: Date): void {
    this.#nodes.clear();
    this.#parents.clear();
    this.#made.keep(views);
    const tree = [...treeOf(views, now, (view, at) => this.#made.nodeOf(view, at)), ...this.#desk()];
    this.#order = this.#orderOf(views);
    for (const node of tree) this.#index(node);
    this.#roots = tree.map(({ id }) => id);
    // Who has not asked yet will ask, and is not told to throw away what it is about to be given.
    if (this.#asked) this.#changed.fire(undefined);
  }

  /** What stands at the top, and in which order: whatever else is new is a matter of single nodes. */
  #orderOf(views: readonly ConnectionView[]): string {
    return [...inOrder(views).map(({ key }) => idOf(key)), ...this.#desk().map(({ id }) => id)].join("\n");
  }

  #desk(): TreeNode[] {
    const desk = this.#sandbox?.desk;
    return desk === undefined ? [] : [sandboxDeskNode(desk)];
  }

  /** A node is made anew with all below it, and VS Code is told of that one. */
  #replace(node: TreeNode): void {
    const parent = this.#parents.get(node.id);
    this.#forget(node.id);
    this.#index(node, parent);
    this.#changed.fire(node.id);
  }

  #passTime(): void {
    if (!this.#view.visible) return;
    const now = new Date();
    for (const view of this.#views()) this.#show(this.#made.nodeOf(view, now));
  }

  #index(node: TreeNode, parent?: string): void {
    this.#nodes.set(node.id, node);
    if (parent !== undefined) this.#parents.set(node.id, parent);
    for (const child of node.children) this.#index(child, node.id);
  }

  #forget(id: string): void {
    for (const child of this.#nodes.get(id)?.children ?? []) this.#forget(child.id);
    this.#nodes.delete(id);
  }

  #views(): ConnectionView[] {
    const views = viewsOf(this.#connections.entries, this.#connections, (key) => this.#parties.of(key));
    this.#shown = new Map(views.map((view) => [idOf(view.key), view]));
    return views;
  }

  /** A connection that is shown, as it is now; undefined for one that is not shown, or not known any more. */
  #oneView(key: ConnectionKey): ConnectionView | undefined {
    const id = idOf(key);
    const before = this.#shown.get(id);
    const entry = this.#connections.entry(key);
    if (before === undefined || entry === undefined) return undefined;
    const view = viewOf(entry, this.#connections, this.#parties.of(key));
    if (view === undefined) return undefined;
    const now = { ...view, amongHubs: before.amongHubs };
    this.#shown.set(id, now);
    return now;
  }
}

/** The account team's desk of the sandbox. */
type SandboxDesk = Pick<SandboxConnection, "desk" | "press" | "onDidChangeDesk">;

/** Whether what differs is within one of its children. */
function isSameButBelow(one: TreeNode, other: TreeNode): boolean {
  const own = ({ children, ...rest }: TreeNode): object => ({ ...rest, children: children.map(({ id }) => id) });
  return isDeepStrictEqual(own(one), own(other));
}

/** What stands above the tree in Restricted Mode. */
export function trustMessage(trusted: boolean): string {
  return trusted ? "" : l10n.t("Restricted Mode: nothing is sent until you trust this workspace.");
}
