import { checkAuthorize, checkCommand, checkDelivery, isNotFound, strangerRefused } from "../../checks/rehearsal.ts";
import { partyName, type Party } from "../../ocpi/party.ts";
import { receiverTarget } from "../../peer/receiver-target.ts";
import type { RoutedReceiver } from "../../record/receivers.ts";
import type { Left } from "./left.ts";
import { objectUrl } from "./object-url.ts";
import { testId, testStart, testStop, testToken, type OcpiBody, type Owner } from "./objects.ts";
import type { Played, Stage } from "./stage.ts";

/**
 * Plays the hub's calls at a CPO's platform: may this token charge, start, stop. All of it is about what does not exist, so right is
 * a platform that says no. Commands come before anything that makes an object: one that is ACCEPTED ends the play, with nothing to
 * put away.
 * @param owners in whose name: the hub's first, where it is known, and that of a party behind it.
 */
export async function playCpo(stage: Stage, cpo: Party, owners: readonly Owner[], left: Left): Promise<void> {
  const receivers = stage.setting.receivers.filter(({ role }) => role === "CPO");
  const authorize = receivers.find(({ module, route }) => module === "tokens" && route.path.endsWith("/authorize"));
  const commands = receivers.find(({ module }) => module === "commands");
  const tokens = receivers.find(({ module, route }) => module === "tokens" && !route.path.endsWith("/authorize"));
  if (authorize !== undefined) await playAuthorize(stage, authorize, owners, cpo);
  await playCommands(stage, commands, cpo, owners);
  if (tokens !== undefined) await playTokens(stage, tokens, cpo, owners, left);
}

async function playAuthorize(
  stage: Stage,
  receiver: RoutedReceiver,
  owners: readonly Owner[],
  cpo: Party,
): Promise<void> {
  const { profile } = stage.setting;
  const unknown = ["BLOCKED", "NOT_ALLOWED", ...profile.authorizeAlso].join(", ");
  let before: Played | undefined;
  for (const owner of owners) {
    const first = before;
    before = await stage.play(
      {
        step: `Authorise a token of ${partyName(owner)} that was never issued`,
        expected: `an answer within 10 seconds that does not allow it: ${unknown}, or "unknown token"`,
      },
      {
        receiver,
        url: objectUrl(receiver, owner, testId("TOKEN", cpo)),
        from: owner,
        to: cpo,
        body: { location_id: testId("LOCATION", cpo) },
      },
      (made) => {
        const judged = checkAuthorize(made, profile);
        // A platform that answered for the hub's own token, and for a stranger's does not know the way, minds whose it is.
        const isTurnedAway =
          first?.isRight === true && isNotFound(made.answer) && !isNotFound(first.answer) && stage.isStranger(owner);
        return isTurnedAway ? { ...judged, fault: strangerRefused(made, "token", "missing") } : judged;
      },
    );
  }
}

async function playCommands(
  stage: Stage,
  receiver: RoutedReceiver | undefined,
  cpo: Party,
  owners: readonly Owner[],
): Promise<void> {
  const expected = (word: string): string =>
    `an answer within 10 seconds that does not accept it: ${word}, with timeout`;
  for (const owner of owners) {
    await playCommand(stage, receiver, "START_SESSION", testStart(owner, cpo, stage.now), owner, cpo, {
      step: `START_SESSION for a driver of ${partyName(owner)}, at a location that does not exist`,
      expected: expected("REJECTED"),
    });
  }
  const [owner] = owners;
  if (owner === undefined) return;
  await playCommand(stage, receiver, "STOP_SESSION", testStop(cpo), owner, cpo, {
    step: "STOP_SESSION of a session that does not exist",
    expected: expected("UNKNOWN_SESSION"),
  });
}

async function playCommand(
  stage: Stage,
  receiver: RoutedReceiver | undefined,
  command: string,
  body: OcpiBody,
  from: Owner,
  to: Party,
  part: { readonly step: string; readonly expected: string },
): Promise<void> {
  const call = receiver && { receiver, url: receiverTarget(receiver.url, from, command), from, to, body };
  await stage.play(part, call, (made) => {
    const judged = checkCommand(made);
    if (judged.isAccepted) stage.end("The rehearsal ended when your platform ACCEPTED a test command.");
    return judged;
  });
}

/** OCPI has a CPO given drivers' tokens; ChargeIndia Hub asks for each instead. */
async function playTokens(
  stage: Stage,
  receiver: RoutedReceiver,
  cpo: Party,
  owners: readonly Owner[],
  left: Left,
): Promise<void> {
  const id = testId("TOKEN", cpo);
  for (const owner of owners) {
    const played = await stage.play(
      { step: `Deliver a token of ${partyName(owner)} that may not charge`, expected: "HTTP 200 or 201, OCPI 1000" },
      {
        receiver,
        url: objectUrl(receiver, owner, id),
        from: owner,
        to: cpo,
        body: testToken(owner, cpo, stage.now),
      },
      (made) => checkDelivery(made, "token", stage.isStranger(owner)),
    );
    left.made(played, { object: "token", id, owner, state: "not valid" });
  }
}
