// Smoke over the floors in time, and maps of when places become untenable.

import type { Container } from "./container.ts";
import type { Plane } from "./density.ts";
import type { MapEntry, Values } from "./types.ts";

/** Metres of smoke that the opacity stands for; the packer's PATH. */
export const PATH = 2;
/** Visibility of things that reflect light times the extinction coefficient (Jin 1978). */
const REFLECTING = 3;

interface SmokeEntry { surface: number; x0: number; y0: number; cell: number; nx: number; ny: number; array: string }

/** Share of what lies below that smoke hides, by the visibility in it in metres. */
export function opacityOf(visibility: number): number {
  return 1 - Math.exp((-PATH * REFLECTING) / visibility);
}

export class Air {
  readonly times: Values;
  readonly maps: MapEntry[];
  private readonly smoke: SmokeEntry[];
  private readonly now: (Plane | undefined)[];
  private shown = -1;

  constructor(private readonly container: Container, surfaces: number) {
    const { header, arrays } = container;
    this.times = arrays.time;
    this.maps = header.maps as MapEntry[];
    this.smoke = header.planes as SmokeEntry[];
    this.now = Array.from({ length: surfaces }, () => undefined);
    for (const { surface, x0, y0, cell, nx, ny } of this.smoke) {
      this.now[surface] = { surface, x0, y0, cell, nx, ny, values: new Float32Array(nx * ny) };
    }
  }

  get smoky(): boolean {
    return this.smoke.length > 0;
  }

  values(array: string): Values | undefined {
    return this.container.arrays[array];
  }

  /** Place between the recorded frames, in steps that the eye does not see; the last frame holds. */
  place(time: number): number {
    const { times } = this;
    if (times.length === 0 || time < times[0]) return -1;
    let k = 0;
    while (k + 1 < times.length && times[k + 1] <= time) k++;
    if (k + 1 === times.length) return k;
    return k + Math.round((16 * (time - times[k])) / (times[k + 1] - times[k])) / 16;
  }

  /** Opacity of the smoke (0 to 1) over each surface that ever has any. */
  smokeAt(time: number): (Plane | undefined)[] {
    const place = this.place(time);
    if (place === this.shown) return this.now;
    this.shown = place;
    const k = Math.max(0, Math.floor(place)), share = place < 0 ? 0 : place - k;
    for (const { surface, array } of this.smoke) {
      const frames = this.container.arrays[array], out = this.now[surface]!.values;
      const first = k * out.length, next = share > 0 ? first + out.length : first;
      for (let i = 0; i < out.length; i++) {
        out[i] = place < 0 ? 0 : (frames[first + i] + (frames[next + i] - frames[first + i]) * share) / 255;
      }
    }
    return this.now;
  }
}
