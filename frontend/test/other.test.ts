import assert from "node:assert/strict";
import { test } from "node:test";
import { levelOfService, menuOrder, scaleOf } from "../src/data/colouring.ts";
import { clip, insidePolygons, orient, signedArea } from "../src/data/geometry.ts";
import { insideCurve } from "../src/data/counts.ts";
import { classColours, mapColour, ramp } from "../src/data/palette.ts";
import type { ColumnEntry, Point, RunEntry } from "../src/data/types.ts";
import { clock } from "../src/ui/dom.ts";
import { niceAbove } from "../src/ui/layers.ts";
import { crc32, zip } from "../src/ui/zip.ts";

const SQUARE: Point[] = [[0, 0], [4, 0], [4, 4], [0, 4]];
const HOLE: Point[] = [[1, 1], [2, 1], [2, 2], [1, 2]];

test("ground lies to the left of outlines and of holes", () => {
  const [outline, hole] = orient([[...SQUARE].reverse(), HOLE]);
  assert.ok(signedArea(outline) > 0 && signedArea(hole) < 0);
  assert.ok(insidePolygons([[outline, hole]], 3, 3));
  assert.ok(!insidePolygons([[outline, hole]], 1.5, 1.5));
});

test("a step of a stair is the part of the flight between two lines", () => {
  const step = clip(clip(SQUARE, 1, 0, 1), -1, 0, -1.5);
  assert.ok(Math.abs(Math.abs(signedArea(step)) - 2) < 1e-12);
});

test("level of service: a limit belongs to the worse class, stairs have their own limits", () => {
  assert.equal(levelOfService(0.3, false), 0);
  assert.equal(levelOfService(0.31, false), 1);
  assert.equal(levelOfService(0.31, true), 0);
  assert.equal(levelOfService(2.17, false), 5);
});

test("colours: the ends of the scale, and no class without a colour", () => {
  assert.deepEqual(ramp(0, "standard"), [0xfd, 0xe7, 0x25]);
  assert.deepEqual(ramp(2, "safe"), [0x00, 0x22, 0x4e]);
  const many = classColours("exit_used", 60, "standard");
  assert.equal(new Set(many.map(String)).size, 60);
});

test("maps: the worse, the darker; only amounts fade into the bare floor", () => {
  const light = ([r, g, b, alpha]: number[]): number => 255 * (1 - alpha) + alpha * (0.2126 * r + 0.7152 * g + 0.0722 * b);
  for (const palette of ["standard", "safe"] as const) {
    for (let i = 0; i < 50; i++) {
      assert.ok(light(mapColour(i / 50, "amount", palette)) > light(mapColour((i + 1) / 50, "amount", palette)));
      assert.ok(light(mapColour(i / 50, "late", palette)) > light(mapColour((i + 1) / 50, "late", palette)));
      assert.ok(light(mapColour(i / 50, "early", palette)) < light(mapColour((i + 1) / 50, "early", palette)));
    }
    assert.equal(mapColour(0, "amount", palette)[3], 0);
    assert.equal(mapColour(0, "early", palette)[3], 1);
    assert.equal(mapColour(0, "late", palette)[3], 1);
  }
});

test("the curve of people follows the counts of a file, else when each comes and leaves", () => {
  const entry = { frames: 4, people: 3 } as RunEntry;
  const counted = insideCurve({ entry, interval: 0.5, people: { inside: Uint32Array.of(3, 2, 2, 1) } });
  assert.deepEqual([...counted.inside], [3, 2, 2, 1]);
  assert.deepEqual([...counted.time], [0, 0.5, 1, 1.5]);
  const people = { arrival_time: Float32Array.of(0, 0, 0.5), time_out: Float32Array.of(0.9, NaN, 1.5) };
  assert.deepEqual([...insideCurve({ entry, interval: 0.5, people }).inside], [2, 3, 2, 1]);
});

test("the menu begins with what people look for, and every number has a scale", () => {
  const column = (name: string): ColumnEntry => ({
    name, unit: "", meaning: "", kind: "number", values: null, range: [2, 2], source: "people", recorded: true,
  });
  assert.deepEqual(menuOrder(["age", "speed", "status"].map(column)).map((c) => c.name), ["status", "speed", "age"]);
  const [low, high] = scaleOf(column("radius"));
  assert.ok(high > low);
});

test("clock and round numbers", () => {
  assert.equal(clock(754.25, true), "12:34.2");
  assert.equal(clock(3723), "1:02:03");
  assert.equal(clock(0.1 + 0.2, true), "0:00.3");
  assert.equal(niceAbove(37), 40);
});

test("the archive is one that other programs can read", async () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  const bytes = new Uint8Array(await zip([{ name: "a.txt", bytes: new TextEncoder().encode("hello") }]).arrayBuffer());
  const view = new DataView(bytes.buffer);
  assert.equal(view.getUint32(0, true), 0x04034b50);
  assert.equal(view.getUint32(bytes.length - 22, true), 0x06054b50);
  assert.equal(view.getUint32(bytes.length - 22 + 16, true), 30 + 5 + 5); // where the directory begins
});
