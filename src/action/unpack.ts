import { Readable } from "node:stream";
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import { BODY_LIMIT } from "../core/peer/answer.ts";

// What was packed and breaks off is unpacked as far as it goes.
const asFarAsItGoes = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const alsoInBrotli = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

type Unpacker = (first: number) => NodeJS.ReadWriteStream;

const gunzip: Unpacker = () => createGunzip(asFarAsItGoes);
const unpackers: Readonly<Record<string, Unpacker>> = {
  gzip: gunzip,
  "x-gzip": gunzip,
  // With the header of zlib, as it has to be, or without, as some servers have it.
  deflate: (first) => (first % 16 === 8 ? createInflate(asFarAsItGoes) : createInflateRaw(asFarAsItGoes)),
  br: () => createBrotliDecompress(alsoInBrotli),
  zstd: () => createZstdDecompress(),
};

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
    const unpacker = unpackers[name.trim()];
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
