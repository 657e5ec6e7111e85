// Plane geometry: rings, points inside, crossing segments.

import type { Point } from "./types.ts";

/** Rings of a polygon: the first is the outline, the others are holes; none repeats its first point. */
export type Polygon = Point[][];

/** Rings without the repeated first point. */
export function openPolygons(polygons: Point[][][]): Polygon[] {
  return polygons.map((polygon) => polygon.map(openRing));
}

function openRing(ring: Point[]): Point[] {
  const last = ring[ring.length - 1];
  const closed = ring.length > 1 && ring[0][0] === last[0] && ring[0][1] === last[1];
  return closed ? ring.slice(0, -1) : ring;
}

export function signedArea(ring: Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return sum / 2;
}

/** Rings with the ground on their left: outlines counter-clockwise, holes clockwise. */
export function orient(polygon: Polygon): Polygon {
  return polygon.map((ring, i) => (signedArea(ring) > 0 === (i === 0) ? ring : [...ring].reverse()));
}

export function insideRing(ring: Point[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i], [xj, yj] = ring[j];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export function insidePolygons(polygons: Polygon[], x: number, y: number): boolean {
  return polygons.some(([outline, ...holes]) =>
    insideRing(outline, x, y) && !holes.some((hole) => insideRing(hole, x, y)));
}

export function bounds(points: Iterable<Point>): [number, number, number, number] {
  let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
  for (const [x, y] of points) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  return [x0, y0, x1, y1];
}

/** Clip a ring to the half-plane nx*x + ny*y >= c (I. Sutherland, G. Hodgman 1974). */
export function clip(ring: Point[], nx: number, ny: number, c: number): Point[] {
  const out: Point[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[j], b = ring[i];
    const da = nx * a[0] + ny * a[1] - c, db = nx * b[0] + ny * b[1] - c;
    if (da >= 0 !== db >= 0) {
      const share = da / (da - db);
      out.push([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
    }
    if (db >= 0) out.push(b);
  }
  return out;
}

/** Whether a point lies on a segment, within a tolerance in metres. */
export function onSegment(p: Point, a: Point, b: Point, tolerance = 0.02): boolean {
  const dx = b[0] - a[0], dy = b[1] - a[1];
  const length2 = dx * dx + dy * dy;
  const share = length2 === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length2;
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy) <= tolerance;
}
