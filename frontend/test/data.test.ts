import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { expandChunk, rowAt, type Chunk } from "../src/data/chunk.ts";
import { gunzip, readContainer } from "../src/data/container.ts";
import { Air, opacityOf } from "../src/data/air.ts";
import { blur, DensityGrid } from "../src/data/density.ts";
import { crossingsOf, measurementOf } from "../src/data/measure.ts";
import { FrameSlice } from "../src/data/slice.ts";
import type { VenueEntry } from "../src/data/types.ts";
import { readVenue, stateAt } from "../src/data/venue.ts";

type Numbers = Record<string, { dtype: string; values: number[] }>;

const WRITERS: Record<string, new (values: number[]) => { buffer: ArrayBuffer; byteLength: number }> = {
  u8: Uint8Array as never, u16: Uint16Array as never, i16: Int16Array as never, u32: Uint32Array as never,
  i32: Int32Array as never, f32: Float32Array as never,
};

function pack(numbers: Numbers, header: object, padding = 0): ArrayBuffer {
  const arrays: Record<string, object> = {};
  const bodies: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { dtype, values }] of Object.entries(numbers)) {
    arrays[name] = { dtype, shape: [values.length], offset };
    const body = new Uint8Array(new WRITERS[dtype](values).buffer);
    const padded = new Uint8Array(Math.ceil(body.length / 8) * 8);
    padded.set(body);
    bodies.push(padded);
    offset += padded.length;
  }
  const head = new TextEncoder().encode(JSON.stringify({ ...header, arrays }) + " ".repeat(padding));
  const out = new Uint8Array(4 + head.length + offset);
  new DataView(out.buffer).setUint32(0, head.length, true);
  out.set(head, 4);
  let at = 4 + head.length;
  for (const body of bodies) {
    out.set(body, at);
    at += body.length;
  }
  return out.buffer;
}

/** Two people: 7 walks along x from frame 10 to 12, 9 stands at frame 11 and is gone after. */
function sample(): Chunk {
  const steps = [0, 130, -25, 0];
  const folded = steps.map((d) => (d >= 0 ? 2 * d : -2 * d - 1));
  const zeros = [0, 0, 0, 0];
  return expandChunk(readContainer(pack({
    person: { dtype: "u32", values: [7, 9] }, first: { dtype: "u16", values: [0, 1] }, last: { dtype: "u16", values: [2, 1] },
    start: { dtype: "u32", values: [0, 3, 4] }, x0: { dtype: "i32", values: [-100, 500] }, y0: { dtype: "i32", values: [200, 300] },
    dx_lo: { dtype: "u8", values: folded.map((u) => u & 255) }, dx_hi: { dtype: "u8", values: folded.map((u) => u >> 8) },
    dy_lo: { dtype: "u8", values: zeros }, dy_hi: { dtype: "u8", values: zeros },
    surface: { dtype: "i16", values: [0, 0, 1, 0] }, status: { dtype: "u8", values: [1, 2, 2, 2] },
    "column:dose": { dtype: "f32", values: [0, 0.5, 1, NaN] },
  }, { frame0: 10, frames: 3 }, 3)));
}

