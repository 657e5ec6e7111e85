// Doors and exits with their state: frames, leaves that are shut, green thresholds that lead out.

import type { Point } from "../data/types.ts";
import { stateAt, type Surface, type Venue } from "../data/venue.ts";
import { facing, MeshBuilder, type Corner } from "./mesh.ts";
import type { Theme } from "./theme.ts";

const FRAME = 0.14;
const DOOR_HEIGHT = 2.1;
const APRON = 1.1;

/** Text that changes when any opening changes its state: says whether the meshes are still right. */
export function statesKey(venue: Venue, time: number): string {
  return venue.openings.map((opening) => stateAt(opening, time)).join();
}

export function buildOpenings(surface: Surface, venue: Venue, theme: Theme, time: number): MeshBuilder {
  const mesh = new MeshBuilder();
  for (const opening of venue.openings) {
    if (opening.surface !== surface.index) continue;
    const open = stateAt(opening, time) === "open";
    const exit = opening.kind === "exit";
    const [a, b] = opening.line;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const u: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    // an exit leads out on the right-hand side of its line
    const n: Point = [u[1], -u[0]];
    const colour = open ? (exit ? theme.exit : theme.door) : theme.shut;
    const height = surface.height(...a);
    const at = (s: number, t: number, h: number): Corner =>
      [a[0] + u[0] * s + n[0] * t, a[1] + u[1] * s + n[1] * t, h, height];
    const depth = exit ? 0.22 : 0.1;
    const back = exit ? 0 : -0.1;
    for (const s of [-FRAME, length]) box(mesh, at, [s, s + FRAME], [back, depth], [0, DOOR_HEIGHT], u, colour);
    if (exit) {
      box(mesh, at, [-FRAME, length + FRAME], [back, depth], [DOOR_HEIGHT, DOOR_HEIGHT + 0.3], u, colour);
      mesh.quad(at(0, 0, 0.04), at(length, 0, 0.04), at(length, APRON, 0.04), at(0, APRON, 0.04), colour);
      if (open) arrow(mesh, at, length, colour);
    } else {
      mesh.quad(at(0, back, 0.05), at(length, back, 0.05), at(length, depth, 0.05), at(0, depth, 0.05), colour);
    }
    if (!open) {
      box(mesh, at, [0, length], [-0.03, 0.05], [0, DOOR_HEIGHT], u, colour);
      cross(mesh, at, length, exit ? APRON / 2 : 0);
    }
  }
  return mesh;
}

type Place = (s: number, t: number, h: number) => Corner;
type Span = [number, number];

function box(mesh: MeshBuilder, at: Place, [s0, s1]: Span, [t0, t1]: Span, [h0, h1]: Span, u: Point, colour: number): void {
  mesh.quad(at(s0, t0, h1), at(s1, t0, h1), at(s1, t1, h1), at(s0, t1, h1), colour, 1.05);
  mesh.quad(at(s0, t0, h0), at(s1, t0, h0), at(s1, t0, h1), at(s0, t0, h1), colour, facing(-u[1], u[0]));
  mesh.quad(at(s0, t1, h0), at(s1, t1, h0), at(s1, t1, h1), at(s0, t1, h1), colour, facing(u[1], -u[0]));
  mesh.quad(at(s0, t0, h0), at(s0, t1, h0), at(s0, t1, h1), at(s0, t0, h1), colour, 0.82);
  mesh.quad(at(s1, t0, h0), at(s1, t1, h0), at(s1, t1, h1), at(s1, t0, h1), colour, 0.82);
}

function arrow(mesh: MeshBuilder, at: Place, length: number, colour: number): void {
  const middle = length / 2, half = Math.min(0.8, length * 0.42);
  mesh.triangle(at(middle - half, APRON + 0.25, 0.04), at(middle + half, APRON + 0.25, 0.04),
    at(middle, APRON + 0.25 + half, 0.04), colour);
}

function cross(mesh: MeshBuilder, at: Place, length: number, t: number): void {
  const middle = length / 2, half = Math.min(0.45, length * 0.3), w = 0.09;
  for (const sign of [-1, 1]) {
    const h = DOOR_HEIGHT + 0.35;
    mesh.quad(at(middle - half - w, t - sign * half, h), at(middle - half + w, t - sign * half, h),
      at(middle + half + w, t + sign * half, h), at(middle + half - w, t + sign * half, h), 0xffffff);
  }
}
