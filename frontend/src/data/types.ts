// What the manifest says of the runs; the law is docs/reference/viewer-format.md.

export type Point = [number, number];

export interface SurfaceEntry {
  id: string;
  kind: string;
  elevation: number;
  gradient: Point;
  origin: Point;
  polygons: Point[][][];
  /** Index of the storey that a stair, ramp or landing is shown with. */
  storey?: number;
}

export interface OpeningEntry {
  id: string;
  kind: string;
  surface: number;
  line: [Point, Point];
  width?: number;
  state: string;
  changes: [number, string][];
  direction?: string;
}

export interface BlockEntry {
  id: string;
  surface: number;
  places: Point[];
  polygons: Point[][][];
}

export interface VenueEntry {
  name: string;
  surfaces: SurfaceEntry[];
  portals: { id: string; surfaces: [number, number]; line: [Point, Point] }[];
  openings: OpeningEntry[];
  rooms: { id: string; surface: number; polygons: Point[][][] }[];
  blocks: BlockEntry[];
  walls?: [number, number, number, number][];
  wall_surface?: number[];
}

export interface EventEntry {
  time: number;
  kind: string;
  label: string;
  surface?: number | null;
  x?: number | null;
  y?: number | null;
  opening?: number | null;
  people?: number;
}

export interface ColumnEntry {
  name: string;
  unit: string;
  meaning: string;
  kind: "category" | "number";
  values: string[] | null;
  range: [number, number] | null;
  source: "chunk" | "people" | "derived";
  recorded: boolean;
  record_line?: string | null;
  group?: string;
}

export interface MapEntry {
  name: string;
  surface: number;
  unit: string;
  meaning?: string;
  x0: number;
  y0: number;
  cell: number;
  nx: number;
  ny: number;
  array: string;
  /** What the darkest colour stands for: the largest amount, the latest time or the earliest; or classes. */
  ramp: "amount" | "late" | "early" | "classes";
  /** Value of the darkest colour where it is the same for every run. */
  full_scale?: number | null;
  /** What a floor without a value means. */
  bare?: string;
  /** Colours and words where the values are classes, counted from 0. */
  classes?: { colour: string; words: string }[];
}

export interface ChunkEntry {
  index: number;
  frame0: number;
  frames: number;
  bytes?: number | null;
  complete?: boolean;
}

/** A stretch of time over which a danger zone keeps its shape; its centre goes straight from place to place. */
export interface ZoneEntry {
  id: string;
  number: number;
  surface: number;
  /** From the centre. */
  corners: Point[];
  /** From the centre: places by which a zone is seen that walls do not bound; empty for one that they do. */
  marks: Point[];
  radius: number;
  intensity: number;
  sight: number;
  hearing: number;
  start: number;
  end: number;
  time: number[];
  x: number[];
  y: number[];
}

export interface PlaceEntry {
  kind: string;
  id: string;
  surface: number;
  at: Point;
  polygons: Point[][][];
  openings: number[];
  capacity: number;
  words: string;
}

export interface RunEntry {
  name: string;
  /** What it is called beside the other runs of the page. */
  label: string;
  folder_name?: string;
  status: string;
  reason?: string;
  hint?: string;
  notes?: string[];
  gaps?: [number, number][];
  revision?: { people?: string; maps?: string; air?: string };
  summary?: Record<string, unknown>;
  variant?: string;
  variant_title?: string;
  seed?: number | null;
  scenario_name?: string;
  people: number;
  frame_interval: number;
  frames: number;
  duration: number;
  chunks: ChunkEntry[];
  venue: VenueEntry | null;
  events: EventEntry[];
  columns: ColumnEntry[];
  maps: MapEntry[];
  /** Whether there is an air container. */
  air?: boolean;
  zones?: ZoneEntry[];
  /** Column that tells most about this run; empty for the usual one. */
  colour?: string;
  places?: PlaceEntry[];
}

export interface Manifest {
  format: number;
  exeunt: string;
  runs: RunEntry[];
}

export interface Settings {
  mode: "server" | "inline" | "folder";
  base: string;
}

export type Values = Float32Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;
