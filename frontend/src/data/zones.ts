// Danger zones in time: where each is, what of the floor it covers, and from where it is seen.

import { insideRing, onSegment } from "./geometry.ts";
import type { PlaceEntry, Point, ZoneEntry } from "./types.ts";
import { stateAt, type Venue } from "./venue.ts";

/** x0, y0, x1, y1 in m. */
type Line = [number, number, number, number];

/** Places on the edge of a zone that are looked for, besides its centre; as in the simulation (venue.isovist). */
const MARKS = 8;
/** Share of the way to a wall at which a mark before it lies. */
const SHORT = 0.98;
/** Radians between two rays that meet no corner. */
const FAN = Math.PI / 90;
/** Radians to either side of a corner at which rays pass it. */
const PAST = 1e-5;
const BINS = 180;

export interface ZoneNow {
  id: string;
  surface: number;
  centre: Point;
  corners: Point[];
  marks: Point[];
  radius: number;
  intensity: number;
  sight: number;
  hearing: number;
}

/** The ground in sight of a point. */
export interface Star {
  eye: Point;
  ring: Point[];
}

/** A zone with the ground that it covers (all of its shape, or what of it walls leave), and the ground from which it is seen: that in sight of one of its marks. */
export interface ZoneView extends ZoneNow {
  core: Star;
  seen: Star[];
}

export class Zones {
  private views: ZoneView[] = [];
  private key = "";
  private readonly walls = new Map<number, Line[]>();

  constructor(private readonly entries: () => ZoneEntry[], private readonly venue: Venue) {}

  get any(): boolean {
    return this.entries().length > 0;
  }

  at(time: number): ZoneNow[] {
    return this.entries().filter((zone) => zone.start <= time && time < zone.end).map((zone) => {
      const centre = placeAt(zone, time);
      const moved = ([x, y]: Point): Point => [x + centre[0], y + centre[1]];
      const { id, surface, radius, intensity, sight, hearing } = zone;
      return { id, surface, centre, corners: zone.corners.map(moved), marks: zone.marks.map(moved), radius, intensity, sight, hearing };
    });
  }

  /** Zones with what they cover and who could see them; computed anew only when something has moved or a door has. */
  viewsAt(time: number): ZoneView[] {
    const now = this.at(time);
    const doors = now.length === 0 ? "" : this.venue.openings.map((opening) => stateAt(opening, time)[0]).join("");
    const key = now.map((zone) => `${zone.id} ${zone.surface} ${zone.centre.map((c) => c.toFixed(2))}`).join() + doors;
    if (key !== this.key) {
      this.key = key;
      this.views = now.map((zone) => viewOf(zone, this.linesAt(zone.surface, time)));
    }
    return this.views;
  }

  /** Text that changes when anything about the zones does. */
  keyAt(time: number): string {
    this.viewsAt(time);
    return this.key;
  }

  /** Walls and shut doors of a surface, and the edges at which it ends: exits and portals. */
  private linesAt(surface: number, time: number): Line[] {
    let walls = this.walls.get(surface);
    if (walls === undefined) {
      walls = highWalls(this.venue, surface);
      for (const { surfaces, line: [a, b] } of this.venue.portals) if (surfaces.includes(surface)) walls.push([...a, ...b]);
      this.walls.set(surface, walls);
    }
    const shut = this.venue.openings
      .filter((o) => o.surface === surface && (o.kind === "exit" || stateAt(o, time) !== "open"))
      .map(({ line: [a, b] }): Line => [...a, ...b]);
    return [...walls, ...shut];
  }
}

export function placeAt(zone: ZoneEntry, time: number): Point {
  const { time: times, x, y } = zone;
  let k = 0;
  while (k + 1 < times.length && times[k + 1] <= time) k++;
  if (k + 1 >= times.length || time <= times[0]) return [x[k], y[k]];
  const share = (time - times[k]) / (times[k + 1] - times[k]);
  return [x[k] + share * (x[k + 1] - x[k]), y[k] + share * (y[k + 1] - y[k])];
}

/** Walls that hide: people see over rows of seats. */
function highWalls(venue: Venue, surface: number): Line[] {
  const seats = venue.blocks.filter((block) => block.surface === surface).flatMap((block) => block.footprints);
  return venue.walls.filter(({ surface: s }) => s === surface).map(({ line }) => line).filter(([x0, y0, x1, y1]) => {
    const middle: Point = [(x0 + x1) / 2, (y0 + y1) / 2];
    return !seats.some((ring) => insideRing(ring, ...middle)
      || ring.some((a, i) => onSegment(middle, a, ring[(i + 1) % ring.length], 2e-3)));
  });
}

export function viewOf(zone: ZoneNow, lines: Line[]): ZoneView {
  const { corners, centre, radius, sight } = zone;
  const near = lines.filter((line) => distanceTo(centre, line) <= sight + radius);
  const away = (p: Point): number => distanceFrom(corners, p);
  const core = zone.marks.length > 0 ? { eye: centre, ring: corners } : star(centre, near, radius + 0.1, (p) => away(p) <= 1e-6);
  const seen = (zone.marks.length > 0 ? zone.marks : marksOf(zone, near)).map((mark) => star(mark, near, sight + 2 * radius + 0.1, (p) => away(p) <= sight));
  return { ...zone, core, seen };
}

