// Density now, by the same measure as the run folder's maps.

import type { FrameSlice } from "./slice.ts";
import type { Surface, Venue } from "./venue.ts";

export interface Plane {
  surface: number;
  x0: number;
  y0: number;
  cell: number;
  nx: number;
  ny: number;
  values: Float32Array;
}

const KERNEL = [1, 2, 1];

/**
 * Smoothed density: heads and walkable area both weighted with (1 2 1)/4 in x and in y around the cell, then
 * divided. Cells without walkable area hold NaN; the area around a cell counts as an eighth of a cell at least.
 */
export class DensityGrid {
  readonly planes: Plane[];
  private readonly counts: Float32Array[];
  private readonly around: Float32Array[];

  constructor(venue: Venue, areas: (Plane | undefined)[]) {
    const found = venue.surfaces.map((surface, s) => areas[s] ?? sampledArea(surface));
    this.planes = found.map((area) => ({ ...area, values: new Float32Array(area.nx * area.ny) }));
    this.counts = this.planes.map((plane) => new Float32Array(plane.values.length));
    this.around = found.map((area) => {
      const smooth = blur(area.values, area.nx, area.ny);
      const least = 0.125 * area.cell * area.cell;
      return smooth.map((value, i) => (area.values[i] > 0 ? 1 / Math.max(value, least) : NaN));
    });
  }

  update(slice: FrameSlice): void {
    for (const counts of this.counts) counts.fill(0);
    for (let i = 0; i < slice.count; i++) {
      const plane = this.planes[slice.surface[i]];
      if (plane !== undefined) this.counts[plane.surface][cellOf(plane, slice.from[3 * i], slice.from[3 * i + 1])]++;
    }
    this.planes.forEach((plane, s) => {
      const smooth = blur(this.counts[s], plane.nx, plane.ny), scale = this.around[s];
      for (let i = 0; i < smooth.length; i++) plane.values[i] = smooth[i] * scale[i];
    });
  }

  /** Density at a place; 0 in a cell without walkable area. */
  at(surface: number, x: number, y: number): number {
    const plane = this.planes[surface];
    return plane === undefined ? NaN : plane.values[cellOf(plane, x, y)] || 0;
  }
}

export function cellOf(plane: Plane, x: number, y: number): number {
  const ix = Math.min(plane.nx - 1, Math.max(0, Math.floor((x - plane.x0) / plane.cell)));
  const iy = Math.min(plane.ny - 1, Math.max(0, Math.floor((y - plane.y0) / plane.cell)));
  return iy * plane.nx + ix;
}

export function blur(values: Float32Array, nx: number, ny: number): Float32Array {
  const rows = new Float32Array(values.length), out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const ix = i % nx;
    rows[i] = (2 * values[i] + (ix > 0 ? values[i - 1] : 0) + (ix + 1 < nx ? values[i + 1] : 0)) / 4;
  }
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) {
      let sum = 0;
      for (let d = -1; d <= 1; d++) {
        if (iy + d >= 0 && iy + d < ny) sum += KERNEL[d + 1] * rows[(iy + d) * nx + ix];
      }
      out[iy * nx + ix] = sum / 4;
    }
  }
  return out;
}

/** Walkable area of 1 m cells from 5 x 5 points each, for runs whose maps do not bring it. */
function sampledArea(surface: Surface, cell = 1, points = 5): Plane {
  const [xmin, ymin, xmax, ymax] = surface.bounds;
  const x0 = Math.floor(xmin / cell) * cell, y0 = Math.floor(ymin / cell) * cell;
  const nx = Math.max(1, Math.ceil((xmax - x0) / cell)), ny = Math.max(1, Math.ceil((ymax - y0) / cell));
  const values = new Float32Array(nx * ny);
  for (let i = 0; i < values.length; i++) {
    let hits = 0;
    for (let k = 0; k < points * points; k++) {
      const x = x0 + ((i % nx) + ((k % points) + 0.5) / points) * cell;
      const y = y0 + (Math.floor(i / nx) + (Math.floor(k / points) + 0.5) / points) * cell;
      if (surface.contains(x, y)) hits++;
    }
    values[i] = (hits / (points * points)) * cell * cell;
  }
  return { surface: surface.index, x0, y0, cell, nx, ny, values };
}
