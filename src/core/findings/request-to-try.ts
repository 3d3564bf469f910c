import type { TokenEncoding } from "../ocpi/token.ts";
import type { ResponseSummary } from "./response-summary.ts";

/** A request as a person may repeat it. */
export interface RequestToTry extends Pick<ResponseSummary, "method" | "url"> {
  /** The body that it carries; `{}` where nothing is said and the method carries something. The `body` of an answer is none. */
  readonly carries?: string | undefined;
  /** How the hub writes the token in the header; as it is, where nothing is said. */
  readonly encoding?: TokenEncoding;
  /** The shell's variable that holds the token; the platform token's, where nothing is said. */
  readonly variable?: string;
}

/** The request in a line to copy. The token is a variable of the shell: none stands in the line. */
export function requestToTry({
  method,
  url,
  carries,
  encoding,
  variable = "OCPI_PLATFORM_TOKEN",
}: RequestToTry): string {
  const token = encoding === "base64" ? `$(printf %s "$${variable}" | base64 | tr -d '\\n')` : `$${variable}`;
  const carried = carries ?? (method === "POST" || method === "PUT" ? "{}" : undefined);
  const data = carried === undefined ? "" : ` -H 'Content-Type: application/json' -d ${quotedForShell(carried)}`;
  return `curl -i -X ${method} ${quotedForShell(url)} -H "Authorization: Token ${token}"${data}`;
}

/** How to use that line, wherever it stands; whole. */
export const REPEAT = "To repeat the call, run the `curl` line, with the platform token in `OCPI_PLATFORM_TOKEN`.";

/** A text as one word of a POSIX shell: what a platform lists as its URL is never run. */
function quotedForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
