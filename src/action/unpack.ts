import { Readable } from "node:stream";
import { BODY_LIMIT } from "../core/peer/answer.ts";

/** The packings that are asked for in answers to GETs (RFC 9110, 12.5.3). */
export const PACKINGS = "gzip, deflate, br";

type Unpacker = (first: number) => NodeJS.ReadWriteStream;

/** How what is packed is unpacked, by its name. Node's library for it is loaded by the first answer that is packed. */
function unpackerOf(name: string): Unpacker | undefined {
  if (!["gzip", "x-gzip", "deflate", "br", "zstd"].includes(name)) return undefined;
  const zlib = process.getBuiltinModule("node:zlib");
  const { Z_SYNC_FLUSH: flush, BROTLI_OPERATION_FLUSH: brotliFlush } = zlib.constants;
  // What was packed and breaks off is unpacked as far as it goes.
  const asFarAsItGoes = { flush, finishFlush: flush };
  switch (name) {
    // With the header of zlib, as it has to be, or without, as some servers have it.
    case "deflate":
      return (first) => (first % 16 === 8 ? zlib.createInflate(asFarAsItGoes) : zlib.createInflateRaw(asFarAsItGoes));
    case "br":
      return () => zlib.createBrotliDecompress({ flush: brotliFlush, finishFlush: brotliFlush });
    case "zstd":
      return () => zlib.createZstdDecompress();
    default:
      return () => zlib.createGunzip(asFarAsItGoes);
  }
}

// A server that packs more often than this does it to exhaust the client.
const MOST_LAYERS = 5;

// The checksum and the length that end gzip: what is wrong with them must not cost what they are of.
const TRAILER_BYTES = 8;

/**
 * A body without its packing (RFC 9110, 8.4), however often it was packed. One that only says that it is packed, or is in a
 * way that is not known, comes as it is.
 * @throws where the body, or what is packed in it, breaks off; what could be unpacked until then has come before.
 */
export async function* unpacked(body: AsyncIterable<Buffer>, encoding: string | undefined): AsyncGenerator<Uint8Array> {
  const names = (encoding ?? "").toLowerCase().split(",");
  if (names.length > MOST_LAYERS) return yield* body;
  yield* names.reduceRight<AsyncIterable<Buffer>>((packed, name) => {
    const unpacker = unpackerOf(name.trim());
    return unpacker === undefined ? packed : unpackedOnce(packed, unpacker);
  }, body);
}

async function* unpackedOnce(body: AsyncIterable<Buffer>, unpacker: Unpacker): AsyncGenerator<Buffer> {
  const chunks: Buffer[] = [];
  let failure: unknown;
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > BODY_LIMIT) break;
    }
  } catch (error) {
    failure = error;
  }
  const packed = Buffer.concat(chunks);
  let isPacked = false;
  try {
    // Nothing in the beginning of deflate's own tells it from this.
    if (/^\s*[{[]\s*["{}[\]]/.test(packed.toString("latin1", 0, 100))) throw new SyntaxError("not packed");
    const pieces = [packed.subarray(0, -TRAILER_BYTES), packed.subarray(-TRAILER_BYTES)];
    for await (const chunk of Readable.from(pieces).pipe(unpacker(packed[0] ?? 0))) {
      isPacked = true;
      yield chunk as Buffer;
    }
  } catch (error) {
    if (isPacked) failure ??= error;
    else yield packed;
  }
  if (failure !== undefined) throw failure;
}
