// Floors, walls, stairs with their steps, and seats of one surface.

import * as THREE from "three";
import { clip, insideRing, onSegment, type Polygon } from "../data/geometry.ts";
import type { Point } from "../data/types.ts";
import type { Surface, Venue } from "../data/venue.ts";
import { facing, MeshBuilder, type Corner } from "./mesh.ts";
import type { Theme } from "./theme.ts";

const WALL_HEIGHT = 1.15; // cut low so that one sees into the rooms
const RAIL_HEIGHT = 0.95;
const WALL_THICKNESS = 0.2;
const SLAB = 0.28;
const TREAD = 0.3;
const SEAT_HEIGHT = 0.42;
const CUSHION = 0.21;

export interface SurfaceMeshes {
  solid: THREE.BufferGeometry;
  lines: THREE.BufferGeometry;
  /** The floor alone, for the heat map. */
  floor: THREE.BufferGeometry;
}

export function buildSurface(surface: Surface, venue: Venue, theme: Theme): SurfaceMeshes {
  const solid = new MeshBuilder(), lines = new MeshBuilder(), floor = new MeshBuilder();
  const at = (x: number, y: number, h: number): Corner => [x, y, h, surface.height(x, y)];
  const stepped = surface.sloped && surface.kind !== "ramp";
  const ground = surface.sloped ? theme.flight : surface.kind === "landing" ? theme.flight : theme.floor;
  for (const polygon of surface.polygons) {
    const height = stepped ? 0.14 : 0.03;
    triangulate(polygon, (a, b, c) => {
      floor.triangle(at(...a, height), at(...b, height), at(...c, height), theme.floor);
      if (!stepped) solid.triangle(at(...a, 0), at(...b, 0), at(...c, 0), ground);
    });
    if (stepped) addSteps(solid, lines, surface, polygon, theme);
    else if (surface.sloped) addSlopeMarks(lines, surface, polygon, theme);
  }
  const blocks = venue.blocks.filter((block) => block.surface === surface.index);
  const footprints = blocks.flatMap((block) => block.footprints);
  addWalls(solid, lines, surface, venue, footprints, theme);
  for (const ring of footprints) addPrism(solid, lines, surface, ring, theme);
  for (const block of blocks) addSeats(solid, surface, block.places, theme);
  return { solid: solid.build(), lines: lines.build(), floor: floor.build() };
}

export function triangulate(polygon: Polygon, emit: (a: Point, b: Point, c: Point) => void): void {
  const [outline, ...holes] = polygon.map((ring) => ring.map(([x, y]) => new THREE.Vector2(x, y)));
  if (outline === undefined || outline.length < 3) return;
  const points = [outline, ...holes].flat();
  for (const [a, b, c] of THREE.ShapeUtils.triangulateShape(outline, holes)) {
    emit([points[a].x, points[a].y], [points[b].x, points[b].y], [points[c].x, points[c].y]);
  }
}

/** Along the slope: unit vector up, lowest and highest place, rise per metre. */
function slopeOf(surface: Surface, ring: Point[]): { u: Point; low: number; high: number; steep: number } {
  const steep = Math.hypot(...surface.gradient);
  const u: Point = [surface.gradient[0] / steep, surface.gradient[1] / steep];
  const along = ring.map(([x, y]) => x * u[0] + y * u[1]);
  return { u, low: Math.min(...along), high: Math.max(...along), steep };
}

function addSteps(solid: MeshBuilder, lines: MeshBuilder, surface: Surface, polygon: Polygon, theme: Theme): void {
  const ring = polygon[0];
  const { u, low, high, steep } = slopeOf(surface, ring);
  const steps = Math.max(1, Math.round((high - low) / TREAD)), tread = (high - low) / steps;
  // height at the lowest line; across the slope it does not change
  const offset = surface.height(low * u[0], low * u[1]);
  for (let i = 0; i < steps; i++) {
    const from = low + i * tread, to = from + tread;
    const piece = clip(clip(ring, u[0], u[1], from), -u[0], -u[1], -to);
    if (piece.length < 3) continue;
    const e = offset + (i + 0.5) * tread * steep, below = offset + (i - 0.5) * tread * steep;
    const corner = ([x, y]: Point, h: number): Corner => [x, y, h, e];
    for (let k = 1; k + 1 < piece.length; k++) {
      solid.triangle(corner(piece[0], 0), corner(piece[k], 0), corner(piece[k + 1], 0), i % 2 === 0 ? theme.flight : theme.tread);
    }
    const front = piece.filter(([x, y]) => Math.abs(x * u[0] + y * u[1] - from) < 1e-6)
      .sort((a, b) => a[1] * u[0] - a[0] * u[1] - (b[1] * u[0] - b[0] * u[1]));
    for (let k = 0; k + 1 < front.length; k += 2) {
      const [a, b] = [front[k], front[k + 1]];
      solid.quad([...a, 0, below], [...b, 0, below], [...b, 0, e], [...a, 0, e], theme.slab, facing(-u[0], -u[1]));
      lines.line([...a, 0.01, e], [...b, 0.01, e], theme.line);
    }
  }
}

function addSlopeMarks(lines: MeshBuilder, surface: Surface, polygon: Polygon, theme: Theme): void {
  const { u, low, high } = slopeOf(surface, polygon[0]);
  for (let place = Math.ceil(low); place < high; place += 1) {
    const piece = clip(clip(polygon[0], u[0], u[1], place), -u[0], -u[1], -place - 0.5);
    const front = piece.filter(([x, y]) => Math.abs(x * u[0] + y * u[1] - place) < 1e-6);
    if (front.length < 2) continue;
    const [a, b] = [front[0], front[front.length - 1]];
    lines.line([...a, 0.02, surface.height(...a)], [...b, 0.02, surface.height(...b)], theme.tread);
  }
}

