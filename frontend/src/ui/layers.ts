// The heat map's layers: what each shows and up to which value.

import type { Plane } from "../data/density.ts";
import type { Run } from "../data/run.ts";
import type { Scale } from "../scene/heat.ts";

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

/** One scale for all runs shown: that of the data if they fix one, else a round number above the largest value. */
export function scaleOfLayer(runs: Run[], layer: string): Scale {
  if (layer === "density") {
    const full = runs[0].column("density")?.range?.[1] ?? 1;
    return { full, beyond: largest(runs, "max_density") > full, kind: "amount", classes: [], bare: "" };
  }
  const entry = runs.flatMap((run) => run.mapEntries).find((map) => map.name === layer);
  const { ramp: kind = "amount", classes = [], bare = "" } = entry ?? {};
  if (kind === "classes") return { full: classes.length, beyond: false, kind, classes, bare };
  const most = largest(runs, layer), fixed = entry?.full_scale ?? null;
  return { full: fixed ?? (most === 0 ? 10 : niceAbove(most)), beyond: fixed !== null && most > fixed, kind, classes, bare };
}

function largest(runs: Run[], layer: string): number {
  let most = 0;
  for (const run of runs) {
    for (const plane of planesOf(run, layer) ?? []) {
      for (const value of plane?.values ?? []) if (value > most) most = value;
    }
  }
  return most;
}

export function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= value - 1e-9) ?? value;
}

export function hasLayer(run: Run, layer: string): boolean {
  return layer === "none" || layer === "density" || run.mapEntries.some((map) => map.name === layer);
}
