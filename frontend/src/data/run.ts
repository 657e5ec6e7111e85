// One run: its manifest entry, its chunks, its people and its maps.

import { Air } from "./air.ts";
import type { Chunk } from "./chunk.ts";
import type { Crew } from "./crew.ts";
import { DensityGrid, type Plane } from "./density.ts";
import { insidePolygons, openPolygons, type Polygon } from "./geometry.ts";
import { measurementOf, type Crossings, type Measurement } from "./measure.ts";
import { FrameSlice } from "./slice.ts";
import type { Source } from "./source.ts";
import { ChunkStore } from "./store.ts";
import type { ColumnEntry, MapEntry, PlaceEntry, Point, RunEntry, Values } from "./types.ts";
import { readVenue, type Venue } from "./venue.ts";
import { Zones } from "./zones.ts";

export const STATUSES = ["absent", "waiting", "moving", "out", "incapacitated"];

export class Run {
  readonly venue: Venue;
  readonly store: ChunkStore;
  readonly slice = new FrameSlice();
  readonly zones: Zones;
  people: Record<string, Values> = {};
  maps: Record<string, Values> = {};
  air: Air | undefined;
  private mapsFault: string | undefined;
  private density: DensityGrid | undefined;
  /** Grows whenever the slice has been filled anew. */
  version = 0;
  private filled: Chunk | undefined;
  private densityVersion = -1;
  private readonly refuges = new Map<string, Polygon[]>();

  constructor(
    readonly index: number, public entry: RunEntry, private readonly source: Source, private readonly crew: Crew,
    arrived: () => void,
  ) {
    this.venue = readVenue(entry.venue!);
    this.zones = new Zones(() => this.entry.zones ?? [], this.venue);
    this.store = new ChunkStore(source, crew, index, entry.chunks, arrived);
  }

  async loadTables(): Promise<void> {
    const [people, maps] = await Promise.all([
      this.source.people(this.index).then((packed) => this.crew.container(packed)),
      this.source.maps(this.index).then((packed) => this.crew.container(packed)).catch((error: unknown) => {
        this.mapsFault = error instanceof Error ? error.message : String(error);
        return undefined;
      }),
    ]);
    this.people = people.arrays;
    this.maps = maps?.arrays ?? {};
    this.density = undefined;
    this.densityVersion = -1;
  }

  /** Fetch what the run knows of its air, which may take seconds; says whether there is any. */
  async loadAir(): Promise<boolean> {
    if (this.entry.air !== true) return false;
    try {
      this.air = new Air(await this.crew.container(await this.source.air(this.index)), this.venue.surfaces.length);
    } catch (error) {
      this.mapsFault = error instanceof Error ? error.message : String(error);
    }
    return true;
  }

  get interval(): number {
    return this.entry.frame_interval;
  }

  get lastFrame(): number {
    return Math.max(0, this.entry.frames - 1);
  }

  get duration(): number {
    return this.lastFrame * this.interval;
  }

  frameAt(time: number): number {
    return Math.max(0, Math.min(this.lastFrame, Math.floor(time / this.interval + 1e-6)));
  }

  /** Share of the interval that has passed since the keyframe. */
  shareAt(time: number): number {
    return Math.min(1, Math.max(0, time / this.interval - this.frameAt(time)));
  }

  /** Show a time: fills the slice when its keyframe is in memory, and says whether it was. */
  show(time: number): boolean {
    if (this.store.entries.length === 0) return true;
    const frame = this.frameAt(time);
    const place = this.store.find(frame);
    this.store.centre(place);
    const chunk = this.store.get(place);
    if (chunk === undefined) return this.store.fault(place) !== undefined;
    if (chunk !== this.filled || frame !== this.slice.frame) {
      this.slice.fill(chunk, frame, this.interval, this.venue);
      this.filled = chunk;
      this.version++;
    }
    return true;
  }

  async seek(time: number): Promise<void> {
    if (this.store.entries.length === 0) return;
    await this.store.fetch(this.store.find(this.frameAt(time))).catch(() => undefined);
    this.show(time);
  }

  /** Why the people of a time, or the maps, cannot be had, if so. */
  faultsAt(time: number): string[] {
    const chunk = this.store.entries.length === 0 ? undefined : this.store.fault(this.store.find(this.frameAt(time)));
    return [chunk, this.mapsFault].filter((fault) => fault !== undefined);
  }

  /** The grid is laid when it is first asked for: where the maps bring no areas that takes seconds. */
  densityNow(): DensityGrid {
    this.density ??= new DensityGrid(this.venue, this.venue.surfaces.map((s) => this.map("area", s.index)));
    if (this.densityVersion !== this.version) {
      this.density.update(this.slice);
      this.densityVersion = this.version;
    }
    return this.density;
  }

  get mapEntries(): MapEntry[] {
    return this.air === undefined ? this.entry.maps : [...this.entry.maps, ...this.air.maps];
  }

  /** A map layer of one surface. */
  map(name: string, surface: number): Plane | undefined {
    const entry = this.mapEntries.find((map) => map.name === name && map.surface === surface);
    const about = entry ?? this.entry.maps.find((map) => map.surface === surface);
    const array = entry?.array ?? `${name}:${surface}`;
    const values = this.maps[array] ?? this.air?.values(array);
    if (about === undefined || values === undefined) return undefined;
    const { x0, y0, cell, nx, ny } = about;
    return { surface, x0, y0, cell, nx, ny, values: Float32Array.from(values) };
  }

  column(name: string): ColumnEntry | undefined {
    return this.entry.columns.find((column) => column.name === name);
  }

  /** Value of a column that is known of each person or each row for one of the people in the slice. */
  value(column: ColumnEntry, index: number): number {
    const slice = this.slice;
    if (column.name === "status") return slice.status[index];
    if (column.name === "surface") return slice.surface[index];
    if (column.name === "speed") return slice.speed[index];
    if (column.source === "chunk") return this.filled?.columns[column.name]?.[slice.row[index]] ?? NaN;
    return this.people[column.name]?.[slice.person[index]] ?? NaN;
  }

  inside(): number {
    return this.slice.count;
  }

  get places(): PlaceEntry[] {
    return this.entry.places ?? [];
  }

  /** People inside a refuge now, whatever they are doing. */
  occupancy(place: PlaceEntry): number {
    let polygons = this.refuges.get(place.id);
    if (polygons === undefined) this.refuges.set(place.id, (polygons = openPolygons(place.polygons)));
    const { slice } = this;
    let count = 0;
    for (let i = 0; i < slice.count; i++) {
      if (slice.surface[i] === place.surface && insidePolygons(polygons, slice.from[3 * i], slice.from[3 * i + 1])) count++;
    }
    return count;
  }

  async measure(p: Point, q: Point, surface: number, progress?: (share: number) => void): Promise<Measurement> {
    const parts: Crossings[] = [];
    for (const [place, chunk] of this.store.entries.entries()) {
      const packed = await this.source.chunk(this.index, chunk.index);
      parts.push(await this.crew.measure(packed, p, q, surface, this.interval));
      progress?.((place + 1) / this.store.entries.length);
    }
    return measurementOf(parts, Math.hypot(q[0] - p[0], q[1] - p[1]));
  }
}