/** The centre, and places towards the edge that are in sight of it. */
function marksOf({ corners, centre }: ZoneNow, lines: Line[]): Point[] {
  const n = Math.min(MARKS, corners.length);
  const chosen = new Set(Array.from({ length: n }, (_, i) => Math.floor((i * corners.length) / n)));
  return [centre, ...[...chosen].map((i): Point => {
    const [x, y] = corners[i];
    const share = Math.min(1, ...lines.map((line) => hit(centre, x - centre[0], y - centre[1], line))) * SHORT;
    return [centre[0] + share * (x - centre[0]), centre[1] + share * (y - centre[1])];
  })];
}

/** The ground in sight of a point, as the ends of rays around it, as far as ``within`` holds, at most ``reach`` m. */
function star(from: Point, lines: Line[], reach: number, within: (p: Point) => boolean): Star {
  const near = lines.filter((line) => distanceTo(from, line) <= reach);
  const angles: number[] = [];
  for (let angle = -Math.PI; angle < Math.PI; angle += FAN) angles.push(angle);
  const bins: Line[][] = Array.from({ length: BINS }, () => []);
  for (const line of near) {
    const a = Math.atan2(line[1] - from[1], line[0] - from[0]), b = Math.atan2(line[3] - from[1], line[2] - from[0]);
    for (const corner of [a, b]) angles.push(corner - PAST, corner, corner + PAST);
    let turn = b - a;
    if (turn > Math.PI) turn -= 2 * Math.PI;
    if (turn < -Math.PI) turn += 2 * Math.PI;
    const first = Math.floor((Math.min(a, a + turn) / (2 * Math.PI)) * BINS - 0.01), last = Math.floor((Math.max(a, a + turn) / (2 * Math.PI)) * BINS + 0.01);
    for (let bin = first; bin <= last; bin++) bins[((bin % BINS) + BINS) % BINS].push(line);
  }
  angles.sort((a, b) => a - b);
  const ring = angles.map((angle): Point => {
    const dx = Math.cos(angle), dy = Math.sin(angle);
    const bin = Math.floor((angle / (2 * Math.PI)) * BINS);
    let far = reach;
    for (const line of bins[((bin % BINS) + BINS) % BINS]) far = Math.min(far, hit(from, dx, dy, line));
    if (!within([from[0] + far * dx, from[1] + far * dy])) {
      let low = 0;
      for (let i = 0; i < 14; i++) {
        const middle = (low + far) / 2;
        if (within([from[0] + middle * dx, from[1] + middle * dy])) low = middle;
        else far = middle;
      }
      far = low;
    }
    return [from[0] + far * dx, from[1] + far * dy];
  });
  return { eye: from, ring };
}

/** How far along (dx, dy), as a multiple of it, a line is met; Infinity if it is not. */
function hit([x, y]: Point, dx: number, dy: number, [x0, y0, x1, y1]: Line): number {
  const ex = x1 - x0, ey = y1 - y0;
  const cross = dx * ey - dy * ex;
  if (cross === 0) return Infinity;
  const t = ((x0 - x) * ey - (y0 - y) * ex) / cross, s = ((x0 - x) * dy - (y0 - y) * dx) / cross;
  return t >= 0 && s >= 0 && s <= 1 ? t : Infinity;
}

function distanceTo([x, y]: Point, [x0, y0, x1, y1]: Line): number {
  const dx = x1 - x0, dy = y1 - y0;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square));
  return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
}

/** Distance of a place from a polygon in m, 0 inside. */
export function distanceFrom(corners: Point[], p: Point): number {
  if (insideRing(corners, ...p)) return 0;
  let least = Infinity;
  corners.forEach((a, i) => {
    least = Math.min(least, distanceTo(p, [...a, ...corners[(i + 1) % corners.length]]));
  });
  return least;
}

/** The corners of a polygon moved outward, as the line at a distance from a convex one. */
export function widened(corners: Point[], by: number): Point[] {
  const turn = corners.reduce((sum, [x, y], i) => {
    const [nx, ny] = corners[(i + 1) % corners.length];
    return sum + x * ny - nx * y;
  }, 0) > 0 ? 1 : -1;
  const hull = corners;
  const out: Point[] = [];
  hull.forEach((b, i) => {
    const a = hull[(i + hull.length - 1) % hull.length], c = hull[(i + 1) % hull.length];
    const before = Math.atan2(-(b[0] - a[0]) * turn, (b[1] - a[1]) * turn);
    let bend = Math.atan2(-(c[0] - b[0]) * turn, (c[1] - b[1]) * turn) - before;
    if (bend * turn < -1e-9) bend += 2 * Math.PI * turn;
    if (bend * turn > Math.PI) bend = 0;
    const steps = Math.max(1, Math.ceil(Math.abs(bend) / 0.1));
    for (let k = 0; k <= steps; k++) {
      const angle = before + (bend * k) / steps;
      out.push([b[0] + by * Math.cos(angle), b[1] + by * Math.sin(angle)]);
    }
  });
  return out;
}

/** Whether a point lies in one of the stars. */
export function insideAny(stars: Star[], [x, y]: Point): boolean {
  return stars.some(({ ring }) => insideRing(ring, x, y));
}

export type RefugeState = "open" | "locked";

/** Refuges are locked while none of their doors is open. */
export function refugeState(place: PlaceEntry, venue: Venue, time: number): RefugeState {
  return place.openings.some((k) => venue.openings[k] !== undefined && stateAt(venue.openings[k], time) === "open") ? "open" : "locked";
}
