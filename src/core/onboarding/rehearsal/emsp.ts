import {
  cdrPlace,
  checkAuthorize,
  checkDelivery,
  checkRepeat,
  aboutCall,
  readBack,
  type Judged,
  type MadeCall,
} from "../../checks/rehearsal.ts";
import { partyName, type Party } from "../../ocpi/party.ts";
import type { RoutedReceiver } from "../../record/receivers.ts";
import type { Fate, Left, Trace } from "./left.ts";
import { objectUrl } from "./object-url.ts";
import { testCdr, testId, testLocation, testTariff, type OcpiBody, type Owner } from "./objects.ts";
import { playSessions } from "./sessions.ts";
import type { HubCall, Part, Stage } from "./stage.ts";

const TAKEN = "HTTP 200 or 201, OCPI 1000";
const wrongPlaces = {
  absent: "no Location",
  "not-url": "a Location that is no whole URL",
  long: "a Location that is too long",
  host: "a Location on another host",
} as const;

/**
 * Plays the hub's deliveries at an eMSP's platform: a session and a CDR of no energy and no cost, and what else the hub's profile has.
 * @param owners whose objects they are: the hub's first, where it is known, and then those of a party behind it.
 */
export async function playEmsp(stage: Stage, emsp: Party, owners: readonly Owner[], left: Left): Promise<void> {
  const receivers = stage.setting.receivers.filter(({ role }) => role === "EMSP");
  const receiverOf = (name: string): RoutedReceiver | undefined => receivers.find(({ module }) => module === name);
  await playSessions(stage, receiverOf("sessions"), emsp, owners, left);
  await playCdrs(stage, receiverOf("cdrs"), emsp, owners, left);
  const [location, tariff, tokens] = ["locations", "tariffs", "tokens"].map(receiverOf);
  for (const owner of owners) {
    if (location !== undefined) await playLocation(stage, location, emsp, owner, left);
    if (tariff !== undefined) await playTariff(stage, tariff, emsp, owner, left);
  }
  const [owner] = owners;
  if (tokens !== undefined && owner !== undefined) await playAuthorize(stage, tokens, emsp, owner);
}

async function playCdrs(
  stage: Stage,
  receiver: RoutedReceiver | undefined,
  emsp: Party,
  owners: readonly Owner[],
  left: Left,
): Promise<void> {
  const [first, ...others] = owners;
  if (first === undefined) return;
  const id = testId("CDR", emsp);
  const callOf = (from: Owner): HubCall | undefined =>
    receiver && { receiver, url: receiver.url, from, to: emsp, body: testCdr(from, emsp) };
  const call = callOf(first);
  const made = await stage.play(
    { step: `Deliver a CDR of ${partyName(first)} with no cost`, expected: TAKEN },
    call,
    // It may be there from another rehearsal, in which case it is a repetition already.
    (one) =>
      one.answer.summary.httpStatus === 409
        ? checkRepeat(one, "CDR")
        : checkDelivery(one, "CDR", stage.isStranger(first)),
  );
  const trace: Trace = { object: "CDR", id, owner: first, state: "no cost" };
  if (made?.answer.summary.httpStatus === 409) left.note(trace);
  else left.made(made, trace);
  const again: Part = { step: "Deliver the same CDR again", expected: `${TAKEN}, and the same Location` };
  const read: Part = {
    step: "Read the CDR at its Location",
    expected: "a whole URL on your platform, and the CDR there",
  };
  if (made?.isRight === false) {
    for (const part of [again, read]) stage.notTried(part, "The first delivery of a CDR failed.");
  } else {
    const place = made && cdrPlace(made.answer, (url) => stage.setting.peer.admits(url));
    await stage.play(again, call, (one) => checkCdrAgain(one, place && "url" in place ? place.url : undefined, stage));
    await playLocationOfCdr(stage, read, call, made?.answer, id);
  }
  for (const owner of others) {
    const part = { step: `Deliver a CDR of ${partyName(owner)}, a party that is new to the platform`, expected: TAKEN };
    if (made?.isRight === false) {
      stage.notTried(part, "The first delivery of a CDR failed.");
      continue;
    }
    const played = await stage.play(part, callOf(owner), (one) => checkDelivery(one, "CDR", true));
    left.made(played, { object: "CDR", id, owner, state: "no cost" });
  }
}

