import { checkDelivery } from "../../checks/rehearsal.ts";
import { partyName, type Party } from "../../ocpi/party.ts";
import { callingParty, receiverTarget, THIRD_PARTY } from "../../peer/receiver-target.ts";
import type { Left } from "./left.ts";
import { testClientInfo } from "./objects.ts";
import type { Stage } from "./stage.ts";

/** Plays the hub's word on a party that is not connected yet, at a platform of any role, where the hub's profile has that. */
export async function playClientInfo(stage: Stage, own: Party | undefined, left: Left): Promise<void> {
  const receiver = stage.setting.receivers.find(({ module }) => module === "hubclientinfo");
  if (receiver === undefined || own === undefined) return;
  const played = await stage.play(
    { step: `Say that ${partyName(THIRD_PARTY)} is PLANNED at the hub`, expected: "HTTP 200 or 201, OCPI 1000" },
    {
      receiver,
      url: receiverTarget(receiver.url, THIRD_PARTY),
      from: callingParty(stage.setting.profile),
      to: own,
      body: testClientInfo(THIRD_PARTY, own.role === "CPO" ? "EMSP" : "CPO", stage.now),
    },
    (made) => checkDelivery(made, "party", true),
  );
  left.made(played, { object: "party", id: partyName(THIRD_PARTY), owner: THIRD_PARTY, state: "PLANNED" });
}
