// The building, made ready for drawing.

import { bounds, insidePolygons, orient, openPolygons, type Polygon } from "./geometry.ts";
import type { OpeningEntry, Point, VenueEntry } from "./types.ts";

export class Surface {
  readonly polygons: Polygon[];
  readonly bounds: [number, number, number, number];

  constructor(
    readonly index: number, readonly id: string, readonly kind: string, readonly elevation: number,
    readonly gradient: Point, readonly origin: Point, polygons: Polygon[],
  ) {
    this.polygons = polygons.map(orient);
    this.bounds = bounds(polygons.flatMap((polygon) => polygon[0]));
  }

  /** Height above datum in metres. */
  height(x: number, y: number): number {
    return this.elevation + (x - this.origin[0]) * this.gradient[0] + (y - this.origin[1]) * this.gradient[1];
  }

  get sloped(): boolean {
    return this.gradient[0] !== 0 || this.gradient[1] !== 0;
  }

  contains(x: number, y: number): boolean {
    const [x0, y0, x1, y1] = this.bounds;
    return x >= x0 && x <= x1 && y >= y0 && y <= y1 && insidePolygons(this.polygons, x, y);
  }
}

/** A storey with the stairs, ramps and landings that meet it. */
export interface Storey {
  surface: Surface;
  surfaces: Set<number>;
}

export interface Room { id: string; surface: number; centre: Point; width: number; height: number }

export interface Block { id: string; surface: number; places: Point[]; footprints: Point[][] }

export interface Venue {
  name: string;
  surfaces: Surface[];
  storeys: Storey[];
  portals: { surfaces: [number, number]; line: [Point, Point] }[];
  openings: (OpeningEntry & { index: number })[];
  rooms: Room[];
  blocks: Block[];
  walls: { surface: number; line: [number, number, number, number] }[];
  bounds: [number, number, number, number];
  lowest: number;
  highest: number;
}

export function readVenue(entry: VenueEntry): Venue {
  const surfaces = entry.surfaces.map((s, i) =>
    new Surface(i, s.id, s.kind, s.elevation, s.gradient ?? [0, 0], s.origin ?? [0, 0], openPolygons(s.polygons)));
  const portals = entry.portals ?? [];
  const elevations = surfaces.flatMap((s) => s.polygons.flatMap((p) => p[0].map(([x, y]) => s.height(x, y))));
  return {
    name: entry.name, surfaces, portals,
    storeys: storeysOf(surfaces, portals),
    openings: (entry.openings ?? []).map((o, index) => ({ ...o, index })),
    rooms: (entry.rooms ?? []).map((r) => roomOf(r.id, r.surface, openPolygons(r.polygons))),
    blocks: (entry.blocks ?? []).map((b) => ({
      id: b.id, surface: b.surface, places: b.places,
      footprints: openPolygons(b.polygons).map((p) => p[0]),
    })),
    walls: (entry.walls ?? []).map((line, i) => ({ surface: entry.wall_surface?.[i] ?? 0, line })),
    bounds: bounds(surfaces.flatMap((s) => s.polygons.flatMap((p) => p[0]))),
    lowest: elevations.reduce((a, b) => Math.min(a, b), Infinity),
    highest: elevations.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

function storeysOf(surfaces: Surface[], portals: { surfaces: [number, number] }[]): Storey[] {
  const joined = surfaces.map(() => new Set<number>());
  for (const { surfaces: [a, b] } of portals) {
    joined[a]?.add(b);
    joined[b]?.add(a);
  }
  let levels = surfaces.filter((s) => s.kind === "storey");
  if (levels.length === 0) levels = surfaces.filter((s) => !s.sloped);
  return levels.sort((a, b) => a.elevation - b.elevation || a.index - b.index).map((surface) => {
    const ways = [...joined[surface.index]].filter((s) => surfaces[s].kind !== "storey");
    const landings = ways.flatMap((way) => [...joined[way]].filter((s) => surfaces[s].kind === "landing"));
    return { surface, surfaces: new Set([surface.index, ...ways, ...landings]) };
  });
}

/** A room is named where its middle is, or at the inner point that is farthest from its outline. */
function roomOf(id: string, surface: number, polygons: Polygon[]): Room {
  const [x0, y0, x1, y1] = bounds(polygons.flatMap((p) => p[0]));
  let centre: Point = [(x0 + x1) / 2, (y0 + y1) / 2], best = -1;
  const steps = 12;
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps; j++) {
      const x = x0 + ((i + 0.5) / (steps + 1)) * (x1 - x0), y = y0 + ((j + 0.5) / (steps + 1)) * (y1 - y0);
      if (!insidePolygons(polygons, x, y)) continue;
      const middle = Math.hypot((x - (x0 + x1) / 2) / (x1 - x0), (y - (y0 + y1) / 2) / (y1 - y0));
      const score = Math.min(clearance(polygons, x, y), 3) - 2 * middle;
      if (best === -1 || score > best) {
        best = score;
        centre = [x, y];
      }
    }
  }
  return { id, surface, centre, width: x1 - x0, height: y1 - y0 };
}

function clearance(polygons: Polygon[], x: number, y: number): number {
  let best = Infinity;
  for (const ring of polygons.flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [ax, ay] = ring[j], dx = ring[i][0] - ax, dy = ring[i][1] - ay;
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      best = Math.min(best, Math.hypot(x - ax - t * dx, y - ay - t * dy));
    }
  }
  return best;
}

export function stateAt(opening: OpeningEntry, time: number): string {
  let state = opening.state;
  for (const [at, changed] of opening.changes) if (at <= time) state = changed;
  return state;
}

export function everOpen(opening: OpeningEntry): boolean {
  return opening.state === "open" || opening.changes.some(([, state]) => state === "open");
}
