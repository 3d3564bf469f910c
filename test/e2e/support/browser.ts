import { mkdirSync } from "node:fs";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { installation } from "./installation.ts";

/** The size of the window in CSS pixels, and the real pixels for each: 2 for pictures that are looked at closely. */
export interface Screen {
  width: number;
  height: number;
  scale?: number;
}

/** As root, Chromium starts only without its sandbox; /dev/shm may be too small; and no host is to be looked up. */
const switches = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/** Chromium without a window, with a profile of its own, that can reach this machine and nothing else. */
export class Browser {
  readonly page: Page;
  /** Addresses off 127.0.0.1 that a page asked for. None was reached, but asking is a failure, too. */
  readonly strayRequests: readonly string[];
  readonly #context: BrowserContext;
  readonly #console: string[];

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    this.strayRequests = strayRequestsOf(context, page);
    this.#console = consoleOf(page);
  }

  /**
   * @param profile a folder for the profile: a browser that starts with the same one finds the storage of the last
   * @param origin the server whose pages may use the clipboard
   */
  static async start(profile: string, origin: string, screen: Screen = { width: 1280, height: 800 }): Promise<Browser> {
    mkdirSync(profile, { recursive: true });
    const { width, height, scale = 1 } = screen;
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: installation.chromium,
      headless: true,
      viewport: { width, height },
      deviceScaleFactor: scale,
      // Otherwise Chromium creates ~/.config/chromium in the developer's home.
      env: { PATH: "/usr/bin:/bin", LANG: "C.UTF-8", HOME: profile, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile },
      args: switches,
    });
    await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
    const page = context.pages()[0] ?? (await context.newPage());
    // A page with unsaved changes asks "Leave this page?". The tests close it on purpose.
    page.on("dialog", (dialog) => void dialog.accept());
    return new Browser(context, page);
  }

  /** Another page of the same profile. It ends with the first. */
  async another(): Promise<Browser> {
    const page = await this.#context.newPage();
    page.on("dialog", (dialog) => void dialog.accept());
    return new Browser(this.#context, page);
  }

  /** What the page printed to its console. */
  get console(): string {
    return this.#console.join("\n");
  }

  async stop(): Promise<void> {
    await this.#context.close();
  }
}

function strayRequestsOf(context: BrowserContext, page: Page): string[] {
  const stray: string[] = [];
  const note = (address: string): void => {
    if (isStray(address)) stray.push(address);
  };
  const listen = (to: Page): void => void to.on("websocket", (socket) => note(socket.url()));
  context.on("request", (request) => note(request.url()));
  context.on("page", listen);
  listen(page);
  return stray;
}

/** Would this address leave the machine? `data:`, `blob:` and `about:` do not. */
function isStray(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (!/^(?:https?|wss?):$/.test(protocol) || hostname === "127.0.0.1") return false;
  // What a webview asks for under such a name is answered by the window's own service worker.
  return !/^[\w+-]+\.vscode-resource\.vscode-cdn\.net$/.test(decodeURIComponent(hostname));
}

function consoleOf(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => void lines.push(message.text()));
  page.on("pageerror", (error) => void lines.push(String(error.stack)));
  return lines;
}