interface Edge { a: Point; b: Point; n: Point; wall: boolean }

function edgesOf(ring: Point[], gaps: [Point, Point][], footprints: Point[][]): Edge[] {
  return ring.map((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    // the ground lies on the left, so the right-hand normal points into the wall
    const n: Point = [(b[1] - a[1]) / length, -(b[0] - a[0]) / length];
    const open = gaps.some(([p, q]) => onSegment(a, p, q) && onSegment(b, p, q));
    const middle: Point = [(a[0] + b[0]) / 2 + 0.05 * n[0], (a[1] + b[1]) / 2 + 0.05 * n[1]];
    const seated = !open && footprints.some((footprint) => insideRing(footprint, ...middle));
    return { a, b, n, wall: !open && !seated };
  });
}

function addWalls(
  solid: MeshBuilder, lines: MeshBuilder, surface: Surface, venue: Venue, footprints: Point[][], theme: Theme,
): void {
  const gaps = [
    ...venue.openings.filter((o) => o.surface === surface.index).map((o) => o.line),
    ...venue.portals.filter((p) => p.surfaces.includes(surface.index)).map((p) => p.line),
  ];
  const top = surface.kind === "storey" ? WALL_HEIGHT : RAIL_HEIGHT;
  const thick = surface.kind === "storey" ? WALL_THICKNESS : 0.1;
  for (const ring of surface.polygons.flat()) {
    const edges = edgesOf(ring, gaps, footprints);
    edges.forEach((edge, i) => {
      const before = edges[(i + edges.length - 1) % edges.length], after = edges[(i + 1) % edges.length];
      addSlabSide(solid, surface, edge, theme);
      if (!edge.wall) return;
      const a = edge.a, b = edge.b;
      const outerA = outer(edge, before, a, thick), outerB = outer(edge, after, b, thick);
      const at = (p: Point, h: number): Corner => [p[0], p[1], h, surface.height(p[0], p[1])];
      const light = facing(-edge.n[0], -edge.n[1]), dark = facing(edge.n[0], edge.n[1]) * 0.96;
      solid.quad(at(a, 0), at(b, 0), at(b, top), at(a, top), theme.wall, light);
      solid.quad(at(outerA, -SLAB), at(outerB, -SLAB), at(outerB, top), at(outerA, top), theme.wall, dark);
      solid.quad(at(a, top), at(b, top), at(outerB, top), at(outerA, top), theme.wallTop);
      if (!before.wall) solid.quad(at(a, 0), at(outerA, 0), at(outerA, top), at(a, top), theme.wall, 0.9);
      if (!after.wall) solid.quad(at(b, 0), at(outerB, 0), at(outerB, top), at(b, top), theme.wall, 0.9);
      lines.line(at(a, top + 0.005), at(b, top + 0.005), theme.line);
    });
  }
}

function outer(edge: Edge, neighbour: Edge, corner: Point, thick: number): Point {
  const plain: Point = [corner[0] + edge.n[0] * thick, corner[1] + edge.n[1] * thick];
  if (!neighbour.wall) return plain;
  const dot = edge.n[0] * neighbour.n[0] + edge.n[1] * neighbour.n[1];
  if (dot < -0.7) return plain;
  const scale = thick / (1 + dot);
  return [corner[0] + (edge.n[0] + neighbour.n[0]) * scale, corner[1] + (edge.n[1] + neighbour.n[1]) * scale];
}

function addSlabSide(solid: MeshBuilder, surface: Surface, { a, b, n }: Edge, theme: Theme): void {
  const top = surface.sloped ? 0.09 : 0;
  const at = (p: Point, h: number): Corner => [p[0], p[1], h, surface.height(p[0], p[1])];
  solid.quad(at(a, -SLAB), at(b, -SLAB), at(b, top), at(a, top), theme.slab, facing(n[0], n[1]));
}

function addPrism(solid: MeshBuilder, lines: MeshBuilder, surface: Surface, ring: Point[], theme: Theme): void {
  const at = ([x, y]: Point, h: number): Corner => [x, y, h, surface.height(x, y)];
  triangulate([ring], (a, b, c) => {
    solid.triangle(at(a, SEAT_HEIGHT), at(b, SEAT_HEIGHT), at(c, SEAT_HEIGHT), theme.seat);
  });
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const light = facing((b[1] - a[1]) / length, -(b[0] - a[0]) / length) * 0.9;
    solid.quad(at(a, 0), at(b, 0), at(b, SEAT_HEIGHT), at(a, SEAT_HEIGHT), theme.seat, light);
    lines.line(at(a, SEAT_HEIGHT + 0.004), at(b, SEAT_HEIGHT + 0.004), theme.seatTop);
  });
}

/** A cushion for each seat, turned along its row (towards the next seat). */
function addSeats(solid: MeshBuilder, surface: Surface, places: Point[], theme: Theme): void {
  let ux = 1, uy = 0;
  places.forEach(([x, y], i) => {
    const next = places[i + 1];
    const gap = next === undefined ? Infinity : Math.hypot(next[0] - x, next[1] - y);
    if (gap > 0.2 && gap < 1.2) [ux, uy] = [(next[0] - x) / gap, (next[1] - y) / gap];
    const half = Math.min(CUSHION, gap < 1.2 ? gap * 0.42 : CUSHION);
    const corner = (s: number, t: number): Corner => {
      const cx = x + s * half * ux - t * CUSHION * uy, cy = y + s * half * uy + t * CUSHION * ux;
      return [cx, cy, SEAT_HEIGHT + 0.02, surface.height(cx, cy)];
    };
    solid.quad(corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), theme.seatTop);
  });
}