function checkCdrAgain(made: MadeCall, firstUrl: string | undefined, stage: Stage): Judged {
  const judged = checkRepeat(made, "CDR");
  const place = cdrPlace(made.answer, (url) => stage.setting.peer.admits(url));
  if (judged.fault !== undefined) return judged;
  if (firstUrl === undefined || !("url" in place))
    return { ...judged, unknown: "Without a Location it does not show whether the CDR is kept once." };
  return place.url === firstUrl
    ? judged
    : { ...judged, fault: { code: "rehearsal-twice", ...aboutCall(made), object: "CDR" } };
}

/** RCV-13: the CDR is read where the platform says that it is, if that is a place to which its token may go. */
async function playLocationOfCdr(
  stage: Stage,
  part: Part,
  posted: HubCall | undefined,
  answer: MadeCall["answer"] | undefined,
  id: string,
): Promise<void> {
  if (posted === undefined || answer === undefined) {
    await stage.play(part, undefined, () => ({ got: "" }));
    return;
  }
  const place = cdrPlace(answer, (url) => stage.setting.peer.admits(url));
  const [encoding] = stage.setting.profile.encodings;
  const about = { module: "cdrs", body: JSON.stringify(posted.body), encoding, response: answer.summary };
  if ("wrong" in place) {
    const { wrong, origin } = place;
    stage.fail(part, wrongPlaces[wrong], {
      code: "rehearsal-location",
      ...about,
      location: wrong,
      origin,
    });
    return;
  }
  await stage.play(part, { ...posted, method: "GET", url: place.url, body: undefined }, (one) => ({
    ...checkDelivery(one, "CDR", false),
    fault:
      readBack(one.answer, id).kind === "there"
        ? undefined
        : {
            code: "rehearsal-location",
            ...about,
            response: one.answer.summary,
            body: undefined,
            location: "unread",
            origin: "",
          },
  }));
}

async function playLocation(
  stage: Stage,
  receiver: RoutedReceiver,
  emsp: Party,
  owner: Owner,
  left: Left,
): Promise<void> {
  const id = testId("LOCATION", emsp);
  const played = await stage.play(
    { step: `Deliver a location of ${partyName(owner)} that is not to be published`, expected: TAKEN },
    deliver(receiver, owner, emsp, id, testLocation(owner, emsp, stage.now)),
    (made) => checkDelivery(made, "location", stage.isStranger(owner)),
  );
  left.made(played, { object: "location", id, owner, state: "not published" });
}

async function playTariff(
  stage: Stage,
  receiver: RoutedReceiver,
  emsp: Party,
  owner: Owner,
  left: Left,
): Promise<void> {
  const id = testId("TARIFF", emsp);
  const call = deliver(receiver, owner, emsp, id, testTariff(owner, emsp, stage.now));
  const played = await stage.play(
    { step: `Deliver a tariff of ${partyName(owner)} with no price`, expected: TAKEN },
    call,
    (made) => checkDelivery(made, "tariff", stage.isStranger(owner)),
  );
  left.made(played, { object: "tariff", id, owner, state: "no price" }, async (): Promise<Fate> => {
    const { answer } = await stage.tidy({ ...call, method: "DELETE", body: undefined });
    const judged = checkDelivery(
      { module: "tariffs", body: undefined, encoding: "plain", answer, durationMs: 0 },
      "tariff",
      false,
    );
    return judged.fault === undefined ? { kind: "gone" } : { kind: "open", state: "no price" };
  });
}

/** OCPI has the hub ask the eMSP whether a token may charge. */
async function playAuthorize(stage: Stage, receiver: RoutedReceiver, emsp: Party, from: Owner): Promise<void> {
  await stage.play(
    {
      step: "Authorise a token that you never issued",
      expected: 'an answer within 10 seconds that does not allow it: "unknown token", or NOT_ALLOWED',
    },
    {
      receiver,
      url: objectUrl(receiver, from, testId("TOKEN", emsp)),
      from,
      to: emsp,
      body: { location_id: testId("LOCATION", emsp) },
    },
    (made) => checkAuthorize(made, stage.setting.profile),
  );
}

function deliver(receiver: RoutedReceiver, from: Owner, to: Party, id: string, body: OcpiBody): HubCall {
  return { receiver, url: objectUrl(receiver, from, id), from, to, body };
}
