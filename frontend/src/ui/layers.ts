// The heat map's layers: what each shows and up to which value.

import type { Plane } from "../data/density.ts";
import type { Run } from "../data/run.ts";
import type { MapEntry } from "../data/types.ts";

export const LAYER_LABELS: Record<string, string> = {
  none: "None", density: "Density now", max_density: "Maximum density", mean_density: "Mean density",
  time_above_2: "Time above 2 per m²", time_above_4: "Time above 4 per m²", time_above_5: "Time above 5 per m²",
  margin: "Margin (ASET less RSET)", aset: "Available time (ASET)", rset: "Time of last use (RSET)",
};

export const AIR_LAYERS = ["margin", "aset", "rset"];

export function layerUnit(layer: string): string {
  return layer.startsWith("time_above") || AIR_LAYERS.includes(layer) ? "s" : "people per m²";
}

export function planesOf(run: Run, layer: string): (Plane | undefined)[] | null {
  if (layer === "none") return null;
  if (layer === "density") return run.densityNow().planes;
  return run.venue.surfaces.map((surface) => run.map(layer, surface.index));
}

/** One scale for all runs shown: round numbers above the largest value, for densities at least 4 per m². */
export function fullScale(runs: Run[], layer: string): number {
  if (layer === "density") return 6;
  const classes = classesOf(runs, layer);
  if (classes !== null) return classes.length;
  let most = 0;
  for (const run of runs) {
    for (const plane of planesOf(run, layer) ?? []) {
      for (const value of plane?.values ?? []) if (value > most) most = value;
    }
  }
  if (layer.endsWith("density")) return layer === "mean_density" ? Math.max(1, Math.ceil(most)) : Math.max(4, Math.ceil(most));
  return most === 0 ? 10 : niceAbove(most);
}

export function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value - 1e-9) ?? value;
}

export function hasLayer(run: Run, layer: string): boolean {
  return layer === "none" || layer === "density" || run.mapEntries.some((map) => map.name === layer);
}

/** Colours and words of a layer of classes, from the first to the last; null for one of numbers. */
export function classesOf(runs: Run[], layer: string): NonNullable<MapEntry["classes"]> | null {
  for (const run of runs) {
    const found = run.mapEntries.find((map) => map.name === layer)?.classes;
    if (found !== undefined) return found;
  }
  return null;
}
