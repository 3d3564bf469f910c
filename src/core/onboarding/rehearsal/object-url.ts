import { receiverTarget } from "../../peer/receiver-target.ts";
import type { RoutedReceiver } from "../../record/receivers.ts";
import type { Owner } from "./objects.ts";

/** The URL of an object of this owner's: the one placeholder beside the owner's codes is its id. */
export function objectUrl(receiver: RoutedReceiver, owner: Owner, id: string): string {
  return receiverTarget(
    receiver.url.replace(/\{(?!party_id)\w+_u?id\}/g, () => encodeURIComponent(id)),
    owner,
  );
}