const VENUE: VenueEntry = {
  name: "test", portals: [], rooms: [], blocks: [],
  surfaces: [
    { id: "hall", kind: "storey", elevation: 0, gradient: [0, 0], origin: [0, 0], polygons: [[[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]]] },
    { id: "stair", kind: "flight", elevation: 1, gradient: [0.5, 0], origin: [0, 0], polygons: [[[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]] },
  ],
  openings: [{ id: "e", kind: "exit", surface: 0, line: [[0, 0], [1, 0]], state: "closed", changes: [[30, "open"]] }],
};

test("a packed chunk comes back to the centimetre, whatever the length of its header", async () => {
  const chunk = sample();
  assert.deepEqual([...chunk.x].map((x) => Math.round(x * 100)), [-100, 30, 5, 500]);
  assert.deepEqual([...chunk.y], [2, 2, 2, 3]);
  assert.equal(rowAt(chunk, 1, 1), 3);
  assert.equal(rowAt(chunk, 1, 2), -1);
  assert.equal(chunk.columns.dose[1], 0.5);
  const raw = pack({ a: { dtype: "u16", values: [1, 65535] } }, {}, 1);
  const unpacked = await gunzip(Uint8Array.from(gzipSync(new Uint8Array(raw))));
  assert.deepEqual([...readContainer(unpacked).arrays.a], [1, 65535]);
});

test("data that are cut off are an error, not a wrong number", () => {
  const whole = pack({ a: { dtype: "f32", values: [1, 2, 3, 4] } }, {});
  assert.throws(() => readContainer(whole.slice(0, whole.byteLength - 8)), /cut off/);
  assert.throws(() => readContainer(whole.slice(0, 3)), /cut off/);
});

test("a slice holds who is there, where each goes, and how fast", () => {
  const venue = readVenue(VENUE), slice = new FrameSlice();
  slice.fill(sample(), 11, 0.5, venue);
  assert.deepEqual([...slice.person.slice(0, slice.count)], [7, 9]);
  assert.deepEqual([...slice.countBy(slice.surface, 2)], [2, 0]);
  assert.ok(Math.abs(slice.speed[0] - 0.5) < 1e-5); // 25 cm in half a second
  const [x, y, z] = slice.position(0, 0.5);
  assert.ok(Math.abs(x - 0.175) < 1e-5 && y === 2);
  // half-way from the hall (0 m) to the stair (1 m + 0.5 per metre)
  assert.ok(Math.abs(z - (1 + 0.5 * 0.05) / 2) < 1e-5);
  slice.fill(sample(), 12, 0.5, venue);
  assert.deepEqual([...slice.person.slice(0, slice.count)], [7]);
});

test("crossings of a line: time in between, direction, only on its own storey, nobody twice", () => {
  const chunk = sample();
  const found = crossingsOf(chunk, [0, 1], [0, 3], 0, 0.5);
  assert.deepEqual([...found.direction], [1]);
  assert.ok(Math.abs(found.time[0] - (10 + 100 / 130) * 0.5) < 1e-6);
  assert.equal(crossingsOf(chunk, [0, 1], [0, 3], 1, 0.5).time.length, 0);
  assert.equal(crossingsOf(chunk, [0, 2.5], [0, 3], 0, 0.5).time.length, 0); // beside the line
  // a way that only reaches the line has not crossed it yet
  assert.equal(crossingsOf(chunk, [chunk.x[1], 1], [chunk.x[1], 3], 0, 0.5).time.length, 0);
  const result = measurementOf([found, { time: Float64Array.of(9), direction: Int8Array.of(-1) }], 2);
  assert.deepEqual(result.nt.map(([, n]) => n), [1, 2]);
  assert.equal(result.forward, 1);
  assert.equal(result.backward, 1);
  assert.ok(Math.abs(result.flow - 1 / (9 - result.first)) < 1e-12);
  assert.ok(Math.abs(result.specificFlow - result.flow / 2) < 1e-12);
});

test("one person alone in the open reads 0.25 per square metre, and the kernel keeps heads", () => {
  const values = new Float32Array(25);
  values[12] = 1;
  const smooth = blur(values, 5, 5);
  assert.equal(smooth[12], 0.25);
  assert.ok(Math.abs(smooth.reduce((a, b) => a + b, 0) - 1) < 1e-6);
  const venue = readVenue(VENUE), slice = new FrameSlice();
  const area = new Float32Array(16).fill(1);
  const plane = { surface: 0, x0: 0, y0: 0, cell: 1, nx: 4, ny: 4, values: area };
  const grid = new DensityGrid(venue, [plane, { ...plane, surface: 1 }]);
  slice.fill(sample(), 12, 0.5, venue);
  slice.surface[0] = 0;
  slice.from.set([1.5, 1.5, 0]);
  grid.update(slice);
  assert.ok(Math.abs(grid.at(0, 1.5, 1.5) - 0.25) < 1e-6);
  assert.equal(grid.at(1, 1.5, 1.5), 0);
});

test("a door has the state of the last change", () => {
  const [exit] = readVenue(VENUE).openings;
  assert.equal(stateAt(exit, 29.9), "closed");
  assert.equal(stateAt(exit, 30), "open");
});

test("smoke lies between two frames, is clear before the first and holds after the last", () => {
  const plane = { surface: 1, x0: 0, y0: 0, cell: 1, nx: 2, ny: 1, array: "smoke:1" };
  const air = new Air({
    header: { arrays: {}, planes: [plane], maps: [] },
    arrays: { time: Float32Array.of(10, 20, 30), "smoke:1": Uint8Array.of(0, 51, 255, 51, 102, 51) },
  }, 2);
  assert.equal(air.smokeAt(15)[0], undefined);
  const at = (time: number): number[] => [...air.smokeAt(time)[1]!.values].map((value) => Math.round(value * 1000) / 1000);
  assert.deepEqual(at(9.9), [0, 0]);
  assert.deepEqual(at(10), [0, 0.2]);
  assert.deepEqual(at(15), [0.5, 0.2]);
  assert.deepEqual(at(20), [1, 0.2]);
  assert.deepEqual(at(99), [0.4, 0.2]);
  // 10 m of visibility are 0.3 1/m, and 2 m of that hide 1 - exp(-0.6)
  assert.ok(Math.abs(opacityOf(10) - (1 - Math.exp(-0.6))) < 1e-12);
});
