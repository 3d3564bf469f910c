import { Worker } from "node:worker_threads";
import * as l10n from "@vscode/l10n";
import * as z from "zod/mini";

const addressSchema = z.object({
  hubUrl: z.string(),
  initialToken: z.string(),
  platformUrl: z.string(),
  platformToken: z.string(),
  party: z.object({ role: z.string(), country_code: z.string(), party_id: z.string() }),
});

const deskSwitch = z.enum(["held", "suspended", "platform-down", "token-refused", "platform-token-wrong"]);
const deskSchema = z.object({
  desk: z.object({
    /** Every switch that there is, and those that are on. */
    switches: z.array(deskSwitch),
    on: z.array(deskSwitch),
    /** As the Hub has the party: `CONNECTED`, or `NOT_REGISTERED`. */
    status: z.string(),
  }),
});

/** One of the switches of the account team's desk. */
export type DeskSwitch = z.infer<typeof deskSwitch>;

/** How the sandbox is now. */
export type DeskState = z.infer<typeof deskSchema>["desk"];

/** Where the sandbox is, and what an exchange with it needs. Its tokens are worth nothing beyond it. */
export type SandboxAddress = z.infer<typeof addressSchema>;

const START_LIMIT_MS = 15_000;

/**
 * The sandbox Hub and its platform on loopback, in a thread of their own: what they do to globals, and how long they take,
 * is nothing to the other extensions of the host, and ending the thread ends all of it.
 */
export class SandboxHub {
  readonly #bundle: URL;
  readonly #ended: () => void;
  readonly #deskChanged: (desk: DeskState) => void;
  #worker: Worker | undefined;
  #starting: Promise<SandboxAddress> | undefined;

  /**
   * @param bundle `dist/extension/sandbox.mjs`.
   * @param ended is called when a sandbox that was running ends without having been stopped.
   * @param deskChanged is called when the sandbox runs, and whenever a switch, or the party's status at its Hub, is another one.
   */
  constructor(
    bundle: URL,
    ended: () => void = () => undefined,
    deskChanged: (desk: DeskState) => void = () => undefined,
  ) {
    this.#bundle = bundle;
    this.#ended = ended;
    this.#deskChanged = deskChanged;
  }

  get running(): boolean {
    return this.#worker !== undefined;
  }

  /**
   * Starts a sandbox, which knows nothing of a former one. One that is running is stopped before; one that is starting is
   * the one.
   * @throws Error with a plain sentence when it does not start within 15 seconds.
   */
  async start(): Promise<SandboxAddress> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #start(): Promise<SandboxAddress> {
    await this.stop();
    // Nothing of the editor's environment and of its flags for Node is the sandbox's business.
    const worker = new Worker(this.#bundle, { env: {}, execArgv: [] });
    this.#worker = worker;
    // Whenever something goes wrong in there, it must not take the extension host with it; the end of the thread follows.
    worker.on("error", () => undefined);
    worker.on("message", (message) => {
      const told = deskSchema.safeParse(message);
      if (told.success && this.#worker === worker) this.#deskChanged(told.data.desk);
    });
    try {
      const address = await firstMessage(worker);
      worker.once("exit", () => {
        if (this.#worker !== worker) return;
        this.#worker = undefined;
        this.#ended();
      });
      return address;
    } catch (error) {
      if (this.#worker === worker) this.#worker = undefined;
      await worker.terminate();
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(l10n.t("The sandbox Hub did not start: {0}", reason), { cause: error });
    }
  }

  /** Turns a switch of the desk; the sandbox then says how things are. */
  press(which: DeskSwitch, on: boolean): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker?.postMessage({ which, on });
  }

  /** Ends the sandbox, and with it whatever it knew. */
  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

async function firstMessage(worker: Worker): Promise<SandboxAddress> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const timer = setTimeout(() => reject(new Error(l10n.t("nothing was heard of it for 15 seconds."))), START_LIMIT_MS);
  const ended = (): void => reject(new Error(l10n.t("it ended before it was ready.")));
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", ended);
  try {
    return addressSchema.parse(await promise);
  } finally {
    clearTimeout(timer);
    worker.off("message", resolve).off("error", reject).off("exit", ended);
  }
}
