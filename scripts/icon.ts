import { writeFile } from "node:fs/promises";
import { crc32, deflateSync } from "node:zlib";

/** Draws `resources/icon.png`: a plug whose cord ends at a hub, the motif of `resources/ocpi.svg`. */
const SIZE = 128;

type Colour = readonly [red: number, green: number, blue: number];
/** How far a point is outside a shape; negative within. All shapes are drawn in a square of 24 by 24. */
type Shape = (x: number, y: number) => number;

const segment =
  (ax: number, ay: number, bx: number, by: number, radius: number): Shape =>
  (x, y) => {
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(x - ax - along * dx, y - ay - along * dy) - radius;
  };
const box =
  (left: number, top: number, right: number, bottom: number, corner: number): Shape =>
  (x, y) => {
    const dx = Math.abs(x - (left + right) / 2) - (right - left) / 2 + corner;
    const dy = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + corner;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - corner;
  };
const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    Math.hypot(x - cx, y - cy) - radius;
const ring =
  (cx: number, cy: number, radius: number, width: number): Shape =>
  (x, y) =>
    Math.abs(Math.hypot(x - cx, y - cy) - radius) - width / 2;
const union =
  (...shapes: readonly Shape[]): Shape =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)));
const below =
  (top: number, shape: Shape): Shape =>
  (x, y) =>
    Math.max(top - y, shape(x, y));

const square = box(0, 0, 24, 24, 5.2);
const plug = union(
  segment(9.3, 4.2, 9.3, 8, 0.85),
  segment(14.7, 4.2, 14.7, 8, 0.85),
  box(6.4, 7.3, 17.6, 9.6, 0.9),
  below(8.6, disc(12, 8.8, 5.6)),
  segment(12, 14, 12, 15.6, 0.7),
);
const hub = union(ring(12, 18, 2.2, 1.4), segment(4.6, 18, 9, 18, 0.7), segment(15, 18, 19.4, 18, 0.7));

const white: Colour = [255, 255, 255];
const mint: Colour = [74, 222, 150];
const green: Colour = [13, 84, 62];

// As many shades of an edge as the eye needs; with them all colours go into one palette.
const SHADES = 12;

/** How much of a pixel a shape covers, by its distance from the pixel's middle. */
function cover(shape: Shape, x: number, y: number): number {
  const share = Math.max(0, Math.min(1, 0.5 - (shape(x, y) * SIZE) / 24));
  return Math.round(share * SHADES) / SHADES;
}

function mixed(under: Colour, over: Colour, share: number): Colour {
  const at = (index: 0 | 1 | 2): number => under[index] + (over[index] - under[index]) * share;
  return [at(0), at(1), at(2)];
}

/** Red, green, blue and opacity of each colour that occurs, by its place in the palette. */
const palette: (readonly number[])[] = [];

function placeOf(colour: readonly number[]): number {
  const found = palette.findIndex((known) => known.every((value, index) => value === colour[index]));
  return found === -1 ? palette.push(colour) - 1 : found;
}

function pixels(): Buffer {
  const rows: number[] = [];
  for (let row = 0; row < SIZE; row += 1) {
    // PNG: each row begins with its filter; 0 is none.
    rows.push(0);
    for (let column = 0; column < SIZE; column += 1) {
      const [x, y] = [((column + 0.5) * 24) / SIZE, ((row + 0.5) * 24) / SIZE];
      const colour = mixed(mixed(green, white, cover(plug, x, y)), mint, cover(hub, x, y));
      const opacity = Math.round(255 * cover(square, x, y));
      // What nobody sees is one colour.
      rows.push(placeOf(opacity === 0 ? [0, 0, 0, 0] : [...colour.map(Math.round), opacity]));
    }
  }
  return Buffer.from(rows);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
// 8 bits for each place in the palette.
header.set([8, 3, 0, 0, 0], 8);
const drawn = pixels();
if (palette.length > 256) throw new Error(`${palette.length} colours do not go into one palette.`);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", header),
  chunk("PLTE", Buffer.from(palette.flatMap((colour) => colour.slice(0, 3)))),
  chunk("tRNS", Buffer.from(palette.map(([, , , opacity = 255]) => opacity))),
  chunk("IDAT", deflateSync(drawn, { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]);
await writeFile(new URL("../resources/icon.png", import.meta.url), png);
