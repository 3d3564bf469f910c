import type { SandboxHub } from "./hub.ts";
import type { PartnerStatus, PartyKey } from "./hub/partner.ts";
import type { SandboxPlatform } from "./platform.ts";

/** What can be switched on at a sandbox, to see what then happens. With none of them everything works. */
export const deskSwitches = ["held", "suspended", "platform-down", "token-refused", "platform-token-wrong"] as const;

/** One of them. */
export type DeskSwitch = (typeof deskSwitches)[number];

/** How a sandbox is now: which switches are on, and how its Hub lists the party. */
export interface DeskState {
  readonly on: readonly DeskSwitch[];
  readonly status: PartnerStatus;
}

/** The account team's switches, and those of the platform, for one party of a sandbox. */
export class Switchboard {
  readonly #hub: SandboxHub;
  readonly #platform: SandboxPlatform;
  readonly #party: PartyKey;
  readonly #encodings: SandboxHub["switches"]["encodings"];
  readonly #on = new Set<DeskSwitch>();

  constructor(hub: SandboxHub, platform: SandboxPlatform, party: PartyKey) {
    this.#hub = hub;
    this.#platform = platform;
    this.#party = party;
    this.#encodings = hub.switches.encodings;
  }

  get state(): DeskState {
    return { on: deskSwitches.filter((one) => this.#on.has(one)), status: this.#hub.statusOf(this.#party) };
  }

  /** Switches one on or off. The Hub notices what became of the platform with its next health probe. */
  press(which: DeskSwitch, on: boolean): void {
    if (on) this.#on.add(which);
    else this.#on.delete(which);
    switch (which) {
      case "held":
        if (on) this.#hub.hold(this.#party);
        else this.#hub.activate(this.#party);
        break;
      case "suspended":
        this.#hub.suspend(this.#party, on);
        break;
      case "platform-down":
        this.#platform.isDown = on;
        break;
      case "token-refused":
        // A token that is read in no form is the right one in none.
        this.#hub.switches.encodings = on ? [] : this.#encodings;
        break;
      case "platform-token-wrong":
        this.#platform.tokenInstalled = !on;
        break;
    }
  }
}
