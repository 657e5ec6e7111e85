// From a column to one number a person and the colours that the numbers stand for.

import { classColours, ramp, type PaletteName, type Rgb } from "./palette.ts";
import type { Run } from "./run.ts";
import type { ColumnEntry } from "./types.ts";

// J. J. Fruin, Pedestrian Planning and Design (1971): upper limits of A to E in 1/m2
const WALKWAY = [0.31, 0.43, 0.72, 1.08, 2.17];
const STAIRS = [0.54, 0.72, 1.08, 1.54, 2.69];

/** Columns that say most, in the order of the menu; the others follow. */
const FIRST = ["status", "mind", "action", "believed_danger", "alerted_by", "zone_time", "zone_sight", "speed", "density",
  "level_of_service", "exit_used", "goal_exit", "population", "surface"];

const LABELS: Record<string, string> = {
  exit_used: "Exit used", goal_exit: "Exit headed for", population: "Role / population",
  surface: "Storey or stair", level_of_service: "Level of service (Fruin)", density: "Density around",
  mind: "State of mind", alerted_by: "Alerted by", believed_danger: "Believed danger", zone_time: "Time in danger zones",
  zone_sight: "Time in sight of danger zones", zone_peak: "Highest danger", aware_at: "Time of becoming aware",
  investigating_at: "Time of looking for confirmation", decided_at: "Time of deciding to act",
  protected_at: "Time of being protected",
  status: "Status", speed: "Speed", start_time: "Time of starting to move", time_out: "Time of leaving",
};

const MEANINGS: Record<string, string> = {
  mind: "How far the person has come towards acting", alerted_by: "The first cue that the person noticed",
  action: "What the person has decided to do",
  exit_used: "The exit that the person leaves by", goal_exit: "The exit that the person heads for",
  assigned_exit: "The exit that the person was told to use", population: "The population that the person belongs to",
  surface: "Where the person stands", mobility: "Mobility class; 0 means no restriction",
  speed: "Speed in plan, from one recorded frame to the next",
  density: "People per m² around, smoothed over about 2 m × 2 m",
  level_of_service: "After Fruin, for walkways or stairs, from the density around",
};

/** A sentence for people; the glossary's own words where they need no code book. */
export function columnMeaning(column: ColumnEntry): string {
  return MEANINGS[column.name] ?? column.meaning;
}

export function columnLabel(column: ColumnEntry): string {
  const plain = column.name.replaceAll("_", " ");
  return LABELS[column.name] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export function columnTitle(column: ColumnEntry): string {
  return column.unit === "" ? columnLabel(column) : `${columnLabel(column)} in ${prettyUnit(column.unit)}`;
}

export function prettyUnit(unit: string): string {
  return unit.replace("m-2", "1/m²").replace("m2", "m²").replace(/^a$/, "years");
}

export function menuOrder(columns: ColumnEntry[]): ColumnEntry[] {
  const rank = (column: ColumnEntry): number => {
    const place = FIRST.indexOf(column.name);
    return place === -1 ? FIRST.length : place;
  };
  return [...columns].sort((a, b) => rank(a) - rank(b));
}

export function levelOfService(density: number, stairs: boolean): number {
  const limits = stairs ? STAIRS : WALKWAY;
  let level = 0;
  while (level < limits.length && density >= limits[level]) level++;
  return level;
}

/** Fill ``out`` with the column's number of everyone in the slice; NaN where there is none. */
export function fillValues(run: Run, column: ColumnEntry, out: Float32Array): void {
  const slice = run.slice;
  if (column.name === "density" || column.name === "level_of_service") {
    const grid = run.densityNow();
    const service = column.name === "level_of_service";
    for (let i = 0; i < slice.count; i++) {
      const s = slice.surface[i];
      const density = grid.at(s, slice.from[3 * i], slice.from[3 * i + 1]);
      out[i] = service ? levelOfService(density, run.venue.surfaces[s]?.kind === "flight") : density;
    }
    return;
  }
  for (let i = 0; i < slice.count; i++) {
    const value = run.value(column, i);
    out[i] = column.kind === "category" && value < 0 ? NaN : value;
  }
}

/** What the colours reach from and to; of derived quantities the data fix it, so that pictures can be compared. */
export function scaleOf(column: ColumnEntry): [number, number] {
  if (column.name === "believed_danger" || column.name === "zone_peak") return [0, 1];
  const [low, high] = column.range ?? [0, 1];
  return high > low ? [low, high] : [low, low + 1];
}

export interface Colouring {
  /** 256 colours; a category's are its first ones. */
  table: Rgb[];
  low: number;
  high: number;
  category: boolean;
}

export function colouringOf(column: ColumnEntry, palette: PaletteName): Colouring {
  if (column.kind === "category") {
    const colours = classColours(column.name, column.values?.length ?? 0, palette);
    return { table: colours, low: 0, high: 255, category: true };
  }
  const [low, high] = scaleOf(column);
  return { table: Array.from({ length: 256 }, (_, i) => ramp(i / 255, palette)), low, high, category: false };
}
