import { credentialsBody } from "../ocpi/credentials.ts";
import { capsuleKey, type CapsuleKey } from "./capsule.ts";
import type { PlatformSide, RegistrationJob } from "./connection.ts";

/** The platform as it presents itself to the hub. */
export class Sender {
  /** The body of POST and PUT. */
  readonly credentials: string;
  readonly #platform: PlatformSide;
  readonly #derive: typeof capsuleKey;
  #key: Promise<CapsuleKey> | undefined;

  constructor(platform: PlatformSide, { connection, deriveKey = capsuleKey }: RegistrationJob) {
    this.credentials = credentialsBody({ token: platform.token, url: platform.url, roles: connection.roles });
    this.#platform = platform;
    this.#derive = deriveKey;
  }

  /** The key of capsules: of the platform token of the very request whose answer they hold. It is derived once, which takes a moment. */
  async key(): Promise<CapsuleKey> {
    this.#key ??= this.#derive(this.#platform.token);
    return this.#key;
  }
}
